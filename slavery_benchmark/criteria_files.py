"""From a folder of criteria files to a framework and a register, or to every fault in them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import asdict

from slavery_benchmark.core.framework.case_sheet import CaseSheet
from slavery_benchmark.core.framework.criterion_rules import ThemePart, whole
from slavery_benchmark.core.framework.faults import Breach, Fault
from slavery_benchmark.core.framework.framework import (
    Criterion,
    Framework,
    FrameworkFile,
    Theme,
    ThemeFile,
)
from slavery_benchmark.core.framework.framework_rules import breaches
from slavery_benchmark.core.framework.measure_rules import sheet_breaches
from slavery_benchmark.core.framework.modules import Module
from slavery_benchmark.core.framework.register import Register
from slavery_benchmark.core.problems import CannotGoOnError
from slavery_benchmark.reading.plain_files import whole_of
from slavery_benchmark.register_file import load_register
from slavery_benchmark.yaml_lines import LocatedYaml, read_yaml

FRAMEWORK_FILE = "framework.yaml"
CASES_FILE = "cases.yaml"
REGISTER_FILE = "forces.csv"
MODULES_FOLDER = "modules"
EDITIONS_FOLDER = "editions"
"""Holds, under their names, the editions before the one in the folder itself."""

T = TypeVar("T")


class CriteriaFaultsError(CannotGoOnError):
    """The criteria files cannot be used; `faults` holds everything that is wrong with them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(*(fault.line_of_text() for fault in faults))
        self.faults = faults


class Criteria(msgspec.Struct, frozen=True):
    """A framework and the register of forces that lies beside it."""

    framework: Framework
    register: Register


def load_criteria(folder: Path) -> Criteria:
    """Load framework.yaml, cases.yaml (if any), the theme files and forces.csv of a folder.

    Each file in its folder modules is an optional module. An earlier edition shares the register of
    the current one, two folders up. Raises CriteriaFaultsError with every fault of all files, each
    with file, line and key path.
    """
    if not (folder / FRAMEWORK_FILE).is_file():
        raise CriteriaFaultsError((_no_framework(folder),))
    documents: dict[str, LocatedYaml] = {}
    faults: list[Fault] = []
    for path in (*sorted(folder.glob("*.yaml")), *sorted(folder.glob(f"{MODULES_FOLDER}/*.yaml"))):
        try:
            content = whole_of(path)
        except OSError as error:
            faults.append(_unreadable(path, error))
            continue
        document = read_yaml(content, str(path))
        documents[path.relative_to(folder).as_posix()] = document
        faults += document.faults
    framework_file = _convert(documents, FRAMEWORK_FILE, folder, FrameworkFile, faults)
    sheet = _convert(documents, CASES_FILE, folder, CaseSheet, faults)
    if sheet is not None:
        faults += [locate(item, documents, folder) for item in sheet_breaches(sheet, CASES_FILE)]
    files: list[ThemeFile] = []
    parts: list[ThemePart] = []
    modules: dict[str, Module | None] = {}
    themes = [name for name in documents if name not in (FRAMEWORK_FILE, CASES_FILE)]
    for name in (name for name in themes if name.startswith(MODULES_FOLDER)):
        modules[name] = _convert(documents, name, folder, Module, faults)
    themes = [name for name in themes if name not in modules]
    for name in themes:
        theme_file = _convert(documents, name, folder, ThemeFile, faults)
        if theme_file is not None:
            files.append(theme_file)
            parts.append(whole(name, theme_file))
        else:
            parts += _readable_part(name, documents[name])
    known = {name: module for name, module in modules.items() if module is not None}
    found = breaches(
        framework_file,
        parts,
        sheet,
        has_case_files=CASES_FILE in documents,
        complete=len(files) == len(themes),
        modules=known if len(known) == len(modules) else None,
    )
    faults += [locate(breach, documents, folder) for breach in found]
    register = load_register(_register_of(folder), faults)
    if faults or framework_file is None:
        faults.sort(key=lambda fault: (fault.file, fault.line, fault.path == (), fault.found))
        raise CriteriaFaultsError(tuple(dict.fromkeys(faults)))
    framework = _assemble(framework_file, files, sheet, tuple(known.values()))
    return Criteria(framework, register)


def _unreadable(path: Path, error: OSError) -> Fault:
    return Fault(
        file=str(path),
        line=1,
        path=(),
        found=error.strerror or str(error),
        expected="a text file that you may read",
    )


def _register_of(folder: Path) -> Path:
    own, current = folder / REGISTER_FILE, _current_of(folder)
    return own if own.is_file() or current is None else current / REGISTER_FILE


def _current_of(folder: Path) -> Path | None:
    """Return the folder of the current edition, two up, if `folder` holds an earlier edition."""
    for path in (folder, folder.resolve()):  # of "." only the resolved path has a parent
        if path.parent.name == EDITIONS_FOLDER:
            return path.parents[1]
    return None


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
            locate(breach, documents, folder)
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


def locate(breach: Breach, documents: Mapping[str, LocatedYaml], folder: Path) -> Fault:
    """Return a breach as a fault, with its file in `folder` and the line of its key path there."""
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
    file: FrameworkFile,
    theme_files: list[ThemeFile],
    sheet: CaseSheet | None,
    modules: tuple[Module, ...],
) -> Framework:
    by_id = {theme_file.theme: theme_file for theme_file in theme_files}
    themes = tuple(
        Theme(**{**asdict(item), **_named_alike(by_id[item.id], Theme)}) for item in file.themes
    )
    same = {**_named_alike(file, Framework), "identity": file.framework, "themes": themes}
    if modules:  # an empty default is left out of the hash
        same["modules"] = modules
    return Framework(**{**same, "cases": sheet})


def _named_alike(item: msgspec.Struct, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the fields of a file that have the names of fields of what is made of it."""
    return {key: value for key, value in asdict(item).items() if key in kind.__struct_fields__}


def edition_folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of the other editions that belong to one: those in its folder editions.

    Where it is itself an earlier edition: the current one, two folders up, and those beside it.
    Hidden folders are passed over.
    """
    current = _current_of(folder)
    if current is not None and (current / FRAMEWORK_FILE).is_file():
        yield current
    elif current is None:
        current = folder
    editions = current / EDITIONS_FOLDER
    for item in sorted(editions.iterdir()) if editions.is_dir() else ():
        if item.is_dir() and not item.name.startswith(".") and item.resolve() != folder.resolve():
            yield item


def load_editions(folder: Path) -> tuple[Framework, ...]:
    """Return the other editions that belong to the one in a folder, by the name of their folder.

    Those are the earlier ones under its folder editions; for an earlier one the current one and
    those beside it. Raises CriteriaFaultsError with every fault of the first that cannot be used.
    There may be none.
    """
    return tuple(load_criteria(item).framework for item in edition_folders(folder))
