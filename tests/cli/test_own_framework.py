"""Every command on a framework of another subject: nothing of the shipped one's subject is said."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from slavery_benchmark.criteria_files import load_criteria
from slavery_benchmark.extracting import layout
from slavery_benchmark.forms.template import make_template
from slavery_benchmark.reading.reader import CellValue
from slavery_benchmark.shipped import shipped_folder
from tests.cli.running import AS_OF, joined, run
from tests.samples.make import answers_of, cases_of, cover_of

Capture = pytest.CaptureFixture[str]
WORDS = re.compile(r"2017|hmicfrs|slavery|traffick", re.IGNORECASE)
OTHER = (
    ("2017", "1999"),
    ("HMICFRS", "The Board"),
    ("(?i)modern slavery", "lost property"),
    ("(?i)slavery", "property"),
    ("(?i)traffick", "mislay"),
)
"""What the text of the shipped framework says instead: a subject that nobody inspects."""
FILES = ("txt", "md", "csv", "json", "html", "xlsx", "parquet")
FEW = ("aldermoss", "brindlewick")


def other(text: str) -> str:
    """Return a text of the shipped framework, or of a sample, on the other subject."""
    for pattern, words in OTHER:
        text = re.sub(pattern, words, text)
    return text


def write_criteria(folder: Path) -> Path:
    """Write the shipped framework on another subject, without words for its baseline."""
    (folder / "modules").mkdir(parents=True)
    shipped = shipped_folder("criteria")
    for path in (*shipped.glob("*.*"), *shipped.glob("modules/*.*")):
        if path.suffix in (".yaml", ".csv"):
            text = other(path.read_text(encoding="utf-8"))
            if path.name == "framework.yaml":
                text = re.sub(r"^(subject|lineage):\n(?: .*\n|\n)*", "", text, flags=re.MULTILINE)
                text = text.replace("id: stolen-freedom", "id: lost-property")
            (folder / path.relative_to(shipped)).write_text(text, encoding="utf-8")
    return folder


def write_returns(folder: Path, criteria: Path, *, year: int = 2025) -> Path:
    """Write returns of invented forces for a framework of the shipped one's questions."""
    loaded = load_criteria(criteria)
    folder.mkdir()
    for name in FEW:
        cover: dict[str, CellValue] = {
            **cover_of(name),
            layout.COMPLETED_BY: "Lead",
            layout.PERIOD_START: date(year, 4, 1),
            layout.PERIOD_END: date(year + 1, 3, 31),
        }
        answers = {
            check: {key: other(v) if isinstance(v, str) else v for key, v in cells.items()}
            for check, cells in answers_of(name).items()
        }
        cases = [
            {key: other(v) if isinstance(v, str) else v for key, v in row.items()}
            for row in cases_of(name, loaded)
        ]
        content = make_template(
            loaded.framework,
            loaded.register,
            force=loaded.register.find(f"fictional-{name}"),
            cover=cover,
            answers=answers,
            cases=cases,
        )
        (folder / f"{name}-{year}.xlsx").write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a framework of another subject, and returns of two years for it."""
    folder = tmp_path_factory.mktemp("own")
    criteria = write_criteria(folder / "criteria")
    write_returns(folder / "now", criteria)
    write_returns(folder / "before", criteria, year=2024)
    return folder


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every text in a file, each with where it stands."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            for name in parts.namelist():
                yield f"{path.name}!{name}", parts.read(name).decode()
    elif path.suffix == ".parquet":
        yield path.name, pd.read_parquet(path).to_csv()
    else:
        yield path.name, path.read_text(encoding="utf-8")


def found_in(where: str, text: str) -> list[str]:
    """Return each place at which a text has a word of the shipped framework's subject."""
    return [
        f"{where}: {text[max(0, found.start() - 60) : found.end() + 30]!r}"
        for found in WORDS.finditer(text)
    ]


def ways(own: Path) -> dict[str, list[object]]:
    """Return the commands that make a page, each with what it is given."""
    now, before = own / "now", own / "before"
    one = now / f"{FEW[1]}-2025.xlsx"
    return {
        "score": [now],
        "compare": [now, "--pairs", "--sample"],
        "visit": [now, "--cases", "3"],
        "actions": [now, "--published", "2026-11-01"],
        "progress": [now, before],
        "explain": [one, "INV-01m1"],
        "explain ": [one, "--levers"],
        "export": [now],
        "report": [now, before],
    }


@pytest.mark.short(2)
@pytest.mark.parametrize("command", list(ways(Path())))
def test_no_output_has_a_word_of_another_subject(
    command: str, own: Path, tmp_path: Path, capfd: Capture
) -> None:
    given = [command.strip(), *ways(own)[command], *AS_OF, "--criteria", own / "criteria"]
    found = []
    if command not in ("export", "report"):
        code, out, err = run(capfd, *given, "--detail")
        assert code in (0, 1), err
        assert len(out) > 200
        found += found_in("screen", out + err)
    written = 0
    for suffix in FILES:
        path = tmp_path / f"out.{suffix}"
        code, out, err = run(capfd, *given, "-o", path)
        found += found_in(f"messages on {suffix}", out + err)
        if path.exists():
            written += 1
            for where, text in texts(path):
                found += found_in(where, text)
    assert written >= (1 if command == "report" else 4)
    assert found == []


