"""The content of a sound return, written by other programs and libraries.

    python -m tests.reading.other_programs content.json

writes it for the scripts tests/reading/files/*.cjs, which made the workbooks beside them:
exceljs 4.4.0 and SheetJS (the package xlsx) 0.18.5, both for Node.js. Their parts are as written;
only the archives were packed again, more tightly.
"""

import io
import json
import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from tests.returns import sound_return
from tests.samples.make import save_with_libreoffice

FILES = Path(__file__).parent / "files"
Content = dict[str, list[list[Any]]]


def content() -> Content:
    """Return the values of every sheet of the template, filled in; dates are dates."""
    book = openpyxl.load_workbook(io.BytesIO(sound_return()))
    return {
        sheet.title: [
            [value.date() if isinstance(value, datetime) else value for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def by_xlsxwriter(path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in content().items():
        sheet = book.add_worksheet(name)
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(down, across, value, day)
                elif value is not None:
                    sheet.write(down, across, value)
    book.close()


def by_pandas(path: Path) -> None:
    import pandas

    with pandas.ExcelWriter(path, engine="openpyxl") as writer:
        for name, rows in content().items():
            frame = pandas.DataFrame(rows, dtype=object)
            frame.to_excel(writer, sheet_name=name, header=False, index=False)


def by_libreoffice(path: Path) -> None:
    original = path.with_name(f"original-{path.stem}.xlsx")
    original.write_bytes(sound_return())
    made = save_with_libreoffice(original, path.parent, path.suffix.lstrip("."))
    if made != path:
        made.replace(path)
    original.unlink(missing_ok=True)


def kept(name: str, path: Path) -> None:
    """Copy a workbook that was made before."""
    shutil.copyfile(FILES / name, path)


def main() -> None:
    """Write the content as JSON: a list of sheets, a date as an object."""
    sheets = [
        {
            "name": name,
            "rows": [
                [{"date": v.isoformat()} if isinstance(v, date) else v for v in row] for row in rows
            ],
        }
        for name, rows in content().items()
    ]
    Path(sys.argv[1]).write_text(json.dumps(sheets), encoding="utf-8")


if __name__ == "__main__":
    main()
