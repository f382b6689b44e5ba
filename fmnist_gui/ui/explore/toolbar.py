"""The bar over the canvas: what is shown, how it is laid out, and how near."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QWidget,
)

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore.arrangement import FIRST_SEED, Arrangement, Kind
from fmnist_gui.ui.explore.chooser import Chooser
from fmnist_gui.ui.explore.frame import BAR_MARGIN_PX
from fmnist_gui.ui.explore.list_chip import ListChip
from fmnist_gui.ui.icon import icon

ICON_PX = 16
LARGEST_SEED = 99_999
LARGEST_THROW = 9999
"""The dice stays below this, so that a seed can be read aloud."""

NOT_WHILE_BLIND = "Not available while blind: each row would tell its class"


def throw() -> int:
    """Return a seed that nobody has chosen."""
    return random.randint(1, LARGEST_THROW)


class Toolbar(QFrame):
    """Choosers for split, layout and seed, and the buttons that zoom.

    Signals:
        arranged(Arrangement): a person chose another split, layout or seed.
    """

    arranged = Signal(object)

    def __init__(
        self, icons_folder: Path, parent: QWidget | None = None, *, dice: Callable[[], int] = throw
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._icons_folder = icons_folder
        self._dice = dice
        self.split_chooser = Chooser("Split")
        self.layout_chooser = Chooser("Layout")
        for kind in Kind:
            self.layout_chooser.addItem(kind.value, kind)
        self.seed_label = QLabel("Seed")
        self.seed_label.setProperty("role", "hint")
        self.seed_field = _seed_field()
        self.seed_label.setBuddy(self.seed_field)
        self.dice_button = self._button("dice", "Draw other images")
        self.chip = ListChip(icon("close", icons_folder))
        self.zoom_out_button = self._button("zoom-out", "Zoom out (-)")
        self.zoom_in_button = self._button("zoom-in", "Zoom in (+)")
        self.fit_button = self._button("zoom-fit", "Fit everything in (0)")
        self._compose()
        self.split_chooser.activated.connect(self._on_chosen)
        self.layout_chooser.activated.connect(self._on_chosen)
        self.seed_field.valueChanged.connect(self._on_chosen)
        self.dice_button.clicked.connect(lambda: self.seed_field.setValue(self._dice()))

    def offer_splits(self, counts: Mapping[str, int]) -> None:
        """Offer these splits, with how many images each has."""
        with QSignalBlocker(self.split_chooser):
            self.split_chooser.clear()
            for name, count in counts.items():
                self.split_chooser.addItem(f"{name.capitalize()} {count:,}", name)
        self.setEnabled(bool(counts))

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Let the choosers say what is shown."""
        chosen = (
            (self.split_chooser, arrangement.split),
            (self.layout_chooser, arrangement.kind),
        )
        for chooser, data in chosen:
            with QSignalBlocker(chooser):
                chooser.setCurrentIndex(chooser.findData(data))
        with QSignalBlocker(self.seed_field):
            is_rows = arrangement.kind is Kind.CLASS_ROWS
            self.seed_field.setSpecialValueText("first" if is_rows else "")
            self.seed_field.setValue(arrangement.seed)
        self.chip.hide()
        self._show_seed(is_visible=arrangement.kind.is_seeded)
        self.layout_chooser.show()

    def show_list(self, split: str, title: str) -> None:
        """Say that a list of images is shown instead of a layout."""
        with QSignalBlocker(self.split_chooser):
            self.split_chooser.setCurrentIndex(self.split_chooser.findData(split))
        self.chip.say(title)
        self.chip.show()
        self.layout_chooser.hide()
        self._show_seed(is_visible=False)

    def set_blind(self, is_blind: bool) -> None:
        """Offer class rows only when labels may be seen."""
        model = self.layout_chooser.model()
        assert isinstance(model, QStandardItemModel)
        for row, kind in enumerate(Kind):
            is_offered = not (is_blind and kind.tells_labels)
            model.item(row).setEnabled(is_offered)
            model.item(row).setToolTip("" if is_offered else NOT_WHILE_BLIND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is not needed in a narrow window."""
        super().resizeEvent(event)
        self._name_seed()

    def _show_seed(self, *, is_visible: bool) -> None:
        for widget in (self.seed_field, self.dice_button):
            widget.setVisible(is_visible)
        self._name_seed()

    def _name_seed(self) -> None:
        """Write "Seed" before its field where there is room; a tool tip says it too."""
        self.seed_label.setVisible(not self.seed_field.isHidden())
        if self.sizeHint().width() > self.width():
            self.seed_label.hide()

    def _on_chosen(self, _value: int) -> None:
        self.arranged.emit(
            Arrangement(
                split=self.split_chooser.currentData(),
                kind=self.layout_chooser.currentData(),
                seed=self.seed_field.value(),
            )
        )

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._icons_folder))
        button.setIconSize(QSize(1, 1) * theme.scaled_px(ICON_PX))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _compose(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, BAR_MARGIN_PX, BAR_MARGIN_PX, BAR_MARGIN_PX + 1)
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        for what in (self.split_chooser, self.layout_chooser, self.chip):
            row.addWidget(what, 0, middle)
        row.addSpacing(8)
        for which in (self.seed_label, self.seed_field, self.dice_button):
            row.addWidget(which, 0, middle)
        row.addStretch(1)
        for button in (self.zoom_out_button, self.zoom_in_button, self.fit_button):
            row.addWidget(button, 0, middle)


def _seed_field() -> QSpinBox:
    field = QSpinBox()
    field.setRange(FIRST_SEED, LARGEST_SEED)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(8, 0, 0, 0)
    field.setAccessibleName("Seed")
    field.setToolTip("The same seed shows the same images, here and elsewhere")
    return field
