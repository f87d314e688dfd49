"""What reading one large sheet costs beside the reader library alone, measured in one run.

    python tests/benchmarks/large_sheet.py [--rows 1000 10000 100000] [--all] [--runs N]

Writes workbooks of one sheet of 26 columns, as a spreadsheet program would: chosen words as shared
strings, dates with a style, small numbers, blanks. Each is read N times in turn by python-calamine
alone and by read_workbook, each time in a process of its own; the least time and the peak memory of
that process are compared. --all adds 500,000 rows. Not on Windows.
"""

import argparse
import io
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

SHEET = "Cases"
COLUMNS = 26
Value = str | int | date | None

_SHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEETML}" xmlns:r="{_LINKS}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "styles", "styles.xml"),
            (3, "sharedStrings", "sharedStrings.xml"),
        )
    )
    + "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEETML}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORDS = ("Labour exploitation", "Criminal exploitation", "Yes", "No", "Not recorded", "Kent & Co")
_MEASURED = """
import resource, sys, time
from pathlib import Path
from python_calamine import CalamineWorkbook
from slavery_benchmark.workbook.reader import read_workbook
way, path, sheet = sys.argv[1:]
start = time.perf_counter()
if way == "bare":
    read = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(
        skip_empty_area=False)
else:
    read = read_workbook(Path(path), (sheet,))
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def case_rows(count: int) -> Iterator[list[Value]]:
    """Yield a row of headings and `count` rows of cases, the same each time."""
    chance = random.Random(2017)  # noqa: S311 - the same rows each time are wanted
    yield [f"Column {number}" for number in range(1, COLUMNS + 1)]
    for case in range(1, count + 1):
        row: list[Value] = [f"CASE-{case:07}"]
        for column in range(1, COLUMNS):
            if chance.random() < 0.15:
                row.append(None)
            elif column % 4 == 0:
                row.append(date(2024, 1, 1) + timedelta(chance.randrange(700)))
            elif column % 4 == 1:
                row.append(chance.randrange(50))
            else:
                row.append(chance.choice(_WORDS))
        yield row


def write_sheet(path: Path, rows: Iterable[Iterable[Value]]) -> None:
    """Write rows of at most 26 cells as the one sheet of a workbook, in little memory."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in _PARTS.items():
            made.writestr(name, _DECLARATION + content)
        with (
            made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
            io.TextIOWrapper(part, "utf-8", write_through=False) as sheet,
        ):
            sheet.write(f'{_DECLARATION}<worksheet xmlns="{_SHEETML}"><sheetData>')
            for number, row in enumerate(rows, 1):
                cells = "".join(_cells(number, row, strings))
                sheet.write(f'<row r="{number}" spans="1:{COLUMNS}">{cells}</row>')
            sheet.write(
                '</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" '
                'header="0.3" footer="0.3"/></worksheet>'
            )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        made.writestr(
            "xl/sharedStrings.xml", f'{_DECLARATION}<sst xmlns="{_SHEETML}">{items}</sst>'
        )


def _cells(number: int, row: Iterable[Value], strings: dict[str, int]) -> Iterator[str]:
    for letter, value in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row, strict=False):
        if isinstance(value, str):
            index = strings.setdefault(value, len(strings))
            yield f'<c r="{letter}{number}" t="s"><v>{index}</v></c>'
        elif isinstance(value, date):
            day = (value - date(1899, 12, 30)).days
            yield f'<c r="{letter}{number}" s="1"><v>{day}</v></c>'
        elif value is not None:
            yield f'<c r="{letter}{number}"><v>{value}</v></c>'


def run(way: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak memory (MB) of one reading, `bare` or `ours`."""
    command = [sys.executable, "-c", _MEASURED, way, str(path), SHEET]
    seconds, memory = subprocess.run(command, check=True, capture_output=True).stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    say = sys.stdout.write
    say(
        "   rows    bare ms    ours ms  ratio (wanted: 1.25)  bare MB  ours MB  ratio (wanted: 2)\n"
    )
    for count in [*options.rows, *([500_000] if options.all else [])]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.xlsx"
            write_sheet(path, case_rows(count))
            turns = [(run("bare", path), run("ours", path)) for _ in range(options.runs)]
        bare, ours = (min(turn[way][0] for turn in turns) * 1000 for way in (0, 1))
        bare_memory, memory = (max(turn[way][1] for turn in turns) for way in (0, 1))
        say(
            f"{count:7} {bare:10.1f} {ours:10.1f} {ours / bare:6.2f} {bare_memory:24.0f} "
            f"{memory:8.0f} {memory / bare_memory:6.2f}\n"
        )


if __name__ == "__main__":
    main()
