"""The action plan and what became of it, in every format."""
