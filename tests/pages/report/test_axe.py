"""The page in a real browser: WCAG 2.2 AA, keyboard, zoom, telephone, no request, print."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.length import either
from tests.pages.report.browsing import chromium, opened, violations
from tests.pages.report.pages import KINDS, page

SOME = list(KINDS)[:: either(short=8, full=1)]
LOOKS = [(1024, "light"), (360, "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests here."""
    with chromium() as found:
        yield found


SEEN = [(kind, *look) for look in LOOKS for kind in KINDS]


@pytest.mark.short(2)
@pytest.mark.parametrize(("kind", "width", "scheme"), SEEN)
def test_axe_finds_no_violation(browser: Any, kind: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900}
    with opened(browser, page(kind), viewport=size, color_scheme=scheme) as tab:
        assert violations(tab) == []


@pytest.mark.parametrize(
    ("rule", "find", "put"),
    [
        ("html-has-lang", ' lang="en-GB"', ""),
        ("empty-table-header", '<th scope="col">Force</th>', '<th scope="col"></th>'),
        ("svg-img-alt", re.compile(r"<title id.*?</title>"), ""),
        ("heading-order", re.compile(r"<h3( id=[^>]*)?>(.*?)</h3>"), r"<h5>\2</h5>"),
        ("color-contrast", "--faint: #46535f", "--faint: #b0b0b0"),
    ],
)
def test_a_violation_put_in_on_purpose_is_caught(
    browser: Any, rule: str, find: str | re.Pattern[str], put: str
) -> None:
    sound = page("one")
    spoilt = find.sub(put, sound) if isinstance(find, re.Pattern) else sound.replace(find, put)
    assert spoilt != sound
    with opened(browser, _with_any_style(spoilt), color_scheme="light") as tab:
        assert any(item.startswith(rule) for item in violations(tab, rule))


def _with_any_style(html: str) -> str:
    """Return the page without its policy, which would refuse a style sheet that was changed."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)


@pytest.mark.parametrize("kind", SOME)
def test_nothing_but_a_table_scrolls_sideways_on_a_telephone_or_at_200_per_cent(
    browser: Any, kind: str
) -> None:
    sizes: list[dict[str, Any]] = [
        {"viewport": {"width": 360, "height": 780}},
        # what 1280 x 1024 pixels are to a page at 200 %
        {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    ]
    for settings in sizes:
        with opened(browser, page(kind), **settings) as tab:
            wide = tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= settings["viewport"]["width"]
            stuck = tab.evaluate(
                "[...document.querySelectorAll('.scroll')].filter("
                "e => e.scrollWidth > e.clientWidth && e.tabIndex !== 0).length"
            )
            assert stuck == 0


@pytest.mark.full
def test_at_200_per_cent_axe_finds_no_violation(browser: Any) -> None:
    size = {"width": 640, "height": 512}
    with opened(browser, page("many"), viewport=size, device_scale_factor=2) as tab:
        assert violations(tab) == []


@pytest.mark.short(1)
@pytest.mark.parametrize("kind", ["one", "many"])
def test_the_keyboard_goes_through_the_page_in_the_order_of_reading(
    browser: Any, kind: str
) -> None:
    size = {"width": 1600, "height": 900}
    with opened(browser, page(kind), viewport=size) as tab:
        tab.evaluate("window.scrollTo(0, 0)")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Skip to what comes first"
        assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("location.hash") == "#first"
        reached = []
        for _ in range(25):
            tab.keyboard.press("Tab")
            reached.append(
                tab.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
            )
        assert reached == sorted(set(reached))


def test_a_link_to_a_criterion_opens_what_lies_behind_it(browser: Any) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.set_content(page("one"))
    link = tab.locator("#scores table a").first
    target = link.get_attribute("href").removeprefix("#")
    closed = f"document.getElementById('{target}').closest('details').open"
    assert tab.evaluate(closed) is False
    link.press("Enter")
    assert tab.evaluate(closed) is True
    context.close()


@pytest.mark.parametrize("kind", SOME)
def test_the_page_asks_for_nothing_and_the_browser_complains_of_nothing(
    browser: Any, kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(kind), encoding="utf-8")
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(file.as_uri())
    colour = tab.evaluate("getComputedStyle(document.querySelector('.standing')).color")
    context.close()
    assert asked == [file.as_uri()]
    assert said == []
    assert colour != "rgb(0, 0, 0)", "the style sheet was refused"


@pytest.mark.parametrize("kind", SOME)
def test_it_prints_on_a4_in_dark_ink_whatever_the_theme(browser: Any, kind: str) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.set_content(page(kind))
    printed = tab.pdf(prefer_css_page_size=True)
    tab.emulate_media(media="print")
    ink = tab.evaluate("getComputedStyle(document.body).color")
    context.close()
    sizes = set(re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", printed))
    assert sizes <= {(b"594", b"841"), (b"595", b"842"), (b"595", b"841")}
    assert sizes
    assert ink == "rgb(27, 42, 58)"
