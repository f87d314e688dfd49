"""Sums a data set up part by part: only the different scores of each node are held at once."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slavery_benchmark.core.comparing.set_summary import (
    Node,
    NodeCounts,
    NodeSummary,
    Overview,
    Selection,
    SetSummary,
    summary_nodes,
    why_missing,
)
from slavery_benchmark.core.periods import Period, force_key, is_latest, latest_start
from slavery_benchmark.core.problems import Severity
from slavery_benchmark.core.scoring.baseline import Position
from slavery_benchmark.data_set import layout
from slavery_benchmark.data_set.layout import DataSetError
from slavery_benchmark.data_set.lines import UNUSABLE
from slavery_benchmark.data_set.manifest import read_manifest
from slavery_benchmark.data_set.read import (
    check_parts,
    file_rows,
    first_problems,
    read_part,
    score_parts,
)
from slavery_benchmark.data_set.tables import scores_schema

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = (
    *("force", "code", "fictional", "kind", "id", "score", "position"),
    *("excused", "too_few", "set_aside", "state"),
)
_REASONS = ("excused", "too_few", "set_aside", "state")
_KINDS = {
    "theme": ("overall", "theme"),
    "criterion": ("overall", "theme", "criterion"),
    "check": ("overall", "theme", "criterion", "check", "measure"),
}


class Chosen:
    """Which submissions count: those of the latest period of a force, or of the one with a day."""

    def __init__(self, folder: Path, day: date | None) -> None:
        self._day = day
        sent = Counter(
            (force_key(force, code), period, invented)
            for row in file_rows(folder)
            for force, code, invented, period in zip(
                row.force, row.code, row.fictional, row.period, strict=True
            )
        )
        self._known: dict[str, Period] = {name: layout.period_of(name) for _, name, _ in sent}
        periods: dict[str, list[Period]] = {}
        for key, name, _ in sent:
            periods.setdefault(key, []).append(self._known[name])
        self._latest = {key: latest_start(found, day) for key, found in periods.items()}
        outside = sum(count for (key, *_), count in sent.items() if self._latest[key] is None)
        latest = {item: n for item, n in sent.items() if self._is_latest(*item[:2])}
        invented_ones = sum(n for (*_, invented), n in latest.items() if invented)
        summed_up = sum(latest.values())
        others = sum(sent.values()) - outside - summed_up
        self.real_only = summed_up > invented_ones
        left_out = invented_ones if self.real_only else 0
        taken = {item[0]: n for item, n in latest.items() if not (item[2] and self.real_only)}
        nameless = taken.pop("", 0)  # nobody knows whether they are of one force
        self.selection = Selection(
            period=day,
            summed_up=summed_up - left_out,
            forces=len(taken) + nameless,
            other_periods=others,
            outside_period=outside,
            invented=left_out,
        )

    def takes(self, force: str, code: str, period: str, *, invented: bool) -> bool:
        """Return whether a submission is among those that are summed up."""
        return not (invented and self.real_only) and self._is_latest(force_key(force, code), period)

    def _is_latest(self, key: str, period: str) -> bool:
        return is_latest(self._known[period], self._latest[key], self._day)


def overview(folder: Path) -> Overview:
    """Return what a data set holds. Raises DataSetError if it cannot be read."""
    manifest = read_manifest(folder)
    check_parts(folder, manifest)
    files = unusable = submissions = 0
    for row in file_rows(folder):
        files += 1
        unusable += row.outcome == UNUSABLE
        submissions += row.submissions
    problems = Counter[str]()
    for kind in first_problems(folder, complete=manifest.complete):
        problems[kind.severity] += kind.count
    return Overview(
        head=manifest.report(),
        complete=manifest.complete,
        parts=layout.committed(folder),
        files=files,
        files_in_all=manifest.files,
        unusable=unusable,
        submissions=submissions,
        problems={severity: problems[severity.value] for severity in Severity},
    )


def summarise(
    folder: Path, by: str, only: Sequence[str] = (), period: date | None = None
) -> SetSummary:
    """Return the summary of a data set. Raises DataSetError if it cannot be read.

    by: theme, criterion or check. only: ids of the nodes that are wanted, with what is under them.
    """
    found = overview(folder)
    nodes = summary_nodes(found.head.framework, by, only)
    counts = {node.id: NodeCounts() for node in nodes}
    try:
        chosen = Chosen(folder, period)
        summaries = _summaries(folder, by, chosen, nodes, counts)
    except (LookupError, ValueError) as error:  # parts that were changed by hand
        raise DataSetError(f"{folder} cannot be summed up: {error}.") from None
    return SetSummary(overview=found, selection=chosen.selection, by=by, nodes=summaries)


def _summaries(
    folder: Path,
    by: str,
    chosen: Chosen,
    nodes: Sequence[Node],
    counts: Mapping[str, NodeCounts],
) -> tuple[NodeSummary, ...]:
    for name, path in score_parts(folder):
        _count(read_part(path, _COLUMNS, scores_schema()), name, by, chosen, counts)
    summaries = tuple(counts[node.id].summary(node) for node in nodes)
    for item in summaries:
        placed = item.placed + item.not_placed
        if (item.with_score + item.without_score, placed) != (
            *(chosen.selection.summed_up, item.with_score),
        ):
            raise ValueError(f"the scores of {item.node.id} do not match the list of files")
    return summaries


def _count(
    table: "pa.Table", period: str, by: str, chosen: Chosen, counts: Mapping[str, NodeCounts]
) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    table = table.filter(pc.is_in(table.column("kind"), pa.array(_KINDS[by])))
    table = table.filter(_chosen_rows(table, period, chosen))
    scored = table.filter(table.column("score").is_valid())
    for node, score, count in _grouped(scored, ["id", "score"]):
        if node in counts:
            counts[node].scores[score] += count
    for node, position, count in _grouped(scored, ["id", "position"]):
        if node in counts:
            word = None if position is None else Position(position).value
            counts[node].positions[word] += count
    missing = table.filter(table.column("score").is_null())
    for node, *found, count in _grouped(missing, ["id", *_REASONS]):
        if node in counts:
            why = why_missing(**dict(zip(_REASONS, found, strict=True)))
            counts[node].missing[why] += count


def _chosen_rows(table: "pa.Table", period: str, chosen: Chosen) -> "pa.Array":
    """Return for each row whether its submission is summed up."""
    import pyarrow as pa
    import pyarrow.compute as pc

    invented = pc.if_else(table.column("fictional"), "y", "n")
    joined = pc.binary_join_element_wise(
        invented, table.column("code"), table.column("force"), "\x1f"
    )
    encoded = joined.combine_chunks().dictionary_encode()
    takes = []
    for value in encoded.dictionary.to_pylist():
        mark, code, force = value.split("\x1f", 2)
        takes.append(chosen.takes(force, code, period, invented=mark == "y"))
    return pa.array(takes, pa.bool_()).take(encoded.indices)


def _grouped(table: "pa.Table", keys: list[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the different values of the keys, and last how many rows have them."""
    found = table.group_by(keys, use_threads=False).aggregate([([], "count_all")])
    columns = [found.column(name).to_pylist() for name in (*keys, "count_all")]
    yield from zip(*columns, strict=True)
