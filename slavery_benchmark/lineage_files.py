"""The editions of a folder of criteria held against each other, or every fault in their lineage."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from slavery_benchmark.core.framework.editions import follows
from slavery_benchmark.core.framework.faults import Breach, Fault
from slavery_benchmark.core.framework.framework import Framework
from slavery_benchmark.core.framework.lineage_rules import lineage_breaches
from slavery_benchmark.criteria_files import (
    FRAMEWORK_FILE,
    CriteriaFaultsError,
    edition_folders,
    load_criteria,
    locate,
)
from slavery_benchmark.yaml_lines import read_yaml


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """An edition free of faults, and the one that it follows, if that is there to be compared."""

    framework: Framework
    before: Framework | None


def check_editions(folder: Path) -> Checked:
    """Load the edition in a folder and those that belong to it, and compare them by their lineage.

    Checked are the edition itself and those under its folder editions; a faulty one that lies
    elsewhere is left out. Raises CriteriaFaultsError with every fault of them all, each with file,
    line and key path.
    """
    framework = load_criteria(folder).framework
    faults: list[Fault] = []
    loaded = {folder: framework}
    for item in edition_folders(folder):
        try:
            loaded[item] = load_criteria(item).framework
        except CriteriaFaultsError as error:
            if folder in item.parents:
                faults += error.faults
    for place in loaded:
        if place == folder or folder in place.parents:
            faults += _faults_of(place, folder, loaded)
    if faults:
        raise CriteriaFaultsError(tuple(faults))
    others = [item for place, item in loaded.items() if place != folder]
    before = next((item for item in others if follows(framework, item)), None)
    return Checked(framework=framework, before=before)


def _faults_of(place: Path, home: Path, loaded: dict[Path, Framework]) -> Iterator[Fault]:
    content = (place / FRAMEWORK_FILE).read_bytes()
    documents = {FRAMEWORK_FILE: read_yaml(content, str(place / FRAMEWORK_FILE))}
    later = loaded[place]
    breaches = list(_of_name(place, home, loaded))
    for earlier in loaded.values():
        breaches += lineage_breaches(earlier, later)
    faults = [locate(breach, documents, place) for breach in breaches]
    yield from sorted(faults, key=lambda fault: (fault.line, fault.found))


def _of_name(place: Path, home: Path, loaded: dict[Path, Framework]) -> Iterator[Breach]:
    """Yield a breach where an edition has the name of another, or not that of its folder."""
    identity = loaded[place].identity
    path = ("framework", "edition")
    if place != home and place.name != identity.edition:
        yield Breach(
            part=None,
            path=path,
            found=identity.edition,
            expected=f"{place.name}, as its folder is called",
        )
    for other, framework in loaded.items():
        same = (framework.identity.id, framework.identity.edition)
        if place == home and other != home and same == (identity.id, identity.edition):
            yield Breach(
                part=None,
                path=path,
                found=f"the edition {identity.edition} again",
                expected=f"an edition of its own ({other} has it)",
            )
