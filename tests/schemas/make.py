"""Makes the shipped JSON Schemas from the models: python -m tests.schemas.make"""

import json
from pathlib import Path

from slavery_benchmark.criteria_schema import SCHEMAS
from slavery_benchmark.data_set.manifest import Manifest
from slavery_benchmark.json_schema import schema_of
from slavery_benchmark.pages.actions.records import ActionsResult
from slavery_benchmark.pages.data_set.records import SummaryResult
from slavery_benchmark.pages.levers.records import LeversResult
from slavery_benchmark.pages.progress.records import ProgressResult
from slavery_benchmark.pages.score.records import Result
from slavery_benchmark.pages.visit.records import VisitResult

ROOT = Path(__file__).parents[2]
_FOLDER = ROOT / "slavery_benchmark" / "schemas"
RESULT_SCHEMA = _FOLDER / "result.schema.json"
ACTIONS_SCHEMA = _FOLDER / "actions.schema.json"
LEVERS_SCHEMA = _FOLDER / "levers.schema.json"
PROGRESS_SCHEMA = _FOLDER / "progress.schema.json"
DATA_SET_SCHEMA = _FOLDER / "data-set.schema.json"
SUMMARY_SCHEMA = _FOLDER / "summary.schema.json"
VISIT_SCHEMA = _FOLDER / "visit.schema.json"

SHIPPED: dict[Path, type] = {
    **{ROOT / "criteria" / "schema" / name: kind for name, kind in SCHEMAS.items()},
    RESULT_SCHEMA: Result,
    ACTIONS_SCHEMA: ActionsResult,
    LEVERS_SCHEMA: LeversResult,
    PROGRESS_SCHEMA: ProgressResult,
    DATA_SET_SCHEMA: Manifest,
    SUMMARY_SCHEMA: SummaryResult,
    VISIT_SCHEMA: VisitResult,
}
"""Each shipped schema with the model that it is made from."""


if __name__ == "__main__":
    for path, kind in SHIPPED.items():
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
