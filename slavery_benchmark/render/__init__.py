"""A report as text, JSON, CSV or Markdown: one module a format, no scoring here."""
