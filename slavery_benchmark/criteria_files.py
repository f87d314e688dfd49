"""From a folder of criteria files to a framework and a register, or to every fault in them."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from slavery_benchmark.core.case_sheet import CaseSheet
from slavery_benchmark.core.criterion_rules import ThemePart, whole
from slavery_benchmark.core.faults import Breach, Fault
from slavery_benchmark.core.framework import (
    Criterion,
    Framework,
    FrameworkFile,
    Theme,
    ThemeFile,
)
from slavery_benchmark.core.framework_rules import breaches
from slavery_benchmark.core.measure_rules import sheet_breaches
from slavery_benchmark.core.register import Register
from slavery_benchmark.register_file import load_register
from slavery_benchmark.yaml_lines import LocatedYaml, read_yaml

FRAMEWORK_FILE = "framework.yaml"
CASES_FILE = "cases.yaml"
REGISTER_FILE = "forces.csv"
EDITIONS_FOLDER = "editions"
"""Holds, under their names, the editions before the one in the folder itself."""

T = TypeVar("T")


class CriteriaFaultsError(Exception):
    """The criteria files cannot be used; `faults` holds everything that is wrong with them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.line_of_text() for fault in faults))
        self.faults = faults


class Criteria(msgspec.Struct, frozen=True):
    """A framework and the register of forces that lies beside it."""

    framework: Framework
    register: Register


def load_criteria(folder: Path) -> Criteria:
    """Load framework.yaml, cases.yaml (if any), the theme files and forces.csv of a folder.

    An earlier edition shares the register of the current one, two folders up. Raises
    CriteriaFaultsError with every fault of all files, each with file, line and key path.
    """
    if not (folder / FRAMEWORK_FILE).is_file():
        raise CriteriaFaultsError((_no_framework(folder),))
    documents: dict[str, LocatedYaml] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        document = read_yaml(path.read_bytes(), str(path))
        documents[path.name] = document
        faults += document.faults
    framework_file = _convert(documents, FRAMEWORK_FILE, folder, FrameworkFile, faults)
    sheet = _convert(documents, CASES_FILE, folder, CaseSheet, faults)
    if sheet is not None:
        faults += [_locate(item, documents, folder) for item in sheet_breaches(sheet, CASES_FILE)]
    files: list[ThemeFile] = []
    parts: list[ThemePart] = []
    for name, document in documents.items():
        if name in (FRAMEWORK_FILE, CASES_FILE):
            continue
        theme_file = _convert(documents, name, folder, ThemeFile, faults)
        if theme_file is not None:
            files.append(theme_file)
            parts.append(whole(name, theme_file))
        else:
            parts += _readable_part(name, document)
    has_case_files = CASES_FILE in documents
    found = breaches(framework_file, parts, sheet, has_case_files=has_case_files)
    faults += [_locate(breach, documents, folder) for breach in found]
    register = load_register(_register_of(folder), faults)
    if faults or framework_file is None:
        faults.sort(key=lambda fault: (fault.file, fault.line, fault.path == (), fault.found))
        raise CriteriaFaultsError(tuple(dict.fromkeys(faults)))
    return Criteria(_assemble(framework_file, files, sheet), register)


def _register_of(folder: Path) -> Path:
    own = folder / REGISTER_FILE
    if not own.is_file() and folder.parent.name == EDITIONS_FOLDER:
        return folder.parents[1] / REGISTER_FILE
    return own


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
    document = documents.get(name)
    if document is None or document.data is None:
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


def _assemble(
    file: FrameworkFile, theme_files: list[ThemeFile], sheet: CaseSheet | None
) -> Framework:
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
        not_applicable=file.not_applicable,
        baseline_rubric=file.baseline_rubric,
        limits=file.limits,
        sources=file.sources,
        themes=themes,
        cases=sheet,
    )
