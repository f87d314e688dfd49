"""The workbooks of a review: what an inspector fills in, what is agreed, replied and signed off."""
