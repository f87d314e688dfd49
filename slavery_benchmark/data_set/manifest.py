"""The manifest of a data set: what it was made with, so that nothing else is added to it."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.scoring.report import Report
from slavery_benchmark.core.scoring.scores import Assurance
from slavery_benchmark.data_set.layout import FILES_A_CHUNK, MANIFEST, DataSetError
from slavery_benchmark.formats.data import json_bytes
from slavery_benchmark.pages.score.records import FrameworkResult
from slavery_benchmark.pages.shaped import shaped
from slavery_benchmark.record.read import has_hidden
from slavery_benchmark.shipped_editions import marked
from slavery_benchmark.writing.whole_files import write_whole

SCHEMA_VERSION = "1.0"
_KIND = "benchmark data set"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a data set was made with.

    assurance: answers of less assurance were set aside. limits: how large a workbook could be.
    files: how many files there are to assess; files_sha256: of their names in order, one a line.
    complete: all of them are in the parts. criteria: the framework whole.
    """

    kind: str = _KIND
    schema_version: str = SCHEMA_VERSION
    tool_version: str
    as_of: date
    assurance: str
    allow_edited: bool
    limits: dict[str, int]
    framework: FrameworkResult
    files_per_chunk: Annotated[int, Meta(ge=1)]
    files: Annotated[int, Meta(ge=0)]
    files_sha256: str
    complete: bool
    criteria: dict[str, Any]

    def report(self) -> Report:
        """Return the head of what is made of the data set: a report without submissions."""
        return Report(
            tool_version=self.tool_version,
            as_of=self.as_of,
            framework=marked(msgspec.convert(self.criteria, Framework)),
            framework_sha256=self.framework.sha256,
            forces=(),
            unusable=(),
            at_least=Assurance(self.assurance),
        )


def new_manifest(
    head: Report,
    paths: Sequence[str],
    *,
    allow_edited: bool,
    limits: dict[str, int],
    files_per_chunk: int = FILES_A_CHUNK,
) -> Manifest:
    """Return the manifest of a data set that is begun; `paths` are those of its files, in order."""
    return Manifest(
        tool_version=head.tool_version,
        as_of=head.as_of,
        assurance=head.at_least.value,
        allow_edited=allow_edited,
        limits=limits,
        framework=shaped(FrameworkResult, head),
        files_per_chunk=files_per_chunk,
        files=len(paths),
        files_sha256=hashlib.sha256("".join(f"{name}\n" for name in paths).encode()).hexdigest(),
        complete=False,
        criteria=msgspec.to_builtins(head.framework.declared()),
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all. OSError if that cannot be done."""
    write_whole(folder / MANIFEST, json_bytes(manifest))


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a data set. Raises DataSetError if this version cannot read it."""
    path = folder / MANIFEST
    try:
        data = msgspec.json.decode(path.read_bytes())
        if not isinstance(data, dict) or data.get("kind") != _KIND or has_hidden(data):
            raise DataSetError(f"{path} is not the manifest of a data set that benchmark wrote.")
        version = str(data.get("schema_version"))
        if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise DataSetError(
                f"{path} is of schema {version}; this version of benchmark reads {SCHEMA_VERSION}."
            )
        manifest = msgspec.convert(data, Manifest)
        head = manifest.report()
    except OSError as error:
        raise DataSetError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise DataSetError(f"{path} is not a whole manifest: {error}.") from None
    if head.framework.sha256() != manifest.framework.sha256:
        raise DataSetError(f"{path} was changed: its criteria do not have the hash that it says.")
    return manifest


def difference(then: Manifest, now: Manifest) -> str | None:
    """Return in a sentence what keeps a data set from being gone on with; None if nothing does."""
    for what, old, new in (
        ("version of benchmark", then.tool_version, now.tool_version),
        ("edition of the criteria", _edition(then), _edition(now)),
        ("content of the criteria (SHA-256)", then.framework.sha256, now.framework.sha256),
        ("--as-of", then.as_of, now.as_of),
        ("--assurance", then.assurance, now.assurance),
        ("--allow-edited", then.allow_edited, now.allow_edited),
        ("--limits", then.limits, now.limits),
        ("number of files", then.files, now.files),
        ("list of files (SHA-256 of their paths)", then.files_sha256, now.files_sha256),
    ):
        if old != new:
            return f"it was begun with another {what}: {_said(old)}, now {_said(new)}."
    return None


def _edition(manifest: Manifest) -> str:
    return f"{manifest.framework.id} {manifest.framework.edition}"


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ",".join(f"{key}={item}" for key, item in value.items())
    text = str(value)
    return f"{text[:12]}…" if len(text) == 64 else text
