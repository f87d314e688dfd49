"""From untrusted bytes to plain cells with true addresses."""
