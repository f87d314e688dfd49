"""What counts as a line of code."""

from pathlib import Path

from tests.house.sizes import code_lines, sizes_text

MODULE = '''"""A docstring
of two lines."""

# a comment
LIMIT = 3  # how many
"""What a limit is."""
WORDS = """a text
that is a value"""


def half(number: int) -> int:
    """Return half."""
    return (
        number // 2
    )
'''


def test_code_is_what_is_neither_blank_nor_comment_nor_docstring() -> None:
    # LIMIT, the two lines of WORDS, def, and the three of return
    assert code_lines(MODULE) == 7


def test_each_folder_is_counted_without_those_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "package" / "room"
    inner.mkdir(parents=True)
    (tmp_path / "package" / "one.py").write_text("A = 1\n", encoding="utf-8")
    (inner / "two.py").write_text(MODULE, encoding="utf-8")
    heading, *lines = (line.split() for line in sizes_text(tmp_path / "package"))
    assert heading == ["package", "modules", "code", "longest", "median"]
    assert lines == [
        [".", "1", "1", "1", "1"],
        ["room", "1", "7", "15", "15"],
        ["all", "2", "8", "15", "8"],
    ]
