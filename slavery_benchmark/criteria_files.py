"""From a folder of criteria files to a framework and a register, or to every fault in them."""

import csv
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from slavery_benchmark.core.framework import (
    Criterion,
    Framework,
    FrameworkFile,
    Theme,
    ThemeFile,
)
from slavery_benchmark.core.framework_rules import (
    Breach,
    Fault,
    ThemePart,
    breaches,
    whole,
)
from slavery_benchmark.core.register import Force, Register
from slavery_benchmark.core.text import nearest
from slavery_benchmark.yaml_lines import LocatedYaml, read_yaml

FRAMEWORK_FILE = "framework.yaml"
REGISTER_FILE = "forces.csv"
_REGISTER_COLUMNS = Force.__struct_fields__

T = TypeVar("T")


class CriteriaFault(Exception):
    """The criteria files cannot be used; `faults` holds everything that is wrong with them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.line_of_text() for fault in faults))
        self.faults = faults


class Criteria(msgspec.Struct, frozen=True):
    """A framework and the register of forces that lies beside it."""

    framework: Framework
    register: Register


def load_criteria(folder: Path) -> Criteria:
    """Load framework.yaml, the theme files and forces.csv of a folder.

    Raises CriteriaFault with every fault of all files at once, each with file, line and key path.
    """
    if not (folder / FRAMEWORK_FILE).is_file():
        raise CriteriaFault((_no_framework(folder),))
    documents: dict[str, LocatedYaml] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        document = read_yaml(path.read_bytes(), str(path))
        documents[path.name] = document
        faults += document.faults
    framework_file = _convert(documents, FRAMEWORK_FILE, folder, FrameworkFile, faults)
    files: list[ThemeFile] = []
    parts: list[ThemePart] = []
    for name, document in documents.items():
        if name == FRAMEWORK_FILE:
            continue
        theme_file = _convert(documents, name, folder, ThemeFile, faults)
        if theme_file is not None:
            files.append(theme_file)
            parts.append(whole(name, theme_file))
        else:
            parts += _readable_part(name, document)
    faults += [_locate(breach, documents, folder) for breach in breaches(framework_file, parts)]
    register = _load_register(folder / REGISTER_FILE, faults)
    if faults or framework_file is None:
        faults.sort(key=lambda fault: (fault.file, fault.line, fault.path == (), fault.found))
        raise CriteriaFault(tuple(dict.fromkeys(faults)))
    return Criteria(_assemble(framework_file, files), register)


def _no_framework(folder: Path) -> Fault:
    there = "a folder without it" if folder.is_dir() else "no such folder"
    return Fault(
        file=str(folder / FRAMEWORK_FILE),
        line=1,
        path=(),
        found=there,
        expected="a folder with framework.yaml, as `benchmark criteria copy` makes one",
    )


def _convert(
    documents: dict[str, LocatedYaml],
    name: str,
    folder: Path,
    kind: type[T],
    faults: list[Fault],
) -> T | None:
    """Return a document as `kind`, or None after adding what is wrong with it to `faults`."""
    document = documents[name]
    if document.data is None:
        return None
    try:
        return msgspec.convert(document.data, kind)
    except msgspec.ValidationError:
        from slavery_benchmark.criteria_schema import structural_breaches  # only on faults

        known = {fault.path for fault in document.faults}
        faults += [
            _locate(breach, documents, folder)
            for breach in structural_breaches(document.data, kind, name)
            if breach.path not in known
        ]
        return None


def _readable_part(name: str, document: LocatedYaml) -> list[ThemePart]:
    """Return the criteria of a faulty theme file that can be read, so that they are checked too."""
    data: Any = document.data
    if not isinstance(data, dict) or not isinstance(data.get("criteria"), list):
        return []
    criteria: list[tuple[int, Criterion]] = []
    for place, item in enumerate(data["criteria"]):
        try:
            criteria.append((place, msgspec.convert(item, Criterion)))
        except msgspec.ValidationError:
            continue
    return [ThemePart(name, str(data.get("theme")), tuple(criteria))]


def _locate(breach: Breach, documents: dict[str, LocatedYaml], folder: Path) -> Fault:
    name = breach.part or FRAMEWORK_FILE
    return Fault(
        file=str(folder / name),
        line=documents[name].line_of(breach.path),
        path=breach.path,
        found=breach.found,
        expected=breach.expected,
        nearest=breach.nearest,
    )


def _assemble(file: FrameworkFile, theme_files: list[ThemeFile]) -> Framework:
    by_id = {theme_file.theme: theme_file for theme_file in theme_files}
    themes = tuple(
        Theme(
            id=item.id,
            title=by_id[item.id].title,
            about=by_id[item.id].about,
            weight=item.weight,
            weight_because=item.weight_because,
            criteria=by_id[item.id].criteria,
        )
        for item in file.themes
    )
    return Framework(
        identity=file.framework,
        levels=file.levels,
        bands=file.bands,
        target=file.target,
        evidence=file.evidence,
        coverage=file.coverage,
        baseline_rubric=file.baseline_rubric,
        limits=file.limits,
        sources=file.sources,
        themes=themes,
    )


def _load_register(path: Path, faults: list[Fault]) -> Register:
    """Read forces.csv; aliases are parted by semicolons. Without the file the register is empty."""
    if not path.is_file():
        return Register(())
    forces: list[Force] = []
    seen: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        header = reader.fieldnames or []
        for column in ("code", "name", "short_name", "kind"):
            if column not in header:
                faults.append(
                    Fault(
                        file=str(path),
                        line=1,
                        path=(column,),
                        found="no such column",
                        expected="the columns " + ", ".join(_REGISTER_COLUMNS),
                        nearest=nearest(column, header),
                    )
                )
        if faults and not {"code", "name", "short_name", "kind"} <= set(header):
            return Register(())
        for row in reader:
            values: dict[str, Any] = {key: row.get(key) or "" for key in _REGISTER_COLUMNS}
            values["aliases"] = [part for part in values["aliases"].split(";") if part.strip()]
            try:
                force = msgspec.convert(values, Force)
            except msgspec.ValidationError:
                faults.append(
                    Fault(
                        file=str(path),
                        line=reader.line_num,
                        path=("kind",),
                        found=values["kind"] or "an empty cell",
                        expected="territorial, other or fictional",
                        nearest=nearest(
                            values["kind"], ("territorial", "other", "fictional")
                        ),
                    )
                )
                continue
            if force.code in seen:
                faults.append(
                    Fault(
                        file=str(path),
                        line=reader.line_num,
                        path=("code",),
                        found=f"the code {force.code} again",
                        expected=f"a code of its own (it stands on line {seen[force.code]})",
                    )
                )
            seen.setdefault(force.code, reader.line_num)
            forces.append(force)
    return Register(tuple(forces))
