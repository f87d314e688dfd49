"""Documents on a terminal: its symbols, a page of so many columns, tables that fit."""
