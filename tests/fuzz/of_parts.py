"""Mutates the parts of workbooks: drop, duplicate, swap, rename, and rewrite with mutated XML."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.bases import Parts, zipped
from tests.fuzz.of_bytes import mutate_bytes

PLACES = (
    *("", "A0", "A1", "XFD1048576", "A1048577", "XFE1", "AAAA1", "a5", "K5", "5", "K", "A-1"),
    *("A99999999999", "\u0661", "K5:K9", "$K$5"),
)
TYPES = ("s", "e", "b", "n", "str", "inlineStr", "d", "x", "")
NUMBERS = (
    *("0", "1", "-1", "3", "1048576", "16384", "99999999", "4294967296", "1e9", "NaN"),
    *("", "\u0663", "0x10", "9" * 40, " 7 "),
)
TEXTS = (
    *("#N/A", "#SPILL!", "Err:502", "\u202eabc", "\x1b[2J", "_x001B_", "]]>", "a" * 40_000, ""),
    *("&#27;", "&amp;", "&lt;b&gt;", "&undefined;", "<b/>", "\ud7ff", "\ufffe"),
)
NAMES = (
    *("xl/workbook.bin", "../escape.xml", "/xl/workbook.xml", "XL/Workbook.xml", "a" * 300),
    *("xl\\worksheets\\sheet3.xml", "con", "\x1b[31m.xml", "mimetype", "content.xml"),
)
ATTRIBUTE = re.compile(rb'\s([\w:-]{1,40})="([^"<]{0,80})"')
ELEMENT = re.compile(rb"<([\w:-]+)(?:\s[^<>]*)?/?>")
TEXT = re.compile(rb">([^<>]{1,200})<")

_ENCODINGS = ("utf-16", "latin-1", "utf-8-sig", "utf-32")


def mutate_parts(parts: Parts, random: Random) -> bytes:
    """Return an archive of these parts after one to three mutations."""
    made = dict(parts)
    for _ in range(random.randint(1, 3)):
        name = _chosen(made, random)
        kind = random.randint(0, 11)
        if kind == 0:
            made.pop(name)
        elif kind == 1:
            other = random.choice(list(made))
            made[name], made[other] = made[other], made[name]
        elif kind == 2:
            made[random.choice(NAMES)] = made.pop(name)
        elif kind == 3:
            made[name] = random.choice(list(made.values()))
        elif kind == 4:
            made[name] = mutate_bytes(made[name], made[_chosen(made, random)], random)
        elif kind == 5 and random.randint(0, 2) == 0:
            text = made[name].decode("utf-8", "replace")
            made[name] = text.encode(random.choice(_ENCODINGS), "replace")
        else:
            made[name] = mutate_xml(made[name], random)
        if not made:
            break
    if random.randint(0, 19) == 0:
        return _with_odd_members(made, random)
    return zipped(made)


def _chosen(parts: Parts, random: Random) -> str:
    """Return the name of a part, mostly one that the reading depends on."""
    weighty = [
        name
        for name in parts
        if re.search(r"sheet[234]\.xml$|sharedStr|workbook|content\.xml|styles|_rels/\.rels", name)
    ]
    return random.choice(weighty if weighty and random.randint(0, 5) else list(parts))


def mutate_xml(data: bytes, random: Random) -> bytes:
    """Return XML after one to six changes to attributes, elements or texts."""
    for _ in range(random.randint(1, 6)):
        data = random.choice(_CHANGES)(data, random)
    return data


def _attribute(data: bytes, random: Random) -> bytes:
    """Give an attribute a value that it should not have, one that counts or places if possible."""
    found = _some(ATTRIBUTE, data, random)
    if found is None:
        return data
    name = found[1].decode().rpartition(":")[2]
    choices: tuple[str, ...] = NUMBERS + TEXTS[:6]
    if name == "r":
        choices = PLACES
    elif name in ("t", "value-type"):
        choices = (*TYPES, "float", "string", "error", "date", "time", "boolean", "percentage")
    elif name in ("Target", "Id", "id"):
        choices = ("", "worksheets/sheet3.xml", "../../../etc/passwd", "rId3", "file:///a", "a" * 9)
    elif name in ("name", "state"):
        choices = ("Cover", "Self-assessment", "Case files", "hidden", "\u202eCover", "", "a" * 99)
    chosen = random.choice(choices) if random.randint(0, 4) else found[2].decode() + "0"
    return data[: found.start(2)] + chosen.encode("utf-8", "replace") + data[found.end(2) :]


def _numbering(data: bytes, random: Random) -> bytes:
    """Change a repeat count, a count of strings or a dimension, or add one."""
    pattern = re.compile(
        rb'(number-(?:rows|columns)-repeated|uniqueCount|count|ref|spans|min|max)="([^"]*)"'
    )
    found = _some(pattern, data, random)
    if found is None:
        found = _some(re.compile(rb"<table:table-(?:row|cell)()()(?=[ />])"), data, random)
        if found is None:
            return data
        extra = f' table:number-columns-repeated="{random.choice(NUMBERS)}"'
        return data[: found.end()] + extra.encode() + data[found.end() :]
    new = random.choice(NUMBERS).encode()
    return data[: found.start(2)] + new + data[found.end(2) :]


def _element(data: bytes, random: Random) -> bytes:
    """Drop, repeat, rename or wrap the start of an element."""
    found = _some(ELEMENT, data, random)
    if found is None:
        return data
    tag = found[0]
    name = random.choice((b"c", b"row", b"v", b"f", b"is", b"t", b"sheetData", b"table:table-cell"))
    new = random.choice((b"", tag * 2, tag.replace(found[1], name, 1), b"<!--" + tag + b"-->"))
    return data[: found.start()] + new + data[found.end() :]


def _text(data: bytes, random: Random) -> bytes:
    found = _some(TEXT, data, random)
    if found is None:
        return data
    new = random.choice(TEXTS + NUMBERS).encode("utf-8", "replace")
    return data[: found.start(1)] + new + data[found.end(1) :]


def _whole_elements(data: bytes, random: Random) -> bytes:
    """Swap, repeat or drop whole cells or rows."""
    pattern = re.compile(
        rb"<(c|row|si|table:table-cell|table:table-row)[ >].{0,4000}?</\1>", re.DOTALL
    )
    one = _some(pattern, data, random)
    if one is None:
        return data
    kind = random.randint(0, 2)
    if kind == 0:
        return data[: one.start()] + data[one.end() :]
    if kind == 1:
        return data[: one.end()] + one[0] * random.randint(1, 3) + data[one.end() :]
    other = _some(pattern, data, random)
    return data if other is None else data[: one.start()] + other[0] + data[one.end() :]


def _declaration(data: bytes, random: Random) -> bytes:
    start = random.choice(
        (
            b'<?xml version="1.0" encoding="UTF-16"?>',
            b'<?xml version="1.1"?>',
            b'<?xml version="1.0" encoding="nonsense"?>',
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>',
            b"\xef\xbb\xbf",
            b"<!-- " + b"a" * 200 + b" -->",
        )
    )
    return start + re.sub(rb"^<\?xml.*?\?>", b"", data, count=1)


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _attribute, _attribute, _attribute, _numbering, _element, _text, _text, _whole_elements,
    _declaration,
)  # fmt: skip


def _some(pattern: re.Pattern[bytes], data: bytes, random: Random) -> re.Match[bytes] | None:
    """Return the first match after a place in the data taken at random."""
    if not data:
        return None
    return pattern.search(data, random.randrange(len(data))) or pattern.search(data)


def _with_odd_members(parts: Parts, random: Random) -> bytes:
    """Return an archive with a member that stands twice, an odd name, or an odd method."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for name, data in parts.items():
            archive.writestr(name, data, random.choice((0, 8, 12, 14)))
            if random.randint(0, 9) == 0:
                archive.writestr(name, b"<a/>")
        archive.writestr(random.choice(NAMES), b"<a/>")
    return stream.getvalue()
