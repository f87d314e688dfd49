"""How a document is written: one module a format, which knows blocks and columns and no page."""
