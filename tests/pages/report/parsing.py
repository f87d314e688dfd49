"""A page taken apart by an HTML parser: its elements and its words."""

from collections import Counter
from html.parser import HTMLParser

_VOID = {"meta", "br", "link", "img", "hr"}


class Parsed(HTMLParser):
    """Elements, attributes, and text of a page.

    elements: how often each tag stands outside charts. kinds: each tag with each of its attributes.
    values: what stands in attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.kinds: set[tuple[str, str]] = set()
        self.values: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self._text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.text = "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element and keep its attributes."""
        if tag not in _VOID:
            self.open.append(tag)
        if "svg" not in self.open:
            self.elements[tag] += 1
        self.kinds |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.values += [value or "" for _, value in attrs]
        given = dict(attrs)
        if identifier := given.get("id"):
            self.ids.append(identifier)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        """End an element; whatever is not closed in order is a fault of the page."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep text, that of the style sheet apart."""
        if "style" not in self.open:
            self._text.append(data)
