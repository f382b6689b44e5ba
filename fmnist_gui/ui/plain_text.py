"""Words that come from other people, shown as they are and never taken for markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows angle brackets as what they are."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def literal(text: str) -> str:
    """Return `text` for where Qt guesses whether it is markup, such as a tool tip."""
    # Qt looks for these two signs; what has neither stays as it is.
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text


def isolated(text: str) -> str:
    """Return `text` for within a sentence, whichever way its letters run."""
    return f"\u2068{text}\u2069"


def spoken(error: Exception) -> str:
    """Return what an error says as a sentence that begins with a capital and ends with a stop.

    A question keeps its mark, and a file or an address that it begins with its small letter.
    """
    text = str(error)
    stop = "" if text.endswith("?") else "."
    word = next(iter(text.split()), "").rstrip(".:;")
    first = text[:1] if set("./\\") & set(word) else text[:1].upper()
    return f"{first}{text[1:].removesuffix('.')}{stop}"
