"""What a telephone and a printer show of a page about many forces, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.report.browsing import chromium
from tests.pages.report.pages import page
from tests.pages.report.test_figures import page_of_twelve


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests here."""
    with chromium() as found:
        yield found


@pytest.mark.full
def test_the_numbers_of_every_plot_are_printed_though_closed_on_the_screen(browser: Any) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.set_content(page_of_twelve())
    # the caption carries the id
    seen = "[...document.querySelectorAll('caption[id^=funnel-]')].map(e => e.checkVisibility())"
    on_screen = tab.evaluate(seen)
    tab.emulate_media(media="print")
    printed = tab.evaluate(seen)
    closed = tab.evaluate(
        "[...document.querySelectorAll('details:not(.printed)')]"
        ".filter(e => e.checkVisibility()).length"
    )
    context.close()
    assert len(printed) >= 8
    assert not any(on_screen)
    assert all(printed)
    assert closed == 0, "the answers to each check would be some hundred pages"


def test_on_a_telephone_force_and_what_to_visit_it_for_are_side_by_side(browser: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    tab = context.new_page()
    tab.set_content(page("many"))
    right = tab.evaluate(
        "Math.max(...[...document.querySelectorAll('#first tbody td:nth-child(2)')]"
        ".map(e => e.getBoundingClientRect().right))"
    )
    context.close()
    assert 0 < right <= 360
