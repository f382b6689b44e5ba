"""Words on cards, and the icons beside them."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.quiet_button import QuietButton

LEFT_TO_RIGHT, ISOLATE, END = "\u200e", "\u2068", "\u2069"
"""Unicode's marks for the direction of text; none is seen."""


def words(text: str, role: str) -> QLabel:
    """Return a label that wraps, whose text can be selected and is never taken for markup."""
    label = QLabel(wrappable(text))
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(theme.scaled_px(80))
    return label


def wrappable(text: str) -> str:
    """Return `text` with figures and units kept together, to be read from left to right.

    A long name without spaces wraps too, and never makes the page wider than the window; one that
    is read from right to left does not turn the sentence round.
    """
    broken = re.sub(r"(\S{24})(?=\S)", "\\1\u200b", unbroken(text))
    return f"{LEFT_TO_RIGHT}{broken}" if text and not text.isascii() else broken


def isolated(name: str) -> str:
    """Return a name so that figures beside it stay where they are, whichever way it is read."""
    return name if name.isascii() else f"{ISOLATE}{name}{END}"


def tool_button(text: str, picture: QIcon) -> QuietButton:
    """Return a small button with an icon beside its words."""
    button = QuietButton(text, picture)
    button.setIconSize(icon_size())
    return button


def icon_size() -> QSize:
    """Return the size of an icon beside words, with air on both sides of it."""
    return QSize(theme.scaled_px(20), theme.scaled_px(16))
