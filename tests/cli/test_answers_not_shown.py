"""What seems to identify a person is told of by `check` and quoted by no command."""

import json
import zipfile
from pathlib import Path

import pytest

from slavery_benchmark.core.scoring.submission import NOT_SHOWN
from slavery_benchmark.extracting import layout
from tests.cli.running import AS_OF, SAMPLES, earlier_return, joined, run
from tests.forms.action_plans import PlanFile
from tests.returns import Return, extracted, tampered

CONTACT = "ring 07700 900123 or jane.doe@force.example"
SECRETS = ("900123", "jane.doe")


def text_of(path: Path) -> str:
    """Return all that a file holds as text, unpacked where it is a workbook."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    def tamper(made: Return) -> None:
        made.put("VIC-05a", layout.EVIDENCE, CONTACT)
        made.put("VIC-05a", layout.OWNER, CONTACT)
        made.put("VIC-05a", layout.COMMENT, CONTACT)
        made.put("INV-01a", layout.LEVEL, CONTACT)
        made.put("INV-01b", layout.EVIDENCE_DATE, CONTACT)
        made.put("INV-02a", layout.REASON, CONTACT)
        made.put("INV-02b", layout.LEVEL, "Not applicable")
        made.put("INV-02b", layout.REASON, CONTACT)

    return tampered(tmp_path / "sent.xlsx", tamper)


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "--detail"],
        ["score", "-o", "x.json"],
        ["score", "-o", "x.csv"],
        ["score", "-o", "x.md"],
        ["check"],
        ["export", "-o", "x.xlsx"],
        ["visit", "-o", "x.json"],
        ["explain", "--levers", "-o", "x.json"],
        ["actions", "-o", "x.xlsx"],
        ["actions"],
        ["progress", "earlier.xlsx", "-o", "x.json"],
        ["explain", "VIC-05a"],
        ["explain", "VIC-05a", "-o", "x.json"],
    ],
    ids=lambda item: " ".join(map(str, item))[:30],
)
def test_no_command_quotes_it(
    sent: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[object]
) -> None:
    name, *options = arguments
    placed = [tmp_path / str(item) if str(item).startswith("x.") else item for item in options]
    placed = [
        earlier_return(tmp_path / str(item)) if item == "earlier.xlsx" else item for item in placed
    ]
    code, out, err = run(capfd, name, sent, *placed, *AS_OF)
    assert code in (0, 1), err
    outputs = [out, err, *map(text_of, tmp_path.glob("x.*"))]
    for secret in SECRETS:
        assert not any(secret in text for text in outputs)


def test_it_still_counts_as_evidence(sent: Path) -> None:
    answers = {response.check: response for response in extracted(sent).responses}
    answer = answers["VIC-05a"]
    assert answer.level is not None
    assert (answer.evidence, answer.owner, answer.comment) == (NOT_SHOWN,) * 3
    assert answer.evidence_date is not None
    assert answers["INV-01a"].found == NOT_SHOWN
    assert answers["INV-02b"].not_applicable_reason == NOT_SHOWN
    told = {item.cell for item in extracted(sent).problems if item.code == "personal-data"}
    assert answer.evidence_cell in told


def test_a_new_workbook_is_made_from_it_without_such_texts_and_a_marked_copy_with(
    sent: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new, marked = tmp_path / "new.xlsx", tmp_path / "marked.xlsx"
    code, _, err = run(capfd, "template", "--from", sent, "-o", new)
    assert code == 0
    assert not any(secret in text_of(new) + err for secret in SECRETS)
    assert "Not carried over, as it seems to identify a person: what stands in " in err
    run(capfd, "check", sent, "--mark", marked, *AS_OF)
    assert CONTACT in text_of(marked)


def test_an_action_plan_read_back_is_not_quoted_either(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = PlanFile()
    made.fill("brindlewick", "INV-03", CONTACT, CONTACT, None, None, CONTACT)
    path = made.save(tmp_path / "plan.xlsx")
    out = tmp_path / "x.json"
    _, _, err = run(
        capfd, "actions", SAMPLES / "brindlewick.xlsx", "--previous", path, "-o", out, *AS_OF
    )
    assert "this cell may identify someone" in joined(err)
    said = text_of(out)
    assert not any(secret in said + err for secret in SECRETS)
    promises = json.loads(said)["forces"][0]["promises"]
    assert NOT_SHOWN in [item["steps"] for item in promises]
