"""Cuts a sound workbook into two parts, or makes a table of its answers, and spoils a cell.

What merge, or template --answers, makes of them is what the workbook says that has the same cell.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape

import openpyxl

from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import Submission
from slavery_benchmark.core.scoring.submission_digest import digest_of_submission
from slavery_benchmark.extracting import layout
from tests.builders import shipped_criteria
from tests.fuzz.bases import OPEN_XML, Base, assessed, base, unzipped, zipped
from tests.fuzz.of_cells import Mutated, Place, mutate_cell, put, row_of, sheet_part
from tests.fuzz.values import TEXTS, text

COLUMNS = (layout.CHECK, *layout.ANSWER_COLUMNS)


class Hands(NamedTuple):
    """Files for a command, and the workbook that says the same in one."""

    base: Base
    content: bytes
    files: dict[str, bytes]
    whole: bytes
    said: str


def cut(random: Random) -> Hands:
    """Return two parts of a workbook of which, mostly, one cell was changed."""
    mutated = _any(random)
    rows = {row_of(item.cell) for item in mutated.base.score.submission.responses}
    first = set(random.sample(sorted(rows), random.randint(0, len(rows))))
    if mutated.place.sheet == layout.ANSWERS_SHEET:
        first.add(mutated.place.row)
    one = without_answers(mutated.content, mutated.base, rows - first)
    other = without_answers(mutated.base.content, mutated.base, first)
    if mutated.place.sheet == layout.CASES_SHEET:  # or the parts differ
        other = without_answers(mutated.content, mutated.base, first)
    said = f"{mutated.place.address} {mutated.value.open_xml!r:.200}"
    return Hands(mutated.base, one, {"a.xlsx": one, "b.xlsx": other}, mutated.content, said)


def _any(random: Random) -> Mutated:
    while True:
        mutated = mutate_cell(random, document=False)
        if not mutated.value.broken and mutated.place.sheet != layout.COVER_SHEET:
            return mutated


def without_answers(content: bytes, made: Base, rows: set[int]) -> bytes:
    """Return a workbook without what is answered in these rows."""
    parts = dict(unzipped(content))
    part = sheet_part(parts, layout.ANSWERS_SHEET)
    letters = "|".join(made.answer_columns[name] for name in layout.ANSWER_COLUMNS)

    def emptied(found: re.Match[str]) -> str:
        return "" if int(found[1]) in rows else found[0]

    pattern = rf'<c r="(?:{letters})(\d+)"(?:[^>]*/>|[^>]*>.*?</c>)'
    parts[part] = re.sub(pattern, emptied, parts[part].decode("utf-8", "replace"), flags=re.DOTALL
                         ).encode("utf-8", "replace")  # fmt: skip
    return zipped(parts)


def judge_parts(hands: Hands, folder: Path) -> Iterator[str]:
    """Yield what is wrong with what the parts are joined to."""
    for name, content in hands.files.items():
        (folder / name).write_bytes(content)
    out = folder / "joined.xlsx"
    code = exit_code(["merge", *(str(folder / name) for name in hands.files), "-o", str(out)])
    whole = _read(hands.whole, folder)
    if code not in (0, 1, 3):
        yield f"merge: exit code {code}"
    if code == 0 and whole is None:
        yield "parts of what is refused as a whole are joined"
    elif code == 0 and whole is not None:
        made = assessed(out)
        if digest_of_submission(made.submission) != digest_of_submission(whole.submission):
            yield f"joined to something else: {_difference(made.submission, whole.submission)}"


def _read(content: bytes, folder: Path) -> ForceScore | None:
    path = folder / "whole.xlsx"
    path.write_bytes(content)
    try:
        return assessed(path)
    except UnusableError:
        return None


def _difference(made: Submission, whole: Submission) -> str:
    for old, now in zip(whole.responses, made.responses, strict=True):
        pair = [(r.state, r.level, r.evidence, r.evidence_date, r.owner, r.comment)
                for r in (now, old)]  # fmt: skip
        if pair[0] != pair[1]:
            return f"{now.check}: {pair[0]!r:.200} for {pair[1]!r:.200}"
    return f"cases: {made.cases and made.cases.listed} for {whole.cases and whole.cases.listed}"


def tabulate(random: Random) -> Hands:
    """Return a table of a workbook's answers in which a cell was changed."""
    made = base(random.choice(OPEN_XML))
    framework = shipped_criteria().framework
    table: list[list[str]] = []
    for item in made.score.submission.responses:
        level = item.found if item.level is None else framework.level_label(item.level)
        day = item.evidence_date.isoformat() if item.evidence_date else ""
        table.append([item.check, level, item.not_applicable_reason, item.evidence, day,
                      item.owner, item.comment])  # fmt: skip
    at, column = random.randrange(len(table)), random.randrange(1, len(COLUMNS))
    said = random.choice([item for item in TEXTS if len(item) < 1000 and "\x7f" not in item])
    table[at][column] = said
    whole = _with_text(made, at, COLUMNS[column], said, random)
    random.shuffle(table)
    order = random.sample(range(len(COLUMNS)), len(COLUMNS))
    names = [_spelt(COLUMNS[place], random) for place in order]
    rows = [names, *([row[place] for place in order] for row in table)]
    name, content = random.choice((_as_csv, _as_workbook))(rows, random)
    return Hands(made, whole, {name: content}, whole, f"{made.name} {COLUMNS[column]} {said!r}")


