"""The sheets of an .xlsx: proved to be plain, or walked and written again."""
