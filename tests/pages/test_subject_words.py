"""What a framework is about is said by the framework: no text of the program names it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import slavery_benchmark
from slavery_benchmark.core.framework.subject import NEUTRAL, Subject

PACKAGE = Path(slavery_benchmark.__file__).parent
WORDS = re.compile(r"2017|hmicfrs|slavery|traffick", re.IGNORECASE)
ALLOWED = {
    # the data of the Home Office are about these offences; shown with --recorded-crime alone
    "pages/context.py": ("recorded modern slavery offences",),
    "pages/words/context.py": ("Of 2017 it was reported",),
}
"""Texts that may have such a word, each by a part of it."""


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a module that users may see: all but documentation of what is no
    command, and names of modules.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and not _is_command(node):
            told.add(ast.get_docstring(node, clean=False))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if text not in told and not text.startswith("slavery_benchmark"):
                yield text


def _is_command(node: ast.AST) -> bool:
    """Return whether its documentation is help of the command line."""
    decorated = getattr(node, "decorator_list", ())
    return any("click" in ast.unparse(item) for item in decorated)


def test_no_text_of_the_program_names_a_subject() -> None:
    found = [
        f"{name}: {text!r}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if not (name := path.relative_to(PACKAGE).as_posix()).startswith("official/")
        for text in texts(path)
        if WORDS.search(text) and not any(part in text for part in ALLOWED.get(name, ()))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("neutral", "said"),
    [
        ("no better than the baseline", "no better than 2014"),
        ("below the baseline range", "below the 2014 range"),
        (
            "Above the range of the baseline, not at target",
            "Above the range of 2014, not at target",
        ),
        ("score against the reference line", "score against the 2014 reference line"),
        ("Baseline range, low", "2014 range, low"),
    ],
)
def test_a_text_is_said_in_the_words_of_the_framework(neutral: str, said: str) -> None:
    assert Subject(baseline="2014", adjective="2014").say(neutral) == said
    assert NEUTRAL.say(neutral) == neutral


def test_what_is_left_out_has_neutral_words() -> None:
    assert NEUTRAL.against == "Against the baseline"
    assert NEUTRAL.reference_line == "reference line"
    assert NEUTRAL.was_found == "what was found"
    assert NEUTRAL.own_reading == "This is our reading."
    assert NEUTRAL.also_unscored("Said so.") == "Said so."
    full = Subject(found_in="in 2014", unscored="Nobody scored anything")
    assert full.national == (
        "our reading of what was found nationally in 2014; Nobody scored anything"
    )
    assert full.also_unscored("Said so.") == "Said so. Nobody scored anything."
