"""Official statistics read from the publisher's own files: context beside scores, never in them."""