def _with_text(made: Base, at: int, column: str, said: str, random: Random) -> bytes:
    response = made.score.submission.responses[at]
    row, letters = row_of(response.cell), made.answer_columns[column]
    place = Place(layout.ANSWERS_SHEET, letters, row, column, response.check)
    return put(made, place, text(said, random)._replace(shared=False, open_xml=_inline(said)))


def _inline(said: str) -> tuple[str, str]:
    # a text of a table is what it says; an .xlsx would read _x0033_ as 3
    safe = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", said)
    return 't="inlineStr"', f'<is><t xml:space="preserve">{escape(safe)}</t></is>'


def _spelt(name: str, random: Random) -> str:
    ways = (
        name,
        name.upper(),
        name.lower().replace(" ", "_"),
        name.partition(" (")[0],
        f" {name} ",
    )
    return random.choice(ways)


def _as_csv(rows: list[list[str]], random: Random) -> tuple[str, bytes]:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=random.choice(",;\t"),
                        lineterminator=random.choice(("\n", "\r\n")))  # fmt: skip
    writer.writerows(rows)
    encoding = random.choice(("utf-8", "utf-8-sig", "utf-16"))
    return "answers.csv", stream.getvalue().encode(encoding)


def _as_workbook(rows: list[list[str]], random: Random) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = random.choice(("Export", "Self-assessment", "Cover", "1"))
    for number, row in enumerate(rows, start=random.randint(1, 5)):
        for place, said in enumerate(row, start=1):
            kept = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", said)
            cell = sheet.cell(number, place)
            cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", kept)
            cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return "answers.xlsx", stream.getvalue()


def judge_table(hands: Hands, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the form that a table fills."""
    ((name, content),) = hands.files.items()
    (folder / name).write_bytes(content)
    out = folder / "filled.xlsx"
    code = exit_code(["template", "--answers", str(folder / name), "-o", str(out)])
    whole = _read(hands.whole, folder)
    if code not in (0, 1):
        yield f"template: exit code {code}"
    if code == 0 and whole is not None:
        made = assessed(out).submission
        old = [_told(item) for item in whole.submission.responses]
        now = [_told(item) for item in made.responses]
        if old != now:
            yield f"filled with something else: {_difference(made, whole.submission)}"


def _told(item: object) -> tuple[object, ...]:
    fields = ("check", "state", "level", "evidence", "evidence_date", "owner", "comment")
    return tuple(getattr(item, field) for field in fields)
