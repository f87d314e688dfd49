"""Text that looks as if it identified a person is warned of, and never repeated."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavery_benchmark.core.problems import UnusableError
from slavery_benchmark.core.scoring.submission import NOT_SHOWN
from slavery_benchmark.extracting import layout
from slavery_benchmark.extracting.personal_data import looks_personal, personal_among
from tests.extracting.case_sheets import HEADINGS, case, cell_of, measured, read, sheet_of
from tests.returns import Return, extracted, found, tampered

EMAIL, PHONE, BIRTH = "an e-mail address", "a telephone number", "a date of birth"
INSURANCE, CRIME, POSTCODE = "a National Insurance number", "a crime number", "a postcode"
INCIDENT = "an incident number"

PERSONAL = [
    ("jane.marker@example.org", EMAIL),
    ("Ask J.Marker+ms@force.police.example.", EMAIL),
    ("<o'x@example.org>", EMAIL),
    ("AB 12 34 56 C", INSURANCE),
    ("nino ab123456c on file", INSURANCE),
    ("QQ123456C", INSURANCE),
    ("QQ 12 34 56 C", INSURANCE),
    ("DOB 3/4/98", BIRTH),
    ("d.o.b. 1 June", BIRTH),
    ("date of birth: 12", BIRTH),
    ("born on 2 March", BIRTH),
    ("seen 12/05/1986 in Kent", BIRTH),
    ("12.05.1986", BIRTH),
    ("1986-05-12", BIRTH),
    ("12 May 1986", BIRTH),
    ("1st September 2007", BIRTH),
    ("46/12345/25", CRIME),
    ("Linked to 12AB/001234/2025", CRIME),
    ("CR/123456", CRIME),
    ("CR/1234/25", CRIME),
    ("see 2345678/25", CRIME),
    ("6001234/25 and others", CRIME),
    ("A1234/25", CRIME),
    ("CAD1234", INCIDENT),
    ("CAD 1234 12/05/2025", INCIDENT),
    ("cad no. 1234", INCIDENT),
    ("Crime no. 4512345", CRIME),
    ("crime reference 20250001", CRIME),
    ("07700 900123", PHONE),
    ("call 07700900123 first", PHONE),
    ("+44 7700 900123", PHONE),
    ("447700900123", PHONE),
    ("0044 7700 900123", PHONE),
    ("+44 (0)7700 900 123", PHONE),
    ("(01632) 960123", PHONE),
    ("01632 960 123", PHONE),
    ("020 7946 0018", PHONE),
    ("AB12 3XY", POSTCODE),
    ("flat at W1A 1AA", POSTCODE),
    ("SW1A1AA", POSTCODE),
    ("9434765919", "an NHS number"),
    ("943 476 5919", "an NHS number"),
    ("GB29 NWBK 6016 1331 9268 19", "a bank account"),
    ("PNC 19/84512K", "a number of the Police National Computer"),
    ("DC 4512", "the number of an officer"),
    ("DI Jane Marker", "a name"),
    ("AB51 KLM", "the number of a vehicle"),
    ("14 Heron Street", "an address"),
    ("3/4/99", BIRTH),
]
HARMLESS = [
    *("MS 26", "MS-012", "file MS 99", "Log; file MS 99", "ref 2026/014", "MS/2026/014", "7"),
    *("24/7", "9/10 cases", "39/51 answered", "1/2/3", "2025/26", "Q3 2025/26", "v2.1", "v1 2nd"),
    *("31/03/2026", "2026-03-31", "31 March 2026", "audit of 12/05/2019", "from 01.02.2024"),
    *("between 01-03-2026 and 31-03-2026", "01-03-2026 12:30", "01 03 2026 31 03 2026"),
    *("0800 0121 700", "08000 121 700", "0300 123 1212", "101", "999", "call 101 or 999"),
    *("Minute 4 of 12 May 2025", "Strategy 2024 to 2027", "SOP 14.3", "section 45", "s.52"),
    *("ISBN 978-1-78655-579-3", "£1,250,000", "12,345,678", "75%", "1 000"),
    *(
        "DI, serious crime",
        "Head of crime",
        "CR 12",
        "crime no. 4",
        "case 1234567",
        "IRN-000123456",
    ),
    *("A1 to B4", "K28", "Cover!B13", "born digital", "stubborn 3", "the dob", "@role", "x@y"),
    *("tasking log 12, item 3", "10-15 a week", "12 to 14 days", "Op Marker 3"),
    *("FY 2025/26", "Q2025/26", "CAD 24/7", "CAD logs of 12 cases", "44 77", "12/12345/2"),
    *("EV-2026-0012", "INV-01a", "page 12/34", "Annex C2 5th draft"),
    *("9434765918", "943 476 5918", "GB29 NWBK 6016 1331 9268 18"),  # no check digit is right
    *("guidance of 12/05/1986", "3/4/25", "v3.4.99", "DI, Crime", "DI Crime", "PC 12 of 20"),
    *("0123", "00 12 34 56 78 90", "1-2-3-4-5-6-7-8-9-0", "2026 0314 1200", ""),
]


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_what_looks_personal_is_told(text: str, kind: str) -> None:
    assert looks_personal(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("07700 900123 jane@example.org", EMAIL),
        ("AB12 3XY, born on 2 March", BIRTH),
        ("AB12 3XY, CAD 1234", INCIDENT),
        ("07700 900123, AB12 3XY", PHONE),
    ],
)
def test_of_two_kinds_in_one_text_the_graver_is_told(text: str, kind: str) -> None:
    assert looks_personal(text) == kind


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_is_let_pass(text: str) -> None:
    assert looks_personal(text) is None


@given(st.lists(st.sampled_from([text for text, _ in PERSONAL] + HARMLESS), max_size=8))
def test_many_texts_at_once_are_told_as_each_alone(texts: list[str]) -> None:
    alone = {text: kind for text in texts if (kind := looks_personal(text)) is not None}
    assert personal_among(texts) == alone


@given(st.text(max_size=60))
def test_any_text_is_told_alike_alone_and_among_others(text: str) -> None:
    among = personal_among(["MS-012", text, "24/7"])
    assert among == ({text: kind} if (kind := looks_personal(text)) is not None else {})


def test_a_long_text_without_blanks_is_looked_through_once() -> None:
    assert looks_personal("a" * 30_000 + "@") is None
    assert looks_personal("0" * 30_000) is None
    assert looks_personal("1" * 30_000 + "/") is None
    assert looks_personal("x " * 15_000 + "jane@example.org") == EMAIL


# --- the case files -------------------------------------------------------------------------------


def test_every_column_of_the_case_files_is_looked_at() -> None:
    rows = [case(1), case("46/12345/25"), case(3, suspect="ask jane@example.org")]
    sheet = sheet_of(rows, [*HEADINGS, "Notes"])
    sheet.rows[5][-1] = "07700 900123"
    _, _, problems = read(sheet)
    warned = {p.cell: p for p in problems}
    assert set(found(problems)) == {
        ("personal-data", "Case files!AE6"),
        ("personal-data", cell_of("case", 2)),
        ("personal-data-unread", cell_of("suspect", 3)),
    }
    assert len(problems) == 3
    assert warned[cell_of("suspect", 3)].line() == (
        "x.xlsx: Case files!M8: error: this cell may identify someone and cannot be used, so "
        "measures leave the case out: found “what looks like an e-mail address”; expected nothing "
        "by which a person could be known. [personal-data-unread]"
    )
    assert warned["Case files!AE6"].line() == (
        "x.xlsx: Case files!AE6: warning: this cell may identify someone; remove it: found "
        "“what looks like a telephone number”; expected nothing by which a person could be known. "
        "[personal-data]"
    )
    assert not any(
        text in p.line() for p in problems for text in ("900123", "12345", "example.org")
    )


def test_a_date_typed_into_a_column_of_dates_is_no_date_of_birth() -> None:
    _, _, problems = read(sheet_of([case(1, first_contact="12/05/2009")]))
    assert found(problems) == [("date-read-as-british", cell_of("first_contact"))]
    _, _, problems = read(sheet_of([case(1, first_contact="12/05/1999")]))
    assert found(problems) == [("case-date-not-recognised", cell_of("first_contact"))]
    table, _, problems = read(sheet_of([case(1, first_contact="born 12/05/2009")]))
    assert found(problems) == [("personal-data-unread", cell_of("first_contact"))]
    assert table is not None
    assert measured("VIC-01m1", table).left_out == 1


# --- the other sheets -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (layout.EVIDENCE, "Statement of 46/12345/25"),
        (layout.COMMENT, "Ring 07700 900123"),
        (layout.OWNER, "jane.marker@example.org"),
    ],
)
def test_free_text_of_the_self_assessment_is_warned_of(
    tmp_path: Path, column: str, text: str
) -> None:
    cells: list[str] = []

    def tamper(made: Return) -> None:
        cells.append(made.put("INV-01a", column, text))

    submission = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(submission.problems) == [("personal-data", cells[0])]
    assert text not in submission.problems[0].line()


def test_a_reason_is_warned_of_and_excuses_all_the_same(tmp_path: Path) -> None:
    cells: list[str] = []

    def tamper(made: Return) -> None:
        made.put("INV-01a", layout.LEVEL, None)
        cells.append(made.put("INV-01a", layout.REASON, "No custody; ask jane@example.org"))

    submission = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(submission.problems) == [("personal-data", cells[0])]
    response = next(r for r in submission.responses if r.check == "INV-01a")
    assert response.state == "not applicable"


def test_the_roles_on_the_cover_are_warned_of(tmp_path: Path) -> None:
    cells: list[str] = []

    def tamper(made: Return) -> None:
        cells.append(made.put_cover(layout.COMPLETED_BY, "DI Marker, 07700 900123"))
        cells.append(made.put_cover(layout.SIGNED_OFF_BY, "jane@example.org"))

    submission = extracted(tampered(tmp_path / "x.xlsx", tamper))
    assert found(submission.problems) == [("personal-data", cell) for cell in cells]
    assert not any("arker" in p.line() or "jane" in p.line() for p in submission.problems)


# --- wherever it stands ---------------------------------------------------------------------------

PERSON = "DC 4512 Jane Marker, 07700 900123"
PLACES = {
    "Check column": lambda made: made.put("INV-01a", layout.CHECK, PERSON),
    "force": lambda made: made.put_cover(layout.FORCE, PERSON),
    "force code": lambda made: made.put_cover(layout.FORCE_CODE, PERSON),
    "period start": lambda made: made.put_cover(layout.PERIOD_START, PERSON),
    "period end": lambda made: made.put_cover(layout.PERIOD_END, PERSON),
    "cases in the period": lambda made: made.put_cover(layout.CASES_IN_PERIOD, PERSON),
    "how chosen": lambda made: made.put_cover(layout.HOW_CHOSEN, PERSON),
    "completed by": lambda made: made.put_cover(layout.COMPLETED_BY, PERSON),
    "level": lambda made: made.put("INV-01a", layout.LEVEL, PERSON),
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands_it_is_warned_of_and_not_repeated(tmp_path: Path, place: str) -> None:
    cells: list[str] = []
    submission = extracted(
        tampered(tmp_path / "x.xlsx", lambda made: cells.append(PLACES[place](made)))
    )
    assert ("personal-data", cells[0]) in found(submission.problems)
    assert not any(part in repr(submission) for part in ("Marker", "900123", "4512"))


def test_an_edition_that_names_a_person_is_not_repeated(tmp_path: Path) -> None:
    path = tampered(
        tmp_path / "x.xlsx", lambda made: made.put_cover(layout.EDITION, "Marker 07700 900123")
    )
    with pytest.raises(UnusableError) as refused:
        extracted(path)
    assert refused.value.problem.code == "edition-differs"
    assert refused.value.problem.found == NOT_SHOWN


def test_a_day_long_ago_is_repeated_where_a_date_is_asked_for(tmp_path: Path) -> None:
    path = tampered(
        tmp_path / "x.xlsx",
        lambda made: made.put("INV-01a", layout.EVIDENCE_DATE, date(2004, 3, 1)),
    )
    (problem,) = extracted(path).problems
    assert (problem.code, problem.found) == ("evidence-date-early", "2004-03-01")
