"""Tries one input through the commands, and says what it should not have done."""

import contextlib
import io
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from slavery_benchmark import criteria_files
from slavery_benchmark.cli import exit_code
from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria
from tests.fuzz import bases, deserved
from tests.fuzz.of_bytes import mutate_bytes
from tests.fuzz.of_cells import Mutated, mutate_cell
from tests.fuzz.of_hands import Hands, cut, judge_parts, judge_table, tabulate
from tests.fuzz.of_json import mutate_result
from tests.fuzz.of_parts import mutate_parts
from tests.fuzz.of_people import Doctored, doctor
from tests.fuzz.same_meaning import rewrite

KINDS = (
    *("bytes", "parts", "cells", "ods cells", "same meaning", "results"),
    *("people", "merged parts", "tables"),
)
JUDGED = ("cells", "ods cells", "same meaning", "people", "merged parts", "tables")
"""Kinds of which the score is known."""
CODES = (0, 1, 2, 3)
INPUTS = ("tried", "judged", "same", "people", "a", "b", "answers")
"""What the files are called that inputs are written to."""
SUFFIXES = (".xlsx", ".xlsm", ".ods", ".json", ".xls", ".xlsb", ".csv", ".txt")

# escapes, other control characters that a terminal acts on, and what reorders the text around it
HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_WRITTEN = re.compile(r"&#(?:x0*(?:1b|202[a-e]|206[6-9]|200[ef])|0*27);", re.IGNORECASE)


class Tried(NamedTuple):
    """An input, the commands that it went through with their codes, and the findings."""

    suffix: str
    content: bytes
    said: str
    commands: list[str]
    findings: list[str]


