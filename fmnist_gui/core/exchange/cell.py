"""Text in a table that no spreadsheet takes for a formula."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
"""With one of these a spreadsheet runs what follows; the last is the guard itself."""


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_STARTS) else text


def unguarded(cell: str) -> str:
    """Return the text that was guarded to this cell; other cells stay as they are."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS) else cell
