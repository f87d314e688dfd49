"""Pages for the tests of the report: of the shipped samples, of many forces, of one view each."""

from functools import cache
from pathlib import Path

import msgspec

from slavery_benchmark.assessment import Assessment
from slavery_benchmark.core.change.actions import action_plans
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.view.build import build_report_data
from slavery_benchmark.core.view.model import ReportData, View
from slavery_benchmark.core.visit.all_forces import visit_lists
from slavery_benchmark.criteria_files import load_editions
from slavery_benchmark.document.blocks import Document, Table
from slavery_benchmark.formats.html import render_html as html_of
from slavery_benchmark.pages.report.page import report_page
from slavery_benchmark.pipeline import assess
from slavery_benchmark.report_data import read_run
from slavery_benchmark.shipped import shipped_folder
from tests.builders import AS_OF, shipped_criteria

SAMPLES = shipped_folder("sample_data")
KINDS: dict[str, tuple[str, str, str | None]] = {
    "one": ("aldermoss.xlsx", "inspector", None),
    "one-public": ("foxglove-vale.xlsx", "public", None),
    "many": ("[b-cf]*.xlsx", "inspector", None),
    "many-public": ("[b-cf]*.xlsx", "public", None),
    "own": ("*.*", "force", "Brindlewick Police"),
    "cycles": ("cycles", "inspector", None),
    "cycles-public": ("cycles", "public", None),
    "cycles-own": ("cycles", "force", "Hazelwharf Police"),
}
"""Each kind of report: what it is of, its view, and the force of a force's view."""


@cache
def data_of(kind: str) -> ReportData:
    """Return what a kind of report shows, from the shipped samples."""
    name, view, own = KINDS[kind]
    paths = tuple(sorted(SAMPLES.glob(name)))
    return run_of(paths, view, own)


@cache
def run_of(paths: tuple[Path, ...], view: str, own: str | None) -> ReportData:
    """Return what a view shows of a file or folder."""
    task = Assessment(
        criteria=shipped_criteria(),
        as_of=AS_OF,
        keep_cases=True,
        editions=load_editions(shipped_folder("criteria")),
    )
    data = read_run(paths, task, view=View(view), own=own).data
    assert data is not None
    return data


@cache
def document(kind: str) -> Document:
    """Return a kind of report before it has a format."""
    return report_page(data_of(kind))


def tables(document: Document, name: str) -> list[Table]:
    """Return the tables of a page that have this id."""
    return [table for table in document.tables() if table.id == name]


@cache
def page(kind: str) -> str:
    """Return the page of a kind of report."""
    return html_of(document(kind)).decode()


def data_for(report: Report, view: View = View.INSPECTOR, own: str | None = None) -> ReportData:
    """Return what a view shows of a report."""
    return build_report_data(
        report,
        view=view,
        digest="0" * 64,
        own=own,
        visits=visit_lists(report.forces, report.framework),
        actions=action_plans(report.forces, report.framework, (), report.as_of),
    )


@cache
def many_forces(count: int) -> Report:
    """Return a report of so many forces, made of the samples under other names."""
    report = assess([SAMPLES], shipped_criteria(), AS_OF, keep_cases=True)
    forces = []
    for number in range(count):
        score = report.forces[number % len(report.forces)]
        submission = msgspec.structs.replace(
            score.submission, force=f"Force {number + 1:02}", code=f"f{number + 1}"
        )
        forces.append(msgspec.structs.replace(score, submission=submission))
    return msgspec.structs.replace(report, forces=tuple(forces))