def try_one(kind: str, number: int, seed: int, folder: Path) -> Tried:
    """Make the input of this number and try it; the same arguments make the same input."""
    random = Random(f"{seed}/{kind}/{number}")  # noqa: S311 - to be repeated, not to be secret
    suffix, content, said, findings = _made(kind, random, folder)
    tried = Tried(suffix, content, said, [], findings)
    path = folder / f"tried{suffix}"
    path.write_bytes(content)
    commands = list(_commands(path, folder, random))
    if kind in JUDGED:  # it was scored already
        chosen = [] if number % 3 else [commands[number // 3 % len(commands)]]
    else:
        chosen = [commands[number % len(commands)]]
    for command in chosen:
        tried.commands.append(" ".join(Path(word).name for word in command))
        tried.findings.extend(run(command, folder))
    return tried


def _made(kind: str, random: Random, folder: Path) -> tuple[str, bytes, str, list[str]]:
    """Return suffix and content of an input, what it is, and the findings of its own property."""
    if kind == "bytes":
        names = (*bases.OPEN_XML, *bases.OPEN_DOCUMENT)
        name, other = random.choice(names), random.choice(names)
        content = mutate_bytes(bases.base(name).content, bases.base(other).content, random)
        suffix = random.choice(SUFFIXES) if random.randint(0, 5) == 0 else Path(name).suffix
        return suffix, content, name, []
    if kind == "parts":
        name = random.choice((*bases.OPEN_XML, *bases.OPEN_DOCUMENT[:1]))
        return Path(name).suffix, mutate_parts(bases.parts_of(name), random), name, []
    if kind == "results":
        return ".json", mutate_result(bases.result(), random), "a result", []
    if kind == "same meaning":
        made, content, ways = rewrite(random)
        said = f"{made.name}: {', '.join(ways)}"
        return ".xlsx", content, said, list(_same(made, content, folder))
    if kind == "people":
        doctored = doctor(random)
        return ".xlsx", doctored.content, doctored.said, list(of_people(doctored, folder))
    if kind in ("merged parts", "tables"):
        hands = cut(random) if kind == "merged parts" else tabulate(random)
        judged = judge_parts if kind == "merged parts" else judge_table
        return ".xlsx", hands.content, hands.said, list(of_hands(judged, hands, folder))
    mutated = mutate_cell(random, document=kind == "ods cells")
    suffix = Path(mutated.base.name).suffix
    written = mutated.value.open_xml if mutated.base.is_open_xml else mutated.value.open_document
    said = f"{mutated.base.name} {mutated.place.address} {mutated.place.column}: {written!r:.300}"
    return suffix, mutated.content, said, list(judge(mutated, folder))


def judge(mutated: Mutated, folder: Path) -> Iterator[str]:
    """Yield what is wrong with how a workbook with one changed cell is scored."""
    path = folder / f"judged{Path(mutated.base.name).suffix}"
    path.write_bytes(mutated.content)
    try:
        score = bases.assessed(path)
    except UnusableError as refusal:
        at_cell = refusal.problem.cell == mutated.place.address
        key = mutated.place.column == "Framework edition"
        if not (mutated.value.broken or at_cell or key):
            yield f"refused: {refusal.problem.code}: {refusal.problem.found:.200}"
        return
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        yield f"raised {error!r:.300}"
        return
    if not mutated.value.broken:
        yield from deserved.faults(mutated, score)


def _same(made: bases.Base, content: bytes, folder: Path) -> Iterator[str]:
    path = folder / "same.xlsx"
    path.write_bytes(content)
    try:
        score = bases.assessed(path)
    except UnusableError as refusal:
        yield f"refused: {refusal.problem.code}: {refusal.problem.found:.200}"
        return
    if deserved.numbers(score) != deserved.numbers(made.score):
        yield "another score for the same said in other words"
    if score.submission.responses != made.score.submission.responses:
        yield "other answers for the same said in other words"


def of_people(doctored: Doctored, folder: Path) -> Iterator[str]:
    """Yield what is wrong with how a workbook to which something was done is scored."""
    path = folder / "people.xlsx"
    path.write_bytes(doctored.content)
    try:
        score = bases.assessed(path)
    except UnusableError as refusal:
        yield f"refused: {refusal.problem.code}: {refusal.problem.found:.200}"
        return
    yield from doctored.judge(doctored.base, score)


def of_hands(
    judged: Callable[[Hands, Path], Iterator[str]], hands: Hands, folder: Path
) -> Iterator[str]:
    """Yield what is wrong with what comes of parts, or of a table, and with what is said of it."""
    raw = io.BytesIO()
    said = io.TextIOWrapper(raw, "utf-8", errors="replace", write_through=True)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        found = list(judged(hands, folder))
    text = raw.getvalue().decode()
    yield from (f"{item}: {text[-300:]}" for item in found)
    yield from (f"printed {item}" for item in harmful(text))
    for name in ("joined.xlsx", "filled.xlsx"):
        (folder / name).unlink(missing_ok=True)


def load_criteria_once() -> None:
    """Keep the shipped criteria in this process: they are no input here, and slow to load."""
    criteria_files.load_criteria = cache(criteria_files.load_criteria)


@cache
def _ids() -> tuple[str, ...]:
    framework = shipped_criteria().framework
    theme = framework.themes[0]
    criterion = next(item for t in framework.themes for item in t.criteria if item.measures)
    return theme.id, criterion.id, criterion.checks[0].id, criterion.measures[0].id


def _commands(path: Path, folder: Path, random: Random) -> Iterator[list[str]]:
    """Yield the commands, each with this file in every place in which it takes one."""
    file = str(path)
    samples = shipped_folder("sample_data")
    sound, earlier = str(samples / bases.OPEN_XML[1]), str(samples / bases.EARLIER)
    out = str(folder / "out")
    edited = ["--allow-edited"] if path.suffix == ".json" and random.randint(0, 3) else []
    detail = random.choice(("theme", "criterion", "check"))
    yield ["score", file, *random.choice(([], ["--detail"])), *edited]
    yield [
        "score",
        file,
        "-o",
        f"{out}.{random.choice(('md', 'csv', 'txt', 'json', 'html'))}",
        *edited,
    ]
    yield ["check", file, *edited]
    yield ["check", file, "--mark", f"{out}.xlsx"]
    yield ["explain", file, random.choice(_ids()), *edited]
    yield ["visit", file, *edited]
    yield ["visit", file, "--cases", "5", "--format", random.choice(("json", "csv", "markdown"))]
    yield ["compare", sound, file, "--by", detail, *edited]
    yield ["compare", file, sound, "--pairs", "--format", "markdown", *edited]
    yield ["export", file, "-o", f"{out}.xlsx", "--force-sheets", *edited]
    yield ["replay", file]
    yield ["replay", str(_result(folder)), "--workbook", file]
    yield ["progress", earlier, file, *edited]
    yield ["progress", file, sound, "-o", f"{out}.{random.choice(('xlsx', 'json', 'md'))}", *edited]
    yield ["explain", file, "--levers", *edited]
    yield ["actions", file, "-o", f"{out}.{random.choice(('xlsx', 'json', 'md'))}", *edited]
    yield ["actions", sound, "--previous", file]
    yield ["template", "--from", file, "-o", f"{out}.xlsx"]
    yield ["template", "--answers", file, "-o", f"{out}.xlsx"]
    yield ["merge", file, sound, "-o", f"{out}.xlsx"]
    yield ["merge", file, "-o", f"{out}.xlsx"]
    yield ["compare", sound, file, "--groups", file]
    yield ["score", sound, "--recorded-crime", file]


def _result(folder: Path) -> Path:
    path = folder / "sound.json"
    if not path.exists():
        path.write_bytes(bases.result())
    return path


def run(command: list[str], folder: Path) -> Iterator[str]:
    """Run a command; yield what it should not have done. Its outputs are removed."""
    raw = io.BytesIO()
    said = io.TextIOWrapper(raw, "utf-8", errors="replace", write_through=True)
    undated = command[0] in ("template", "merge") or (
        command[0] == "replay" and "--workbook" not in command
    )
    dated = [] if undated else ["--as-of", AS_OF.isoformat()]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = exit_code([*command, *dated])
        except BaseException as error:  # noqa: BLE001 - a panic of the reader is one of these
            code = -1
            yield f"{command[0]}: raised {error!r:.300}"
    text = raw.getvalue().decode()
    if code not in CODES:
        yield f"{command[0]}: exit code {code}: {text[-400:]}"
    if code and not text.strip():
        yield f"{command[0]}: exit code {code} without a word"
    if "Traceback" in text:
        yield f"{command[0]}: a traceback"
    yield from (f"{command[0]}: printed {found}" for found in harmful(text))
    # a copy of a workbook is meant to read back as it was
    copies = command[0] in ("template", "merge") or "--mark" in command
    for path in () if copies else folder.glob("out*"):
        yield from (f"{command[0]}: wrote {found}" for found in _harmful_in(path))
    for path in folder.glob("out*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def harmful(text: str) -> list[str]:
    """Return the first character in a text that does something to a terminal or to its order."""
    found = HARMFUL.search(text)
    return [] if found is None else [f"{found[0]!r} in {text[max(found.start() - 40, 0) :][:80]!r}"]


def _harmful_in(path: Path) -> list[str]:
    if path.suffix != ".xlsx":
        return harmful(path.read_text("utf-8"))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            found = harmful(text) or [f"{m} in {name}" for m in _WRITTEN.findall(text)[:1]]
            if found:
                return found
    return []
