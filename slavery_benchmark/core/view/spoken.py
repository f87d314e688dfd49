"""What a view shows, as the scores that sentences and sheets are made from."""

from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import ForceScore
from slavery_benchmark.core.scoring.submission import SourceFile, Submission
from slavery_benchmark.core.view.model import ForceView, ReportData

_NO_FILE = SourceFile("", "", "")


def report_in(data: ReportData) -> Report:
    """Return the report of a view: its forces alone, and no file that could not be used."""
    return Report(
        tool_version=data.tool_version,
        as_of=data.as_of,
        framework=data.framework,
        framework_sha256=data.framework_sha256,
        forces=tuple(spoken_of(force) for force in data.forces),
        unusable=(),
        at_least=data.at_least,
    )


def spoken_of(force: ForceView) -> ForceScore:
    """Return the scores of a force; for the public without answers, measures, file and problems."""
    if force.score is not None:
        return force.score
    submission = Submission(
        force=force.force,
        code=force.code,
        fictional=force.fictional,
        period_start=force.period_start,
        period_end=force.period_end,
        edition="",
        source=_NO_FILE,
        responses=(),
        problems=(),
        verification=force.verification,
    )
    return ForceScore(
        submission=submission,
        overall=force.overall,
        themes=force.themes,
        criteria=force.criteria,
        checks=(),
        uncapped_band=force.uncapped_band,
        limits=force.limits,
        counts_verified=force.counts_verified,
    )
