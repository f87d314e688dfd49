"""The framework for a reader: the list of criteria, one of them in full, what has changed."""
