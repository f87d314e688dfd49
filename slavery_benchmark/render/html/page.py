"""From a page of plain blocks to HTML: the only place where text becomes markup."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from slavery_benchmark.core.text import clean
from slavery_benchmark.core.view.model import ReportData
from slavery_benchmark.formats.charts.looks import chart_css
from slavery_benchmark.render.html.document import page_of

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f]|[\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control characters, and those that hide or reorder the text beside them."""
_ID = re.compile(r"\b[A-Z]{2,}-[0-9]\w*")
"""What looks like the id of a criterion, check or measure; not to be broken at its hyphen."""
_HERE = "slavery_benchmark.render.html"


def render_html(data: ReportData) -> bytes:
    """Return the report as one HTML file in UTF-8 that needs nothing else."""
    css = f"{_style_sheet()}{chart_css()}"
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = _environment().get_template("page.html.jinja")
    # the style sheet is ours, and has no word of a workbook in it
    text = template.render(page=page_of(data), css=Markup(css), policy=policy)  # noqa: S704
    return text.encode("utf-8", errors="replace")


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return (files(_HERE) / "templates" / "report.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_hidden,
    )
    environment.filters["drawing"] = _drawing
    environment.filters["said"] = _said
    return environment


def _without_hidden(value: object) -> object:
    """Return what is to be shown, without characters that hide or reorder the text beside them."""
    if isinstance(value, str) and not isinstance(value, Markup) and _HIDDEN.search(value):
        return clean(value)
    return value


def _drawing(svg: str) -> Markup:
    """Return the drawing of a chart as markup: the charts escape every word themselves."""
    return Markup(svg)  # noqa: S704


def _said(text: str) -> Markup:
    """Return text as markup in which an id stays on one line; everything in it is escaped first."""
    shown = clean(text) if _HIDDEN.search(text) else text
    # what is put in is ours, and what it is put into is escaped
    return Markup(_ID.sub(r'<span class="id">\g<0></span>', str(escape(shown))))  # noqa: S704
