"""What the commands about reviews do, and what they share."""
