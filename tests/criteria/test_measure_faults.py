"""Faults in the declarations of case files and measures, named by file, line and key path."""

from pathlib import Path

import pytest

from slavery_benchmark.criteria_files import load_criteria
from tests.criteria.frozen import folder
from tests.criteria.test_faults import faults, spoil

__all__ = ["folder"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        # columns that a measure names
        ("INV.yaml", "        from: reported\n        to: started\n        direction",
         "        from: reported\n        to: startd\n        direction",
         "INV.yaml:{next}: criteria[1].measures[1].to: found startd; expected the id of a column "
         "of the kind date; nearest: started"),
        ("INV.yaml", "        from: reported\n        to: started",
         "        from: victims\n        to: started",
         "INV.yaml:{line}: criteria[1].measures[1].from: found victims; expected the id of a "
         "column of the kind date"),
        ("VIC.yaml", "        people: [arrested]", "        people: [arested]",
         "VIC.yaml:{line}: criteria[2].measures[1].people[1]: found arested; expected the id of a "
         "column of the kind count; nearest: arrested"),
        ("VIC.yaml", "        over: victims", "        over: suspect",
         "VIC.yaml:{line}: criteria[2].measures[1].over: found suspect; expected the id of a "
         "column of the kind count"),
        ("VIC.yaml", "{column: moved, above: 0}", "{column: movd, above: 0}",
         "VIC.yaml:{line}: criteria[5].measures[1].cases[1].column: found movd; expected the id of "
         "a column of cases.yaml; nearest: moved"),
        ("REC.yaml", "          column: reasonable_grounds", "          column: route",
         "REC.yaml:{line}: criteria[1].measures[1].from_instead.column: found route; expected the "
         "id of a column of the kind date"),
        ("VIC.yaml", "        from: first_contact\n        to: recognised",
         "        from: reported\n        to: recognised",
         "VIC.yaml:{next}: criteria[1].measures[1].to: found recognised; expected a column that "
         "has reported under not_before"),
        # conditions
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', '{column: suspect, is: ["Yess"]}',
         "POW.yaml:{line}: criteria[2].measures[1].cases[1].is[1]: found Yess; expected a word "
         "that suspect takes: Yes, No, Not needed; nearest: Yes"),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', "{column: suspect, is: [Yes]}",
         "POW.yaml:{line}: criteria[2].measures[1].cases[1].is[1]: found Yes (which YAML takes for "
         'true); expected the word in quotes: "Yes"'),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', "{column: suspect, is: [true]}",
         "POW.yaml:{line}: criteria[2].measures[1].cases[1].is[1]: found True; expected text"),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', "{column: suspect, above: 0}",
         "POW.yaml:{line}: criteria[2].measures[1].cases[1]: found above; expected the key is, as "
         "suspect is of the kind yes or no"),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', "{column: suspect}",
         "POW.yaml:{line}: criteria[2].measures[1].cases[1]: found no test; expected the key is, "
         "as suspect is of the kind yes or no"),
        ("POW.yaml", "{column: arrested, above: 0}", "{column: arrested, above: 0, dated: true}",
         "POW.yaml:{line}: criteria[3].measures[1].cases[1]: found above and dated; expected the "
         "key above, as arrested is of the kind count"),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', '{column: suspect, is: ["Yes", Not needed]}',
         "POW.yaml:{line}: criteria[2].measures[1].cases[1].is: found Yes, Not needed; expected "
         "Not needed alone: elsewhere it takes a case out of the measure"),
        ("POW.yaml", '{column: suspect, is: ["Yes"]}', '{column: suspect, if: ["Yes"]}',
         "POW.yaml:{line}: criteria[2].measures[1].cases[1].if: found the unknown key if; expected "
         "one of column, is, above, dated"),
        # keys of a kind
        ("INV.yaml", "        days: 7\n", "",
         "INV.yaml:{measure}: criteria[1].measures[2].days: found nothing; expected the key days, "
         "which within needs"),
        ("INV.yaml", "        kind: median", "        kind: within",
         "INV.yaml:{before}: criteria[1].measures[1].days: found nothing; expected the key days, "
         "which within needs"),
        ("INV.yaml", "        kind: median", "        kind: median\n        days: 7",
         "INV.yaml:{next}: criteria[1].measures[1].days: found days; expected nothing here: the "
         "kind median takes from, to"),
        ("INV.yaml", "        kind: median", "        kind: mean",
         "INV.yaml:{line}: criteria[1].measures[1].kind: found mean; expected one of median, "
         "proportion, share, within; nearest: median"),
        ("INV.yaml", "        direction: lower", "        direction: down",
         "INV.yaml:{line}: criteria[1].measures[1].direction: found down; expected one of higher, "
         "lower"),
        ("INV.yaml", "        days: 7", "        days: -7",
         "INV.yaml:{line}: criteria[1].measures[2].days: found -7; expected 0 or more"),
        ("INV.yaml", "        minimum_cases: 10", "        minimum_cases: 5",
         "INV.yaml:{line}: criteria[1].measures[1].minimum_cases: found 5; expected 6 or more: "
         "fewer give no interval for a median"),
        ("VIC.yaml", "        people: [arrested]\n", "        people: []\n",
         "VIC.yaml:{line}: criteria[2].measures[1].people: found nothing; expected the key people, "
         "which share needs"),
        # bands and weights
        ("INV.yaml", "          - {level: 2, limit: 14, basis: proposed}\n", "",
         "INV.yaml:{bands}: criteria[1].measures[1].bands: found bands for 1, 3, 4; expected one "
         "for each level above 0, in order: 1, 2, 3, 4"),
        ("INV.yaml", "{level: 3, limit: 5, basis", "{level: 3, limit: 14, basis",
         "INV.yaml:{line}: criteria[1].measures[1].bands[3].limit: found 14; expected less than "
         "14, the level before, as lower is better"),
        ("INV.yaml", "{level: 3, limit: 85, basis", "{level: 3, limit: 60, basis",
         "INV.yaml:{line}: criteria[1].measures[2].bands[3].limit: found 60; expected more than "
         "65, the level before, as higher is better"),
        ("INV.yaml", "{level: 4, limit: 95, basis", "{level: 4, limit: 101, basis",
         "INV.yaml:{line}: criteria[1].measures[2].bands[4].limit: found 101; expected a per cent, "
         "0 to 100"),
        ("INV.yaml", "{level: 4, limit: 95, basis: proposed}", "{level: 4, limit: 95, basis: law?}",
         "INV.yaml:{line}: criteria[1].measures[2].bands[4].basis: found law?; expected one of "
         "counting rule, law, proposed; nearest: law"),
        ("INV.yaml", "        weight: 0.25\n", "",
         "INV.yaml:{measure}: criteria[1].measures[1].weight: found nothing; expected a weight, as "
         "there are bands"),
        ("POW.yaml", "        weight_because: >-\n          Shown and not scored",
         "        weight: 1\n        weight_because: >-\n          Shown and not scored",
         "POW.yaml:{line}: criteria[2].measures[2].weight: found 1; expected no weight, as there "
         "are no bands"),
        # ids
        ("INV.yaml", "      - id: INV-01m1", "      - id: INV-02m9",
         "INV.yaml:{line}: criteria[1].measures[1].id: found INV-02m9; expected an id that starts "
         "with INV-01"),
        ("INV.yaml", "      - id: INV-01m2", "      - id: INV-01m1",
         "INV.yaml:{line}: criteria[1].measures[2].id: found the id INV-01m1 again; expected an id "
         "of its own (it stands in INV.yaml)"),
        ("INV.yaml", "      - id: INV-01m2", "      - id: INV-01a",
         "INV.yaml:{line}: criteria[1].measures[2].id: found the id INV-01a again; expected an id "
         "of its own (it stands in INV.yaml)"),
        ("INV.yaml", "Days from the report to the first investigative act\n        asks_about: "
         "[INV-01-S1]", "Days\n        asks_about: [INV-01-S2]",
         "INV.yaml:{next}: criteria[1].measures[1].asks_about[1]: found INV-01-S2; expected the id "
         "of a shortcoming of this criterion; nearest: INV-01-S1"),
        # cases.yaml
        ("cases.yaml", "kind: choice", "kind: key",
         "cases.yaml:{columns}: columns: found 2; expected one column of the kind key"),
        ("cases.yaml", "    kind: key", "    kind: date",
         "cases.yaml:{columns}: columns: found 0; expected one column of the kind key"),
        ("cases.yaml", "    in_period: true\n", "",
         "cases.yaml:{columns}: columns: found 0; expected one column with in_period"),
        ("cases.yaml", "    kind: count\n", "    kind: count\n    in_period: true\n",
         "cases.yaml:{next}: columns[8].in_period: found count; expected the kind date"),
        ("cases.yaml", "    kind: count\n", "    kind: count\n    not_yet: false\n",
         "cases.yaml:{next}: columns[8].not_yet: found count; expected the kind date"),
        ("cases.yaml", "heading: Shared with ROCU", "heading: shared with  NCA",
         "cases.yaml:{line}: columns[26].heading: found the heading shared with nca again; "
         "expected a heading of its own"),
        ("cases.yaml", "  - id: rocu", "  - id: nca",
         "cases.yaml:{line}: columns[26].id: found the id nca again; expected an id of its own"),
        ("cases.yaml", "    in_period: true", "    in_period: true\n    choices: [A, B]",
         "cases.yaml:{next}: columns[5].choices: found 2 choices; expected choices for the kind "
         "choice, and for no other"),
        ("cases.yaml", "    choices: [Not considered, Considered, Applied for, Made]\n", "",
         "cases.yaml:{column}: columns[14].choices: found 0 choices; expected choices for the kind "
         "choice, and for no other"),
        ("cases.yaml", "[Not considered, Considered, Applied for, Made]",
         "[Considered, considered, Applied for, Made]",
         "cases.yaml:{line}: columns[14].choices[2]: found the word considered again; expected a "
         "word of its own"),
        ("cases.yaml", "    not_before: [started]", "    not_before: [startd]",
         "cases.yaml:{line}: columns[10].not_before: found startd; expected the id of another "
         "column of the kind date, as this one; nearest: started"),
        ("cases.yaml", "    at_most: moved", "    at_most: in_contact",
         "cases.yaml:{line}: columns[22].at_most: found in_contact; expected the id of another "
         "column of the kind count, as this one"),
        ("cases.yaml", "  levels: 2", "  levels: 0",
         "cases.yaml:{line}: discrepancy.levels: found 0; expected 1 or more"),
        ("cases.yaml", "  minimum: 0.8", "  minimum: 80",
         "cases.yaml:{line}: known.minimum: found 80; expected 1 or less"),
        ("cases.yaml", "    kind: count\n", "    kind: number\n",
         "cases.yaml:{line}: columns[8].kind: found number; expected one of choice, count, date, "
         "key, yes or no"),
        ("cases.yaml", "a_case: >-", "acase: >-",
         "cases.yaml:{line}: acase: found the unknown key acase; expected one of a_case, known, "
         "discrepancy, not_needed, columns; nearest: a_case"),
    ],
)  # fmt: skip
def test_a_fault_is_named(folder: Path, name: str, old: str, new: str, message: str) -> None:
    text = (folder / name).read_text(encoding="utf-8").splitlines()
    line = spoil(folder, name, old, new)

    def above(start: str) -> int:
        return next(at for at in range(line, 0, -1) if text[at - 1].startswith(start))

    places = {"line": line, "next": line + 1, "before": line - 1}
    if "{measure}" in message:
        places["measure"] = above("      - id:")
    if "{bands}" in message:
        places["bands"] = above("        bands:")
    if "{columns}" in message:
        places["columns"] = text.index("columns:") + 1
    if "{column}" in message:
        places["column"] = above("  - id:")
    assert message.format(**places) in faults(folder)


