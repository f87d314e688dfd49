"""Mutates the bytes of files: flip, cut, insert, repeat, overwrite, and splice two files."""

from random import Random

INTERESTING = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1b[31m",
    "\u202e".encode(),
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"-1",
    b"1e999",
    b"NaN",
    b"null",
    b"[[[[[[[[",
    b'{"',
    b"99999999999999999999",
)


def mutate_bytes(content: bytes, other: bytes, random: Random) -> bytes:
    """Return `content` after one to four mutations; `other` is what it may be spliced with."""
    data = bytearray(content)
    for _ in range(random.randint(1, 4)):
        place = _place(data, random)
        length = min(random.choice((1, 1, 2, 4, 16, 256, 4096)), max(len(data) - place, 0))
        kind = random.randint(0, 7)
        if kind == 0 and data:
            data[place % len(data)] ^= 1 << random.randint(0, 7)
        elif kind == 1:
            del data[place:]
        elif kind == 2:
            del data[place : place + length]
        elif kind == 3:
            data[place:place] = random.choice(INTERESTING)
        elif kind == 4:
            data[place : place + length] = random.randbytes(length)
        elif kind == 5:
            data[place:place] = data[place : place + length] * random.randint(1, 3)
        elif kind == 6 and other:
            cut = random.randrange(len(other))
            data[place:] = other[cut : cut + 2**18]
        else:
            found = random.choice(INTERESTING)
            data[place : place + len(found)] = found
    return bytes(data)


def _place(data: bytearray, random: Random) -> int:
    """Return a place to change, often one of the last bytes: a zip's directory stands there."""
    if not data:
        return 0
    if random.randint(0, 2) == 0:
        return max(len(data) - random.randint(1, 2000), 0)
    return random.randrange(len(data))
