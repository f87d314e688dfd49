"""Workbooks: the template that is written, and the return that is read."""
