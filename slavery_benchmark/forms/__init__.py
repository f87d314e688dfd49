"""Workbooks that people fill in and that come back: template, marked copy, plan."""
