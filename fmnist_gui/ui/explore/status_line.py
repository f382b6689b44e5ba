"""The line under the canvas: what is shown, what one can do with it, and the blind switch."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
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
    (Tool.HAND, "hand", "Drag moves (H)"),
    (Tool.BOX, "box", "Drag selects a rectangle (B)"),
    (Tool.LASSO, "lasso", "Drag selects with a free line (L)"),
)
ACTIONS = (
    ("play", "Play", "Practise on the selected images"),
    ("review", "Review", "Tag the selected images for the review desk"),
    ("tag", "Tag …", "Put a tag on the selected images, or take it off (T)"),
    ("grow", "Grow", "Add the nearest images of each selected one"),
    ("invert", "Invert", "Select the others that are shown (Ctrl+I)"),
    ("clear", "Clear", "Select nothing (Esc)"),
)
SPARE_KEYS = ("invert", "grow", "clear", "review", "tag")
"""The buttons that can be done without, the least needed first."""

DONE_MS = 8000
"""So long stands what was done."""

PROGRESS_PX = 96
MARGIN_PX, SPACING_PX = 12, 8


class StatusLine(QFrame):
    """Says what is shown, what is selected, and as many hints as there is room for.

    Signals:
        asked(str): a button for the selection was pressed: "play", "review", "tag", "grow",
            "invert" or "clear".
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
        self._shown, self._hint, self._chosen = PlainLabel(), PlainLabel(), PlainLabel()
        for label in (self._shown, self._hint, self._chosen):
            label.setProperty("role", "small")
        self._hint.setMinimumWidth(0)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.buttons = {key: self._action(key, text, tip) for key, text, tip in ACTIONS}
        self.export_button = self._menu_button("Export", "What is shown or selected, as a file")
        self.tools = {tool: self._tool(tool, name, tip) for tool, name, tip in TOOLS}
        self._work, self._bar = PlainLabel(), QProgressBar()
        self._work.setProperty("role", "small")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.scaled_px(PROGRESS_PX))
        self.stop_button = QToolButton()
        self.stop_button.setText("Stop")
        self.stop_button.clicked.connect(self.stop_asked)
        self.blind_box = QCheckBox("Blind")
        self.blind_box.setToolTip(BLIND_TIP)
        self._note = self._done = ""
        self._done_timer = QTimer(self, singleShot=True, interval=DONE_MS)
        self._done_timer.timeout.connect(self._fit)
        self._is_working = False
        self._compose()
        self.show_selection(0)
        self.show_work("", 0, total=0)
        self.show_tool(Tool.HAND)

    @property
    def text(self) -> str:
        """What it says about the images shown."""
        return self._shown.text()

    @property
    def hint(self) -> str:
        """The hints that have room."""
        return self._hint.text()

    @property
    def work(self) -> str:
        """What it says about the work under way."""
        return "" if self._work.isHidden() else self._work.text()

    def say(self, shown: str, *, note: str = "", is_again: bool = False) -> None:
        """Say what is shown; a `note` takes the place of the hints.

        What was done last is forgotten, unless the same `is_again` shown.
        """
        self._shown.setText(shown)
        self._note = note
        if not is_again:
            self._done_timer.stop()
        self._fit()

    def tell(self, done: str) -> None:
        """Say for a while what was done; buttons make room for it."""
        self._done = done
        self._done_timer.start()
        self._fit()

    def show_selection(self, count: int) -> None:
        """Say how many images are selected, and offer what one can do with them."""
        self._count = count
        self._done_timer.stop()
        self._chosen.setText(f"{count:,} selected" if count else "")
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

    def offer_exports(self, menu: QMenu) -> None:
        """Give the export button its menu."""
        self.export_button.setMenu(menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the buttons for a selection, without the least needed where there is no room."""
        for button in self.buttons.values():
            button.setVisible(self._count > 0)
        self._chosen.setVisible(self._count > 0)
        self._hint.setVisible(True)
        for tool in self.tools.values():
            tool.setVisible(True)
        self._shown.setVisible(True)
        for part in (self._work, self._bar, self.stop_button):
            part.setVisible(self._is_working)
        self._make_room_for_done()
        spare: list[tuple[QWidget, ...]]
        spare = [(self.buttons[key],) for key in SPARE_KEYS]
        spare += [tuple(self.tools.values()), (self.buttons["play"],), (self._shown,)]
        for widgets in (*spare, (self._bar,), (self._chosen,), (self._work,)):
            if self._room_px >= 0:
                break
            for widget in widgets:
                widget.hide()
        self._hint.setText(self._hints(self._room_px))

    def _make_room_for_done(self) -> None:
        """Hide what is least needed until what was done can be read, but keep a button to play."""
        wide = QFontMetrics(self._hint.font()).horizontalAdvance(self._told)
        for widget in (*(self.buttons[key] for key in SPARE_KEYS), self._shown):
            if not self._told or self._room_px >= wide:
                break
            widget.hide()

    @property
    def _told(self) -> str:
        """What was done a while ago."""
        return self._done if self._done_timer.isActive() else ""

    @property
    def _room_px(self) -> int:
        """The width that is left for hints."""
        widgets = (*self.tools.values(), self._shown, self._chosen, *self.buttons.values())
        ends = (self._work, self._bar, self.stop_button, self.export_button, self.blind_box)
        shown = [widget for widget in (*widgets, *ends) if not widget.isHidden()]
        taken = sum(max(w.sizeHint().width(), w.minimumWidth()) + SPACING_PX for w in shown)
        # The hints themselves stand between two of the others.
        return self.width() - taken - SPACING_PX - 2 * MARGIN_PX

    def _hints(self, room: int) -> str:
        metrics = QFontMetrics(self._hint.font())
        note = self._told or self._note
        self._hint.setToolTip(literal(note))
        if note:
            return metrics.elidedText(note, Qt.TextElideMode.ElideRight, max(0, room))
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
        row.addWidget(self._chosen)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addWidget(self._hint, 1)
        for widget in (self._work, self._bar, self.stop_button):
            row.addWidget(widget)
        row.addWidget(self.export_button)
        row.addWidget(self.blind_box)

    def _action(self, key: str, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self.asked.emit(key))
        return button

    def _menu_button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _tool(self, tool: Tool, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setIcon(icon(name, self._icons_folder))
        button.setIconSize(QSize(1, 1) * theme.scaled_px(14))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.tool_chosen.emit(tool))
        return button
