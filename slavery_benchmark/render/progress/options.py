"""What of the changes is shown, and of which submissions."""

import msgspec

from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.progress import ProgressReport
from slavery_benchmark.render.progress.rows import PREVIOUS

SUMMARY, CRITERIA, CHECKS = "summary", "criteria", "checks"
"""What --detail takes."""


class ProgressOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What of a report is shown. detail: None for criteria of one force, a summary of several.

    since: which earlier submission the latest is compared with. sample: the forces are a sample of
    others, so tests are shown.
    """

    since: str = PREVIOUS
    detail: str | None = None
    sample: bool = False

    def detail_for(self, report: ProgressReport) -> str | None:
        """Return how far each force is told; None if not at all, as several are told together."""
        if self.detail is not None:
            return self.detail
        return None if len(report.forces) > 1 else CRITERIA


def frameworks_of(report: ProgressReport) -> list[Framework]:
    """Return the editions of all submissions, by name."""
    found = {
        cycle.framework.sha256(): cycle.framework
        for force in report.forces
        for cycle in force.history.cycles
    }
    return sorted(found.values(), key=lambda item: (item.identity.id, item.identity.edition))
