"""Addresses of cells as people write them, from rows and columns counted from 0."""


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(sheet: str, row: int, column: int) -> str:
    """Return `Sheet!E14` for a row and column counted from 0."""
    return f"{sheet}!{column_letters(column)}{row + 1}"
