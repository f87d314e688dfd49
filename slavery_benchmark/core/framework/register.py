"""The register of forces: names, codes, aliases, and which of them are invented for samples."""

from collections.abc import Iterator
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


class Register(msgspec.Struct, frozen=True):
    """All forces, in the order of the register file."""

    forces: tuple[Force, ...]

    def find(self, name: str) -> Force | None:
        """Return the force with this name, short name, code or alias, or None.

        Case, blanks and `&` for `and` do not count.
        """
        wanted = _spelling(name)
        for force in self.forces:
            if any(_spelling(spelling) == wanted for spelling in force.spellings()):
                return force
        return None

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the names of up to `count` real forces that are written most like `name`."""
        spellings = {s: force.name for force in self.real() for s in force.spellings()}
        found = nearest(name, spellings, count * 3)
        return tuple(dict.fromkeys(spellings[spelling] for spelling in found))[:count]

    def real(self) -> Iterator[Force]:
        """Yield the forces that exist: what drop-downs and statistics are about."""
        return (force for force in self.forces if not force.fictional)


def _spelling(name: str) -> str:
    return fold(name).replace("&", "and").replace("-", " ")
