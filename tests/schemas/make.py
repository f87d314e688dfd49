"""Makes the shipped JSON Schemas from the models: python -m tests.schemas.make"""

import json
from collections.abc import Iterator
from pathlib import Path

from slavery_benchmark.render.levers.model import LeversResult

from slavery_benchmark.criteria_schema import SCHEMAS
from slavery_benchmark.data_set.manifest import Manifest
from slavery_benchmark.json_schema import schema_of
from slavery_benchmark.pages.actions.records import ActionsResult
from slavery_benchmark.pages.data_set.records import SummaryResult
from slavery_benchmark.pages.score.records import Result
from slavery_benchmark.pages.visit.records import VisitResult
from slavery_benchmark.render.progress.model import ProgressResult

ROOT = Path(__file__).parents[2]
RESULT_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "result.schema.json"
ACTIONS_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "actions.schema.json"
LEVERS_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "levers.schema.json"
PROGRESS_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "progress.schema.json"
DATA_SET_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "data-set.schema.json"
SUMMARY_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "summary.schema.json"
VISIT_SCHEMA = ROOT / "slavery_benchmark" / "schemas" / "visit.schema.json"


def schema_files() -> Iterator[tuple[Path, str]]:
    """Yield each shipped schema file with the text that it should hold."""
    for name, kind in SCHEMAS.items():
        yield ROOT / "criteria" / "schema" / name, _text(schema_of(kind))
    yield RESULT_SCHEMA, _text(schema_of(Result))
    yield ACTIONS_SCHEMA, _text(schema_of(ActionsResult))
    yield LEVERS_SCHEMA, _text(schema_of(LeversResult))
    yield PROGRESS_SCHEMA, _text(schema_of(ProgressResult))
    yield DATA_SET_SCHEMA, _text(schema_of(Manifest))
    yield SUMMARY_SCHEMA, _text(schema_of(SummaryResult))
    yield VISIT_SCHEMA, _text(schema_of(VisitResult))


def _text(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for path, text in schema_files():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
