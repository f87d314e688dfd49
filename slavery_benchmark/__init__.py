"""Score forces' modern slavery self-assessments against what HMICFRS found in 2017."""

__version__ = "0.1.0"
