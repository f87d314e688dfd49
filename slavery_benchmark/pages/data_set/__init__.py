"""A data set for a reader: what a run has written, and the summary of all its submissions."""
