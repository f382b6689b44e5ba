"""The rail at the left edge that leads from page to page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from fmnist_gui.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

ICON_PX = 24


@dataclass(frozen=True)
class Door:
    """One page in the rail: its key, its word, its icon's name, the action that opens it."""

    page: str
    word: str
    icon: str
    action: QAction


class Rail(QFrame):
    """Buttons for pages at the top, for what is outside the pages at the foot."""

    def __init__(
        self, doors: tuple[Door, ...], feet: tuple[Door, ...], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._buttons: dict[str, QToolButton] = {}
        self._doors = doors + feet
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(8)
        for door in doors:
            column.addWidget(self._button(door, is_checkable=True))
        column.addStretch(1)
        for door in feet:
            column.addWidget(self._button(door, is_checkable=False))

    def show_current(self, page: str) -> None:
        """Mark the button of the page that is open."""
        for key, button in self._buttons.items():
            button.setChecked(key == page)

    def buttons(self) -> list[QToolButton]:
        """Return the buttons from top to foot."""
        return list(self._buttons.values())

    def paint_icons(self, icon: "Callable[[str], QIcon]") -> None:
        """Give every button its icon; separate, so that the first paint need not wait for SVG."""
        from PySide6.QtCore import Qt

        for door in self._doors:
            button = self._buttons[door.page]
            button.setIcon(icon(door.icon))
            button.setToolTip(_tip(door.action))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _button(self, door: Door, *, is_checkable: bool) -> QToolButton:
        button = QToolButton(self)
        button.setText(door.word)
        button.setAccessibleName(door.word)
        button.setCheckable(is_checkable)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        # As high as it will be with its icon, so that nothing moves when that comes.
        button.setMinimumSize(theme.scaled_px(64), ICON_PX + theme.scaled_px(38))
        button.clicked.connect(door.action.trigger)
        self._buttons[door.page] = button
        return button


def _tip(action: QAction) -> str:
    words = action.text().replace("&", "")
    keys = action.shortcut().toString()
    return f"{words} ({keys})" if keys else words