def test_without_cases_yaml_every_measure_is_one_too_many(folder: Path) -> None:
    measures = sum(1 for _ in load_criteria(folder).framework.measures())
    (folder / "cases.yaml").unlink()
    said = faults(folder)
    assert len(said) == measures
    assert any(
        line.endswith(
            ".measures[1].id: found INV-01m1; expected no measure, as there is no cases.yaml "
            "beside this file"
        )
        for line in said
    )


def test_faults_of_cases_and_measures_are_reported_at_once(folder: Path) -> None:
    spoil(folder, "cases.yaml", "    in_period: true\n", "")
    spoil(folder, "INV.yaml", "        kind: median", "        kind: mean")
    spoil(folder, "POW.yaml", '{column: suspect, is: ["Yes"]}', '{column: suspct, is: ["Yes"]}')
    text = "\n".join(faults(folder))
    for said in ("one column with in_period", "found mean", "found suspct"):
        assert said in text


def test_a_broken_cases_yaml_accuses_no_measure(folder: Path) -> None:
    line = spoil(folder, "cases.yaml", "columns:\n", "columns: [\n")
    said = faults(folder)
    assert len(said) == 1
    assert said[0].startswith(f"cases.yaml:{line + 1}: found ")


def test_a_cases_yaml_with_a_structural_fault_accuses_no_measure(folder: Path) -> None:
    line = spoil(folder, "cases.yaml", "    kind: key\n", "")
    assert faults(folder) == [
        f"cases.yaml:{line - 2}: columns[1].kind: found nothing; expected the key kind"
    ]
