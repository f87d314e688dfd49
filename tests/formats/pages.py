"""Every page of the package, made from a report: found by its name, given what its types ask for.

A function `*_page` in slavery_benchmark/pages is covered without being named here. What it takes
is made by type; where a page takes a type that none took before, `VALUES` says how that is made.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from inspect import Parameter, signature
from types import FunctionType
from typing import Any, get_type_hints

from slavery_benchmark import pages
from slavery_benchmark.core.comparison import NAME, Against, Comparison, compare_forces
from slavery_benchmark.core.framework import Framework
from slavery_benchmark.core.reinspection.levers import Levers, levers_of
from slavery_benchmark.core.report import Report
from slavery_benchmark.core.selection import columns_for
from slavery_benchmark.document.blocks import Document


def _comparison(report: Report) -> Comparison:
    return compare_forces(
        report.forces,
        report.framework,
        columns=columns_for(report.framework, "criterion", ()),
        sort=NAME,
        against=Against(name="2017", scores=None),
        population=len(report.forces),
        with_pairs=True,
    )


VALUES: dict[Any, Callable[[Report], Any]] = {
    Report: lambda report: report,
    Framework: lambda report: report.framework,
    Comparison: _comparison,
    dict[str, str | float | None]: lambda report: {"assurance": report.at_least.value},
    Sequence[Levers]: lambda report: [levers_of(f, report.framework) for f in report.forces],
}


def _functions() -> Iterator[FunctionType]:
    for module in pkgutil.walk_packages(pages.__path__, f"{pages.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(value, FunctionType)
                and value.__name__.endswith("_page")
                and not value.__name__.startswith("_")
                and value.__module__ == module.name
            ):
                yield value


PAGES: dict[str, FunctionType] = {function.__name__: function for function in _functions()}


def made(name: str, report: Report) -> Document:
    """Return a page of a report."""
    function = PAGES[name]
    types = get_type_hints(function)
    given = {}
    for key, parameter in signature(function).parameters.items():
        if parameter.default is not Parameter.empty:
            continue
        assert types[key] in VALUES, f"{name} takes {types[key]}: say in VALUES how it is made"
        given[key] = VALUES[types[key]](report)
    document = function(**given)
    assert isinstance(document, Document)
    return document
