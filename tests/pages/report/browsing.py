"""A real Chromium for the tests of the page, and axe-core in it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.our_font import with_our_font

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_OPENED = 6
_PATIENCE = 300_000
"""Milliseconds before Chromium is taken to hang: beside other work it may be slow."""


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium; the test is skipped with a reason where there is none.

    It has our font and no other: pages look alike on every machine, on one without fonts too.
    """
    if CHROMIUM is None:
        pytest.skip("Chromium is not on this machine (Debian: chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with TemporaryDirectory() as folder, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],  # a container that runs as root has none
            env=with_our_font(Path(folder)),
            timeout=_PATIENCE,
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, html: str, **settings: Any) -> Iterator[Any]:
    """Yield a tab that shows a page, with the first parts of it that can be opened open."""
    context = browser.new_context(**settings)
    try:
        context.set_default_timeout(_PATIENCE)
        tab = context.new_page()
        tab.set_content(html)
        # every one would take minutes, and they are all made alike
        tab.evaluate(
            f"[...document.querySelectorAll('details')].slice(0, {_OPENED})"
            ".forEach(d => d.open = true)"
        )
        yield tab
    finally:
        context.close()


def violations(tab: Any, *rules: str) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 AA, and against its own best practice.

    rules: those to try; without any, all.
    """
    source = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    tab.evaluate(f"{source}; 0")
    only = {"runOnly": list(rules)} if rules else {}
    found = tab.evaluate(
        f"axe.run(document, {json.dumps({'resultTypes': ['violations'], **only})})"
    )
    return [
        f"{item['id']} {node['target']}: {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"][:3]
    ]
