"""What a file that is no workbook seems to be, told from how it begins."""


def described(content: bytes) -> str:
    """Return what the content seems to be, in words for a message."""
    start = content[:512].lstrip().lower()
    if not start:
        return "an empty file"
    if start.startswith(b"%pdf"):
        return "a PDF document"
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if start.startswith(b"<?xml"):
        return "an XML file"
    if b"\0" not in start and (b"," in start or b";" in start or b"\t" in start):
        return "plain text, perhaps CSV"
    return "something else"
