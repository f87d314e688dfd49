"""A shipped schema takes and refuses what its model does, however a library writes schemas down."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from slavery_benchmark.json_schema import schema_of
from tests.length import either
from tests.schemas.documents import Documents
from tests.schemas.make import SHIPPED


def _taken(document: str, kind: type) -> bool:
    try:
        msgspec.json.decode(document, type=kind)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_schema_takes_and_refuses_what_its_model_does(path: Path) -> None:
    kind = SHIPPED[path]
    shipped: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(shipped)
    validator = Draft202012Validator(shipped, format_checker=FormatChecker())
    # those of the model too: the shipped one may lack what the model has gained
    documents = chain(Documents(shipped), Documents(schema_of(kind)))
    verdicts = {}
    every = either(short=6, full=1)
    for document in list(dict.fromkeys(map(json.dumps, documents)))[::every]:
        verdicts[document] = _taken(document, kind)
        assert validator.is_valid(json.loads(document)) == verdicts[document], (
            f"{document}: python -m tests.schemas.make"
        )
    taken = list(verdicts.values())
    assert taken[0], "the first one is made to fit"
    assert min(taken.count(True), taken.count(False)) > either(short=4, full=20)
