"""The report as one self-contained page of HTML: no script, nothing fetched from anywhere."""
