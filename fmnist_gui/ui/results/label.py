"""Words on cards, and the icons beside them."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QToolButton

from fmnist_gui.core.chart.wording import unbroken
from fmnist_gui.ui import theme


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
    """Return `text` with figures and units kept together.

    A long name without spaces wraps too, and never makes the page wider than the window.
    """
    return re.sub(r"(\S{24})(?=\S)", "\\1\u200b", unbroken(text))


def tool_button(text: str, picture: QIcon) -> QToolButton:
    """Return a small button with an icon beside its words."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(text)
    button.setIcon(picture)
    button.setIconSize(icon_size())
    return button


def icon_size() -> QSize:
    """Return the size of an icon beside words."""
    side = theme.scaled_px(16)
    return QSize(side, side)
