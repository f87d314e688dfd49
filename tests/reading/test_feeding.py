"""A tag or a comment of many megabytes costs no more than its size."""

import io
import zipfile
from pathlib import Path
from xml.parsers import expat

import pytest

from slavery_benchmark.reading.archive import open_archive
from slavery_benchmark.reading.feeding import feed
from slavery_benchmark.reading.left_out import hides_cells, left_out
from slavery_benchmark.reading.sheets import list_sheets
from tests.returns import sound_return


class Counted(io.BytesIO):
    """A stream that counts how often it was read."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        return super().read(size)


@pytest.mark.parametrize("long", [b'<a b="%s"/>', b"<!--%s-->", b"<![CDATA[%s]]>"])
def test_a_long_tag_is_given_to_the_parser_in_few_pieces(long: bytes) -> None:
    stream = Counted(b"<x>" + long % (b"y" * 2**22) + b"</x>")
    ended: list[str] = []
    parser = expat.ParserCreate()
    parser.EndElementHandler = ended.append
    feed(parser, stream)
    assert ended[-1] == "x"
    assert stream.reads < 20 or b"CDATA" in long  # text is taken as it comes


def test_a_tag_that_no_program_writes_is_refused() -> None:
    with pytest.raises(expat.ExpatError, match="a tag or a comment of more than 8 MB"):
        feed(expat.ParserCreate(), io.BytesIO(b'<x a="' + b"y" * 2**24))


def test_names_without_end_are_refused() -> None:
    names = b"".join(b"<y%d/>" % number for number in range(60_000))
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: None  # or it keeps none
    with pytest.raises(expat.ExpatError, match="more than 50,000 names of tags"):
        feed(parser, io.BytesIO(b"<x>" + names + b"</x>"))


def test_short_tags_are_read_in_small_pieces() -> None:
    stream = Counted(b"<x>" + b"<y/>" * 2**20 + b"</x>")
    feed(expat.ParserCreate(), stream)
    assert stream.reads == 18


def test_xml_that_breaks_off_is_refused() -> None:
    with pytest.raises(expat.ExpatError):
        feed(expat.ParserCreate(), io.BytesIO(b"<x><y>"))


def test_a_comment_full_of_rows_is_no_work(tmp_path: Path) -> None:
    """An expression that looked for the end of each would not come back."""
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(io.BytesIO(sound_return())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            comment = b"<sheetData><!--" + b"<row " * 2**20 + b"-->"
            new.writestr(name, old.read(name).replace(b"<sheetData>", comment))
    archive = open_archive(path.read_bytes(), "x")
    sheets = list_sheets(archive)
    assert not hides_cells(archive, sheets)
    assert any("drop-down" in item for item in left_out(archive, sheets))
