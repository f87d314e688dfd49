"""What the workbook of a part of a form is called."""

import re
import unicodedata

from slavery_benchmark.core.framework.parts import Part

_LONGEST = 40


def file_name(part: Part) -> str:
    """Return what the workbook of a part is called: 02-understanding.xlsx."""
    plain = (
        unicodedata.normalize("NFKD", part.name.casefold().replace("'", ""))
        .encode("ascii", "ignore")
        .decode()
    )
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    return "-".join(filter(None, (f"{part.number:02}", words))) + ".xlsx"
