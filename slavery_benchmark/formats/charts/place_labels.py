"""Where names go beside points, so that none covers another or a point."""

from collections.abc import Iterator, Sequence

import msgspec

_HALF, _AWAY, _POINT = 7.0, 8.0, 5.0
_STEPS = 14
_FAR = 1.0
"""A pixel of distance is as bad as so many square pixels covered."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Label(msgspec.Struct, frozen=True):
    """A name for the point at x, y, and how wide it is."""

    x: float
    y: float
    words: str
    width: float


def place_labels(
    labels: Sequence[Label], points: Sequence[tuple[float, float]], sides: Box
) -> Iterator[tuple[Label, float, float]]:
    """Yield each label with the left end and the middle height of its text, inside `sides`.

    Right of its point, left of it, above or below; else further and further up and down. A label
    for which all is taken stands where it covers least.
    """
    taken = [(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in points]
    for label in sorted(labels, key=lambda item: (item.y, item.x, item.words)):
        boxes = [_box(label, left, middle) for left, middle in _places(label, sides)]
        best = min(boxes, key=lambda box: _cost(label, box, taken))
        taken.append(best)
        yield label, best[0], (best[1] + best[3]) / 2


def _places(label: Label, sides: Box) -> Iterator[tuple[float, float]]:
    left, top, right, bottom = sides
    beside = (label.x + _AWAY, label.x - _AWAY - label.width)
    above = label.x - label.width / 2
    for step in range(_STEPS):
        for sign in (-1, 1) if step else (1,):
            middle = label.y + sign * step * _HALF * 1.5
            wanted = beside if step < 2 else (*beside, above)
            for x in wanted:
                held = min(max(x, left), right - label.width)
                if held != x and step < 2:
                    continue  # it would cover its own point
                yield held, min(max(middle, top + _HALF), bottom - _HALF)


def _box(label: Label, left: float, middle: float) -> Box:
    return left, middle - _HALF, left + label.width, middle + _HALF


def _cost(label: Label, box: Box, taken: Sequence[Box]) -> float:
    """Return what is covered, in square pixels, and a little for being far away."""
    away = abs((box[1] + box[3]) / 2 - label.y)
    return sum(_overlap(box, other) for other in taken) + away * _FAR


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(down, 0.0)
