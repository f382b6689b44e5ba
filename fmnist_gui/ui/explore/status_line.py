"""The line under the canvas: what is shown, what one can do with it, and the blind switch."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.trace import Tool
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.plain_text import PlainLabel, literal

HINTS = (
    "Double click opens one image",
    "Wheel zooms, drag moves",
    "Shift+drag selects",
    "0 fits all in",
    "G goes to an index",
)
BLIND_TIP = "Hide labels everywhere on this page; nothing seen then counts as known"
TOOLS = (
    (Tool.HAND, "hand", "Drag moves", "H"),
    (Tool.BOX, "box", "Drag selects a rectangle", "B"),
    (Tool.LASSO, "lasso", "Drag selects with a free line", "L"),
)
ACTIONS = (
    ("play", "Play", "Practise on the selected images", ""),
    ("review", "Review", "Tag the selected images for the review desk", "R"),
    ("label", "Label …", "Give the selected images one class", "Ctrl+L"),
    ("tag", "Tag …", "Put a tag on the selected images, or take it off", "T"),
    ("grow", "Grow", "Add the nearest images of each selected one", "N"),
    ("clear", "Clear", "Select nothing", "Esc"),
    ("invert", "Invert", "Select the others that are shown", "Ctrl+I"),
)
"""Key, words, tip and shortcut; where room is short the last goes first, so that none moves."""

MORE, MORE_FOR_SELECTION = "More", "More for the selection"
ICON_PX = 14
PROGRESS_PX = 96
MARGIN_PX, SPACING_PX = 12, 8


class StatusLine(QFrame):
    """Says what is shown, what is selected, and as many hints as there is room for.

    Signals:
        asked(str): a button for the selection was pressed: "play", "review", "label", "tag",
            "grow", "invert" or "clear".
        tool_chosen(Tool): dragging is to do something else.
        stop_asked(None): the work under way is to be given up.
    """

    asked = Signal(str)
    tool_chosen = Signal(object)
    stop_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._icons_folder = icons_folder
        self._shown, self._hint = PlainLabel(), PlainLabel()
        self._chosen, self._hidden = PlainLabel(), PlainLabel()
        for label in (self._shown, self._hint, self._chosen, self._hidden):
            label.setProperty("role", "small")
        self._hint.setMinimumWidth(0)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.buttons = {key: self._action(key, *words) for key, *words in ACTIONS}
        self.export_button = self._menu_button("Export", "What is shown or selected, as a file")
        self.tools = {tool: self._tool(tool, *words) for tool, *words in TOOLS}
        self.more_button = self._menu_button("", MORE)
        _give_icon(self.more_button, icon("more", icons_folder))
        self._rest = self._menu_of_rest()
        self._work, self._bar = PlainLabel(), QProgressBar()
        self._work.setProperty("role", "small")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.scaled_px(PROGRESS_PX))
        self.stop_button = QToolButton()
        self.stop_button.setText("Stop")
        self.stop_button.clicked.connect(self.stop_asked)
        self.blind_box = QCheckBox("Blind")
        self.blind_box.setToolTip(BLIND_TIP)
        self._note = ""
        self._is_working = False
        self._compose()
        self._count = 0
        self.show_work("", 0, total=0)
        self.show_tool(Tool.HAND)

    @property
    def text(self) -> str:
        """What it says about the images shown."""
        return self._shown.text()

    @property
    def chosen(self) -> str:
        """What it says about the selection."""
        return self._chosen.text() + self._hidden.text() if self._count else ""

    @property
    def hint(self) -> str:
        """The hints that have room."""
        return self._hint.text()

    @property
    def work(self) -> str:
        """What it says about the work under way."""
        return "" if self._work.isHidden() else self._work.text()

    def say(self, shown: str, *, note: str = "") -> None:
        """Say what is shown; a `note` takes the place of the hints."""
        self._shown.setText(shown)
        self._note = note
        self._fit()

    def show_selection(self, count: int, hidden: int = 0) -> None:
        """Say how many images are selected, how many of them are not shown, and offer to act."""
        self._count = count
        self._chosen.setText(f"{count:,} selected")
        self._hidden.setText(f", {hidden:,} not shown" if hidden else "")
        self._chosen.setToolTip(self._chosen.text() + self._hidden.text())
        self._fit()

    def show_work(self, what: str, done: int, *, total: int) -> None:
        """Say how far some work is; `total` 0 when there is none."""
        self._is_working = total > 0
        self._work.setText(what)
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._fit()

    def show_tool(self, tool: Tool) -> None:
        """Say what dragging does."""
        for other, button in self.tools.items():
            button.setChecked(other is tool)
            self._rest[button].setChecked(other is tool)

    def offer_exports(self, menu: QMenu) -> None:
        """Give the export button its menu."""
        self.export_button.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what is needed most, and let the menu have the buttons that find no room."""
        fitting = self._fitting
        for widget in self._all:
            widget.setVisible(widget in fitting)
        for button, action in self._rest.items():
            action.setVisible(self._is_wanted(button) and button not in fitting)
        tip = MORE_FOR_SELECTION if self._count else MORE
        self.more_button.setToolTip(tip)
        self.more_button.setAccessibleName(tip)
        self._hint.setText(self._hints(self._room_px(fitting)))

    @property
    def _fitting(self) -> list[QWidget]:
        """What there is room for."""
        wanted = [widget for widget in self._all if self._is_wanted(widget)]
        left_out: set[QWidget] = {self.more_button}
        fitting = wanted
        for widgets in ((), *self._spare):
            left_out.update(widgets)
            if any(button in left_out and button in wanted for button in self._rest):
                left_out.discard(self.more_button)
            fitting = [widget for widget in wanted if widget not in left_out]
            if self._room_px(fitting) >= 0:
                break
        return fitting

    @property
    def _all(self) -> tuple[QWidget, ...]:
        """All that may be there, from left to right, but for the hints."""
        buttons = (*self.buttons.values(), self.more_button)
        ends = (self._work, self._bar, self.stop_button, self.export_button, self.blind_box)
        words = (self._shown, self._chosen, self._hidden)
        return (*self.tools.values(), *words, *buttons, *ends)

    @property
    def _spare(self) -> tuple[tuple[QWidget, ...], ...]:
        """What can be done without, the least needed first."""
        play, *others = self.buttons.values()
        words = (self._shown, self._hidden, play, self._bar, self._chosen, self._work)
        buttons = [(button,) for button in reversed(others)]
        return (*buttons, tuple(self.tools.values()), *((widget,) for widget in words))

    def _is_wanted(self, widget: QWidget) -> bool:
        """Whether it is to be there if it finds room."""
        if widget in (self._work, self._bar, self.stop_button):
            return self._is_working
        if widget is self._hidden:
            return bool(self._hidden.text()) and self._count > 0
        if widget is self._chosen or widget in self.buttons.values():
            return self._count > 0
        return True

    def _room_px(self, shown: Sequence[QWidget]) -> int:
        """Return the width that these leave for hints."""
        for widget in shown:
            widget.ensurePolished()
        taken = sum(max(w.sizeHint().width(), w.minimumWidth()) + SPACING_PX for w in shown)
        # The hints themselves stand between two of the others.
        return self.width() - taken - SPACING_PX - 2 * MARGIN_PX

    def _hints(self, room: int) -> str:
        metrics = QFontMetrics(self._hint.font())
        self._hint.setToolTip(literal(self._note))
        if self._note:
            return metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, max(0, room))
        text = ""
        for hint in HINTS if not self._count else ():
            longer = f"{text}   ·   {hint}" if text else hint
            if metrics.horizontalAdvance(longer) > room:
                break
            text = longer
        return text

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_PX, 1, MARGIN_PX, 0)
        row.setSpacing(SPACING_PX)
        for button in self.tools.values():
            row.addWidget(button)
        row.addWidget(self._shown)
        # A sentence of two parts, of which the second can be done without.
        chosen = QHBoxLayout()
        chosen.setSpacing(0)
        chosen.addWidget(self._chosen)
        chosen.addWidget(self._hidden)
        row.addLayout(chosen)
        for button in (*self.buttons.values(), self.more_button):
            row.addWidget(button)
        row.addWidget(self._hint, 1)
        for widget in (self._work, self._bar, self.stop_button):
            row.addWidget(widget)
        row.addWidget(self.export_button)
        row.addWidget(self.blind_box)

    def _action(self, key: str, text: str, tip: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
        button.clicked.connect(lambda: self.asked.emit(key))
        return button

    def _menu_button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _tool(self, tool: Tool, name: str, tip: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        _give_icon(button, icon(name, self._icons_folder))
        button.setToolTip(f"{tip} ({shortcut})")
        button.setAccessibleName(f"{tip} ({shortcut})")
        button.clicked.connect(lambda: self.tool_chosen.emit(tool))
        return button

    def _menu_of_rest(self) -> dict[QToolButton, QAction]:
        """Give the last button a menu of what any other can do, hidden at first."""
        menu = QMenu(self)
        # A tab sets the key apart; as a shortcut of its own it would be in the way of the page's.
        made = {
            self.buttons[key]: menu.addAction(f"{text}\t{shortcut}" if shortcut else text)
            for key, text, _, shortcut in ACTIONS
        }
        menu.addSeparator()
        for tool, _, tip, shortcut in TOOLS:
            action = made[self.tools[tool]] = menu.addAction(f"{tip}\t{shortcut}")
            action.setCheckable(True)
        for button, action in made.items():
            action.triggered.connect(button.click)
        self.more_button.setMenu(menu)
        return made


def _give_icon(button: QToolButton, picture: QIcon) -> None:
    button.setIcon(picture)
    button.setIconSize(QSize(1, 1) * theme.scaled_px(ICON_PX))