@pytest.mark.short(1)
@pytest.mark.parametrize(
    ("command", "view"), list(product(("export", "report"), ("force", "public")))
)
def test_no_view_has_a_word_of_another_subject(
    command: str, view: str, own: Path, tmp_path: Path, capfd: Capture
) -> None:
    path = tmp_path / ("out.xlsx" if command == "export" else "out.html")
    more: list[object] = ["--view", view]
    if view == "force":
        more += ["--force", f"fictional-{FEW[0]}"]
    given = [command, own / "now", *more, "--criteria", own / "criteria", *AS_OF, "-o", path]
    code, out, err = run(capfd, *given)
    assert code == 0, err
    found = found_in("messages", out + err)
    for where, text in texts(path):
        found += found_in(where, text)
    assert found == []


def test_nor_has_what_is_neither_page_nor_result(own: Path, tmp_path: Path, capfd: Capture) -> None:
    criteria, now = own / "criteria", own / "now"
    result, charts, plan = (tmp_path / name for name in ("r.json", "charts", "plan.xlsx"))
    review, agreed, reply = (tmp_path / f"{name}.xlsx" for name in ("a", "agreed", "reply"))
    one = now / f"{FEW[0]}-2025.xlsx"
    with_own: list[object] = ["--criteria", criteria]
    found = []
    for given in (
        ["check", now, *AS_OF, *with_own],
        ["score", now, *AS_OF, *with_own, "-o", result],
        ["replay", result, "--detail"],
        ["replay", result, "--workbook", one, "--detail"],
        ["score", now, *AS_OF, *with_own, "--data-set", tmp_path / "set"],
        ["compare", tmp_path / "set", "--detail"],
        ["export", tmp_path / "set", "-o", tmp_path / "set.xlsx"],
        ["report", one, *AS_OF, *with_own, "-o", tmp_path / "c.html", "--charts", charts],
        ["actions", one, *AS_OF, *with_own, "-o", plan],
        ["actions", one, *AS_OF, *with_own, "--previous", plan],
        ["review", one, *AS_OF, *with_own, "--reviewer", "A", "--cases", 3, "-o", review],
        ["moderate", review, *AS_OF, *with_own, "-o", agreed],
        ["review", "--reply", agreed, *AS_OF, *with_own, "-o", reply],
        ["review", agreed, "--answer", reply, *AS_OF, *with_own, "-o", tmp_path / "final.xlsx"],
        ["template", *with_own, "-o", tmp_path / "template.xlsx"],
        ["template", *with_own, "--from", one, "-o", tmp_path / "carried.xlsx"],
        ["criteria", "list", *with_own, "--detail"],
        ["criteria", "list", *with_own, "--format", "json"],
        ["criteria", "show", "COO-03", *with_own],
        ["criteria", "check", criteria],
    ):
        code, out, err = run(capfd, *given)
        assert code in (0, 1, 3), (given, err)
        found += found_in(f"{given[0]}", out + err)
    for path in [*tmp_path.glob("*.*"), *charts.glob("*.svg")]:
        for where, text in texts(path):
            found += found_in(where, text)
    assert found == []


def test_help_names_no_subject(capfd: Capture) -> None:
    commands = ("check", "export", "visit", "actions", "progress", "replay", "report", "explain")
    more = ("template", "criteria", "samples", "review", "moderate")
    for given in ((), *((c,) for c in (*commands, *more))):
        code, out, _ = run(capfd, *given, "--help")
        assert code == 0
        assert found_in(" ".join(given), out) == []


def without_others(text: str, criterion: str) -> str:
    """Return the text of a framework whose law and recommendations name this criterion alone."""
    at = text.index("\nlaw_as_at:")
    blocks = re.split(r"^(?=  - |\S)", text[at:], flags=re.MULTILINE)
    kept = [block for block in blocks if "criteria: [" not in block or criterion in block]
    named = re.sub(r"criteria: \[.*\]", f"criteria: [{criterion}]", "".join(kept))
    return text[:at] + re.sub(r"^law:\n(?=\S|\n)", "", named, flags=re.MULTILINE)


def test_one_of_each_is_counted_in_the_singular(tmp_path: Path, capfd: Capture) -> None:
    folder = write_criteria(tmp_path / "small")
    shutil.rmtree(folder / "modules")
    text = (folder / "framework.yaml").read_text(encoding="utf-8")
    text = re.sub(
        r"^themes:\n(?: .*\n|\n)*",
        "themes:\n  - {id: LEA, weight: 1, weight_because: The only one.}\n\n",
        re.sub(r"^limits:\n(?: .*\n|\n)*", "", text, flags=re.MULTILINE),
        flags=re.MULTILINE,
    )
    (folder / "framework.yaml").write_text(without_others(text, "LEA-01"), encoding="utf-8")
    for path in folder.glob("*.yaml"):
        if path.name not in ("framework.yaml", "LEA.yaml"):
            path.unlink()
    one = (folder / "LEA.yaml").read_text(encoding="utf-8")
    criteria = one.split("\n  - id: LEA-")
    checks = criteria[1].split("\n      - id: LEA-01b")
    (folder / "LEA.yaml").write_text(f"{criteria[0]}\n  - id: LEA-{checks[0]}\n", encoding="utf-8")
    code, out, err = run(capfd, "criteria", "check", folder)
    assert code == 0, err
    assert "1 theme, 1 criterion, 1 check; nothing wrong." in joined(out)
    for given in (["template", "-o", tmp_path / "t.xlsx"], ["criteria", "list", "--detail"]):
        code, out, err = run(capfd, *given, "--criteria", folder)
        assert code == 0, err
        assert not re.search(r"\b1 (themes|criteria|checks|forces)\b", joined(out))
    for where, text in texts(tmp_path / "t.xlsx"):
        assert not re.search(r"\b1 (themes|criteria|checks|forces)\b", text), where
