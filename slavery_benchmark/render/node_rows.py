"""Colours of positions in a terminal; a symbol always says the same."""

from slavery_benchmark.core.baseline import Position

POSITION_STYLES: dict[Position | None, str] = {
    Position.AT_TARGET: "bold green",
    Position.NOT_CERTAIN: "magenta",
    Position.ABOVE: "cyan",
    Position.AT: "yellow",
    Position.BELOW: "bold red",
    None: "dim",
}
