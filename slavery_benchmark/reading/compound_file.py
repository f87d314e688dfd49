"""What the old binary format of Office holds: documents of every kind look alike from outside.

The layout is that of [MS-CFB], Compound File Binary File Format. Nothing in the file is believed:
a chain of sectors or a tree of entries that is broken ends where it breaks.
"""

from collections.abc import Iterator
from struct import unpack_from

_HEADER = 512
_SHIFTS = (9, 12)
_ENTRY = 128
_FIRST_FATS = 76
_MOST_SECTORS = 4_096
_MOST_ENTRIES = 4_096
"""Far more than stand at the top of any document."""

EXCEL = "the format of Excel 97-2003 (.xls)"
PASSWORD = "a document with a password"  # noqa: S105 - words for a message
RIGHTS = "a document under rights management"
UNKNOWN = "a document of an old format that is not known here"
_RIGHTS = tuple(f"Encrypted{name}".encode("utf-16-le") for name in ("DataSpace", "Transform"))
_RIGHTS_OLD, _SPACES = "\tdrmcontent", "\x06dataspaces"
"""What stands in documents under rights management, beside or in place of the key to a password."""
_KINDS = (
    ("encryptedpackage", PASSWORD),
    ("workbook", EXCEL),
    ("book", EXCEL),
    ("worddocument", "a Word document (.doc)"),
    ("powerpoint document", "a PowerPoint presentation (.ppt)"),
    ("visiodocument", "a Visio drawing (.vsd)"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
    ("quill", "a Publisher document (.pub)"),
)


def kind_of(content: bytes) -> str:
    """Return what kind of document it is, told from the names at the top of its directory.

    A directory that cannot be read is taken for that of a workbook, which is what was asked for.
    """
    names = set(_names(content))
    rights = any("DRM".encode("utf-16-le") + part in content for part in _RIGHTS)
    if not names:
        whole = "EncryptedPackage".encode("utf-16-le") in content
        return RIGHTS if whole and rights else PASSWORD if whole else EXCEL
    unkeyed = _SPACES in names and "encryptioninfo" not in names
    if "encryptedpackage" in names and (rights or unkeyed):
        return RIGHTS
    if _RIGHTS_OLD in names:
        return RIGHTS
    return next((said for name, said in _KINDS if name in names), UNKNOWN)


def _names(content: bytes) -> Iterator[str]:
    """Yield the names, in small letters, of what the root of the directory holds."""
    if len(content) < _HEADER or unpack_from("<H", content, 30)[0] not in _SHIFTS:
        return
    directory = _directory(content)
    waiting = [_link(directory, 0, 76)]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_ENTRIES:
        number = waiting.pop()
        if number in seen or (number + 1) * _ENTRY > len(directory):
            continue
        seen.add(number)
        start = number * _ENTRY
        length = min(unpack_from("<H", directory, start + 64)[0], 64)
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", "replace")
        yield name.casefold()
        waiting += [_link(directory, number, 68), _link(directory, number, 72)]


def _link(directory: bytes, number: int, place: int) -> int:
    start = number * _ENTRY + place
    if start + 4 > len(directory):
        return len(directory)  # beyond every entry
    link: int = unpack_from("<I", directory, start)[0]
    return link


def _directory(content: bytes) -> bytes:
    """Return the sectors of the directory, as far as their chain can be followed."""
    size = 1 << unpack_from("<H", content, 30)[0]
    fats = unpack_from("<109I", content, _FIRST_FATS)
    sector = unpack_from("<I", content, 48)[0]
    pieces: list[bytes] = []
    while len(pieces) < _MOST_SECTORS:
        piece = content[(sector + 1) * size : (sector + 2) * size]
        if len(piece) < size:
            break
        pieces.append(piece)
        table, place = divmod(sector, size // 4)
        start = (fats[table] + 1) * size + 4 * place if table < len(fats) else len(content)
        if start + 4 > len(content):
            break
        sector = unpack_from("<I", content, start)[0]
    return b"".join(pieces)
