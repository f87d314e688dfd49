"""A page before it has a format: lead, sections of blocks, tables over records."""
