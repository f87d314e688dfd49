"""What has changed between a force's submissions, and what would change them."""
