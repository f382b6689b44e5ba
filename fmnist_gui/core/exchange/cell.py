"""Text in a table that no spreadsheet takes for a formula."""

import re

# What begins with one of the marks is run by a spreadsheet; the apostrophe is the guard itself.
# Where cells are parted at semicolons, tabs or all line ends, one may begin behind these too.
_FIRST = r"(?=[=+\-@\t\r'])"
_LATER = r"""(?=[=+\-@\t\r'"])"""
_BEHIND = r"(?<=[;\t\r\n])"
_UNGUARDED = re.compile(f"^{_FIRST}|{_BEHIND}{_LATER}")
_GUARDED = re.compile(f"^'{_FIRST}|{_BEHIND}'{_LATER}")


def guarded(text: str) -> str:
    """Return the text with an apostrophe wherever a spreadsheet would run what follows."""
    return _UNGUARDED.sub("'", text)


def unguarded(cell: str) -> str:
    """Return the text that was guarded to this cell; other cells stay as they are."""
    return _GUARDED.sub("", cell) if "'" in cell else cell
