"""The register of forces: names, codes, aliases, and which of them are invented for samples."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec

from slavery_benchmark.core.text import fold, nearest


class Force(msgspec.Struct, frozen=True, kw_only=True):
    """One force of the register."""

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["territorial", "other", "fictional"]
    ons_code: str = ""
    region: str = ""
    country: str = ""
    rocu: str = ""
    rocu_source: str = ""

    @property
    def fictional(self) -> bool:
        """Whether the force was invented for samples."""
        return self.kind == "fictional"

    def spellings(self) -> tuple[str, ...]:
        """Return every way of writing this force that the register knows."""
        return (self.name, self.short_name, self.code, *self.aliases)


class Register(msgspec.Struct, frozen=True, dict=True):
    """All forces, in the order of the register file."""

    forces: tuple[Force, ...]

    def find(self, name: str) -> Force | None:
        """Return the force with this name, short name, code or alias, or None.

        Case, blanks, `&` for `and` and a leading "the" do not count; nor does what names of this
        register put behind the short name, where only one force is left that may be meant.
        """
        wanted = _spelling(name)
        if wanted in self._spelt:
            return self._spelt[wanted]
        bare = _without(wanted, self._kinds)
        meant = self._bare.get(bare, {})
        return next(iter(meant.values())) if bare and bare != wanted and len(meant) == 1 else None

    @cached_property
    def _spelt(self) -> dict[str, Force]:
        """The forces by each of their spellings; the first, where several have it."""
        spelt: dict[str, Force] = {}
        for force in self.forces:
            for spelling in force.spellings():
                spelt.setdefault(_spelling(spelling), force)
        return spelt

    @cached_property
    def _bare(self) -> dict[str, dict[str, Force]]:
        """The forces, by code, that may be meant by each spelling without the word for a kind."""
        bare: dict[str, dict[str, Force]] = {}
        for force in self.forces:
            for spelling in force.spellings():
                short = _without(_spelling(spelling), self._kinds)
                bare.setdefault(short, {})[force.code] = force
        return bare

    @cached_property
    def _kinds(self) -> frozenset[str]:
        """Return the words for kinds of force, which follow the short names in this register."""
        behind = (
            _spelling(force.name).removeprefix(_spelling(force.short_name)) for force in self.forces
        )
        return frozenset(word for words in behind if words[:1] == " " for word in words.split())

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the names of up to `count` real forces that are written most like `name`."""
        spellings = {s: force.name for force in self.real() for s in force.spellings()}
        found = nearest(name, spellings, count * 3)
        return tuple(dict.fromkeys(spellings[spelling] for spelling in found))[:count]

    def real(self) -> Iterator[Force]:
        """Yield the forces that exist: what drop-downs and statistics are about."""
        return (force for force in self.forces if not force.fictional)


def _spelling(name: str) -> str:
    return " ".join(fold(name).replace("&", " and ").replace("-", " ").split())


def _without(spelling: str, kinds: frozenset[str]) -> str:
    """Return a spelling without a leading article and the words for kinds of force at its end."""
    words = spelling.split()
    words = words[1:] if words[:1] == ["the"] else words
    while words and words[-1] in kinds:
        words.pop()
    return " ".join(words)
