"""What would move the score, in every format."""
