"""What has changed since earlier submissions, in every format."""
