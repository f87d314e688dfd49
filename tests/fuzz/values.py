"""Values of every type that a cell can hold: how each is written, and what a person sees in it."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import NamedTuple
from xml.sax.saxutils import escape

from tests.builders import AS_OF


class Unusable(Enum):
    """What stands for an error, or for a formula that was never calculated."""

    VALUE = "unusable"


UNUSABLE = Unusable.VALUE
Meant = str | float | bool | date | None | Unusable
"""What a cell says: None for nothing."""

EPOCH = date(1899, 12, 30)


class Value(NamedTuple):
    """A value to put into a cell.

    open_xml: the attributes of `c` beside r and s, and what stands in it. open_document: the
    attributes of `table:table-cell`, and what stands in it; "" and "" where it has none there.
    shared: the text goes to the table of shared strings. dated: it needs the style of a date.
    broken: the XML says what a program would not write, so that the file may be refused whole.
    """

    meant: Meant
    open_xml: tuple[str, str]
    open_document: tuple[str, str] | None
    shared: bool = False
    dated: bool = False
    broken: bool = False


TEXTS = (
    *("3", " 3 ", "3.0", "3,0", "4", "0", "03", "5", "-1", "2.5", "1e0", "3%", "1,234", "12345"),
    *("\uff13", "3\u200b", "\u00a03", "\u202e3", "\u0663", "\u00b3", "three", "III", "3 4"),
    *("n/a", "N/A", "Not applicable", "NOT APPLICABLE", "na", "None", "null", "nan", "inf", "-"),
    *("yes", "Yes", "y", "no", "No", "Not needed", "not yet", "Not yet", "tbc", "to follow"),
    *("2026-03-01", "01/03/2026", "3/1/26", "2026-02-30", "1 March 2026", "2099-01-01", "32/1/26"),
    *("=1+1", '=HYPERLINK("a","b")', "+3", "@SUM(1)", "<b>&", "]]>", "[red]", "{0}", "%s", "\\"),
    *("abc\u202edef", "\u2066a\u2069", "\u200b", "   ", "a\tb", "a\nb", "_x001B_[31m", "_x0033_"),
    *("a" * 40_000, "\U0001f6a8", "e\u0301", "\u00df", "\u0130", "\ufdfa" * 30, "\x7f", "\x85"),
    *("All", "Random", "Other", "stolen-freedom 1999.9", "Nobody Constabulary", "AB12CDE"),
    *("#N/A", "TRUE", "Err:502", "AB123456C", "01/01/1980", "07700 900123"),
)
NUMBERS = ("0", "1", "2", "3", "4", "3.0", "5", "-1", "2.5", "0.5", "1E0", "3e0", "1e300", "-0",
           "4.0000001", "46099", "45753", "9999", "10000", "9007199254740993", "1e-300", "2958466",
           "99999999")  # fmt: skip
ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
ODD_ERRORS = ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "\u202eerror", "")


def any_value(random: Random, words: tuple[str, ...]) -> Value:
    """Return a value of any type; `words` are those that the table knows."""
    return random.choice(_MAKERS)(random, words)


def _text(random: Random, words: tuple[str, ...]) -> Value:
    return text(_some_text(random, words), random)


def _some_text(random: Random, words: tuple[str, ...]) -> str:
    kind = random.randint(0, 9)
    if kind < 4:
        return random.choice(TEXTS)
    said = random.choice(words)
    if kind < 8:
        return random.choice((said, said.upper(), f" {said} ", said.replace(" ", "\u00a0")))
    if kind < 9:
        return f"{random.randint(0, 5)}{random.choice((' ', ' - ', ': ', '. '))}{said}"
    return "".join(chr(random.choice((random.randint(32, 126), random.randint(160, 0x2FFF))))
                   for _ in range(random.randint(1, 12)))  # fmt: skip


def text(said: str, random: Random) -> Value:
    """Return a text, in one of the four ways in which an .xlsx writes texts."""
    # an .xlsx says a character by its number between _x and _; a person sees the character
    shown = said.replace("_x001B_", "\x1b").replace("_x0033_", "3")
    safe = escape(said.replace("\x85", "\u00a0"))
    plain = f'<t xml:space="preserve">{safe}</t>'
    ways = (
        ('t="inlineStr"', f"<is>{plain}</is>", False),
        ('t="str"', f"<v>{safe}</v>" if said.strip() == said else f"<v>{safe} </v>", False),
        ('t="str"', f"<f>T(A1)</f><v>{safe}</v>", False),
        ('t="s"', f"<si>{plain}</si>", True),
    )
    attributes, inside, shared = random.choice(ways)
    lines = "".join(f"<text:p>{line}</text:p>" for line in safe.split("\n"))
    document = 'office:value-type="string" calcext:value-type="string"'
    meant = shown if shown != said else said
    return Value(meant, (attributes, inside), (document, lines), shared=shared)


def _number(random: Random, _words: tuple[str, ...]) -> Value:
    said = random.choice(NUMBERS)
    formula = random.choice(("", "", "<f>1+2</f>", '<f t="shared" si="0"/>', "<f>[1]A!B1</f>"))
    ways = {
        "float": f'office:value-type="float" office:value="{said}"',
        "percentage": f'office:value-type="percentage" office:value="{said}"',
        "currency": f'office:value-type="currency" office:currency="GBP" office:value="{said}"',
        "formula": f'table:formula="of:=1+2" office:value-type="float" office:value="{said}"',
    }
    document = ways[random.choice(list(ways))]
    kind = random.choice(("", 't="n"'))
    shown = random.choice((said, "3", ""))  # what is shown may be rounded; the value counts
    return Value(
        float(said), (kind, f"{formula}<v>{said}</v>"), (document, f"<text:p>{shown}</text:p>")
    )


def _boolean(random: Random, _words: tuple[str, ...]) -> Value:
    said = random.random() < 0.5
    word = "true" if said else "false"
    document = f'office:value-type="boolean" office:boolean-value="{word}"'
    return Value(said, ('t="b"', f"<v>{int(said)}</v>"), (document, f"<text:p>{word}</text:p>"))


def _error(random: Random, _words: tuple[str, ...]) -> Value:
    said = random.choice(ERRORS if random.randint(0, 3) else ODD_ERRORS)
    formula = random.choice(("", "<f>1/0</f>"))
    document = (
        'table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"'
    )
    return Value(
        UNUSABLE,
        ('t="e"', f"{formula}<v>{said}</v>"),
        (document, f"<text:p>{said or 'Err:502'}</text:p>"),
        broken=said not in ERRORS,
    )


def _uncalculated(random: Random, _words: tuple[str, ...]) -> Value:
    inside = random.choice(
        ("<f>1+2</f>", "<f>1+2</f><v/>", "<f>1+2</f><v></v>", '<f t="array" ref="A1">B1</f>')
    )
    return Value(UNUSABLE, ("", inside), ('table:formula="of:=1+2"', ""))


def _nothing(random: Random, _words: tuple[str, ...]) -> Value:
    inside = random.choice((("", ""), ('t="s"', ""), ('t="str"', "<f>IF(1,A1)</f><v></v>")))
    return Value(None, inside, random.choice((("", ""), ('office:value-type="string"', ""))))


def dated(day: date) -> Value:
    """Return a date as a number under the style of a date, as spreadsheet programs write it."""
    document = f'office:value-type="date" office:date-value="{day.isoformat()}"'
    serial = (day - EPOCH).days
    return Value(day, ("", f"<v>{serial}</v>"), (document, "<text:p>a day</text:p>"), dated=True)


def _date(random: Random, _words: tuple[str, ...]) -> Value:
    days = random.choice((400, 3000, 30))
    day = AS_OF + timedelta(days=random.randint(-days, days // 10))
    if random.randint(0, 4) == 0:
        iso = day.isoformat()
        return dated(day)._replace(open_xml=('t="d"', f"<v>{iso}</v>"))
    return dated(day)


def _broken(random: Random, _words: tuple[str, ...]) -> Value:
    """Return a cell that no program writes; it may be refused with the whole file."""
    ways = (
        ('t="s"', "<v>99999999</v>"),
        ('t="s"', "<v>-1</v>"),
        ('t="n"', "<v>abc</v>"),
        ('t="n"', "<v>NaN</v>"),
        ('t="b"', "<v>2</v>"),
        ('t="x"', "<v>3</v>"),
        ("", "<v>\x1b[31m3</v>"),
        ('t="inlineStr"', "<v>3</v>"),
        ("", "<v>1</v><v>2</v>"),
        ("", "<is><t>3</t></is>"),
        ('t="d"', "<v>yesterday</v>"),
    )
    documents = (
        ('office:value-type="float" office:value="abc"', "<text:p>3</text:p>"),
        ('office:value-type="float"', "<text:p>3</text:p>"),
        ('office:value-type="nonsense" office:value="3"', "<text:p>3</text:p>"),
        ("", "<text:p>3</text:p>"),
        ('office:value-type="string"', "<text:p>3<text:s text:c='99999999'/></text:p>"),
        ('office:value-type="date" office:date-value="2026-99-99"', "<text:p>3</text:p>"),
        ('office:value-type="time" office:time-value="PT12H"', "<text:p>12</text:p>"),
    )
    return Value(UNUSABLE, random.choice(ways), random.choice(documents), broken=True)


_MAKERS: tuple[Callable[[Random, tuple[str, ...]], Value], ...] = (
    _text, _text, _text, _text, _number, _number, _number, _boolean, _error, _uncalculated,
    _nothing, _date, _date, _broken,
)  # fmt: skip
