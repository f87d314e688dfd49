"""From a document to HTML: the only place where text becomes markup."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from slavery_benchmark.core.text import clean
from slavery_benchmark.document.blocks import Chart, Document
from slavery_benchmark.formats.charts.draw import drawn
from slavery_benchmark.formats.charts.frame import Frame, Layout
from slavery_benchmark.formats.charts.looks import chart_css
from slavery_benchmark.formats.html.cells import laid
from slavery_benchmark.formats.html.places import Places
from slavery_benchmark.formats.html.sections import FIRST, arranged

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f]|[\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control characters, and those that hide or reorder the text beside them."""
_ID = re.compile(r"\b[A-Z]{2,}-[0-9]\w*")
"""What looks like the id of a criterion, check or measure; not to be broken at its hyphen."""
_PLAIN_CSS = re.compile(r"[^A-Za-z0-9 ,.]")
_LONGEST_ON_PAPER = 110


def render_html(document: Document) -> bytes:
    """Return the document as one HTML file in UTF-8."""
    css = f"{_style_sheet()}{chart_css()}{_head_on_paper(document.standing)}"
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    text = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            document=document,
            arranged=arranged(document),
            places=Places(document),
            # ours but for the line on paper, of which nothing but letters is left as it was
            css=Markup(css),  # noqa: S704
            policy=policy,
        )
    )
    return text.encode("utf-8", errors="replace")


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return (files(__package__ or "") / "templates" / "page.css").read_text(encoding="utf-8")


def _head_on_paper(text: str) -> str:
    """Return the rule that puts a line over every printed page."""
    said = _PLAIN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", clean(text, _LONGEST_ON_PAPER))
    return f'@page{{@top-left{{content:"{said}"}}}}\n'


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__ or ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_hidden,
    )
    environment.filters |= {
        "said": _said,
        "kind": lambda block: type(block).__name__,
        "drawn": _drawn,
    }
    environment.globals |= {"laid": laid, "first": FIRST}
    return environment


def _without_hidden(value: object) -> object:
    """Return what is to be shown, without characters that hide or reorder the text beside them."""
    if isinstance(value, str) and not isinstance(value, Markup) and _HIDDEN.search(value):
        return clean(value)
    return value


def _drawn(chart: Chart, anchor: str, *, narrow: bool = False) -> Markup:
    """Return the drawing of a chart as markup: the charts escape every word themselves."""
    layout, name = (Layout.NARROW, "narrow") if narrow else (Layout.WIDE, "wide")
    frame = Frame(id=f"{anchor}-{name}", title=chart.title or chart.said, layout=layout)
    return Markup(drawn(chart.picture, frame))  # noqa: S704


def _said(text: str) -> Markup:
    """Return text as markup in which an id stays on one line; everything in it is escaped first."""
    shown = clean(text) if _HIDDEN.search(text) else text
    # what is put in is ours, and what it is put into is escaped
    return Markup(_ID.sub(r'<span class="id">\g<0></span>', str(escape(shown))))  # noqa: S704
