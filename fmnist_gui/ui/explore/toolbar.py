"""The bar over the canvas: which images, laid out how, in which order and colours."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from fmnist_gui.core.mosaic.arrangement import FILE_ORDER, FIRST_SEED, Arrangement, Kind
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.table import Table
from fmnist_gui.ui import theme
from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.frame import BAR_MARGIN_PX
from fmnist_gui.ui.explore.layout_chooser import LayoutChooser
from fmnist_gui.ui.explore.list_chip import ListChip
from fmnist_gui.ui.explore.look_menu import Controls, LookMenu
from fmnist_gui.ui.explore.query_field import QueryField
from fmnist_gui.ui.icon import icon

ICON_PX = 16
LARGEST_SEED = 99_999
LARGEST_THROW = 9999
"""The dice stays below this, so that a seed can be read aloud."""

LARGEST_SIDE = 265
"""A random square of this side holds all 70,000 images."""

FIELD_PX, QUERY_PX, LEAST_QUERY_PX = 96, 140, 72
ALL = ""
NO_TINT = "No tint"
SORTABLE = ("class", "answer", "predicted")
"""The columns that are not numbers and can be sorted by."""


def throw() -> int:
    """Return a seed that nobody has chosen."""
    return random.randint(1, LARGEST_THROW)


class Toolbar(QFrame):
    """Choosers for split, layout, seed, order and tint, and the query line.

    Signals:
        arranged(Arrangement): a person chose something else to see.
        tint_chosen(str): the key of the column to tint by, "" for none.
        colours_chosen(ColourMap): how grey values are to be shown.
    """

    arranged = Signal(object)
    tint_chosen = Signal(str)
    colours_chosen = Signal(object)

    def __init__(
        self, icons_folder: Path, parent: QWidget | None = None, *, dice: Callable[[], int] = throw
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._icons_folder = icons_folder
        self._dice = dice
        self._arrangement = Arrangement()
        self.back_button = self._button("back", "Back (Alt+Left)")
        self.forward_button = self._button("forward", "Forward (Alt+Right)")
        self.split_chooser = Chooser("Split")
        self.layout_chooser = LayoutChooser()
        self.side_field = _number_field("Side of the square", 1, LARGEST_SIDE)
        self.side_field.setSuffix(" ×")
        self.seed_field = _number_field("Seed", FIRST_SEED, LARGEST_SEED)
        self.seed_field.setPrefix("seed ")
        self.seed_field.setToolTip("The same seed shows the same images, here and elsewhere")
        self.dice_button = self._button("dice", "Draw other images")
        self.sort_chooser = Chooser("Order")
        self.direction_button = self._button("rising", "From low to high; click to turn round")
        self.direction_button.setCheckable(True)
        self.chip = ListChip(icon("close", icons_folder))
        self.query_field = QueryField(icons_folder)
        self.tint_chooser = Chooser("Tint")
        self.colour_button = self._button("contrast", "Order, tint and colours")
        self.colour_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look_menu = self._look_menu()
        self.colour_button.setMenu(self.look_menu)
        self._compose()
        self._connect()
        self.offer_columns(Table(0), ())

    @property
    def choosers(self) -> tuple[Chooser, ...]:
        """All that have a list."""
        return (self.split_chooser, self.layout_chooser, self.sort_chooser, self.tint_chooser)

    def offer_splits(self, counts: Mapping[str, int]) -> None:
        """Offer these splits, and all of them together, with how many images each has."""
        items = [(f"{name.capitalize()} {count:,}", name) for name, count in counts.items()]
        if len(counts) > 1:
            items.append((f"All {sum(counts.values()):,}", ALL))
        self.split_chooser.offer(items)
        self.setEnabled(bool(counts))

    def offer_columns(self, table: Table, tints: Sequence[Column]) -> None:
        """Offer what is known about the images to sort by and to tint by."""
        self.layout_chooser.know(table)
        named = [c for key in SORTABLE if (c := table.column(key)) and c.limits is not None]
        numbers = [c for c in table.numbers if c.key != FILE_ORDER]
        sorts = [("File order", FILE_ORDER)]
        sorts += [(f"By {c.title[0].lower()}{c.title[1:]}", c.key) for c in (*named, *numbers)]
        self.sort_chooser.offer(sorts)
        self.tint_chooser.offer([(NO_TINT, ""), *((f"Tint: {c.title}", c.key) for c in tints)])
        self.show_arrangement(self._arrangement)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Let the choosers say what is shown."""
        self._arrangement, kind = arrangement, arrangement.kind
        chosen = (
            (self.split_chooser, arrangement.split),
            (self.layout_chooser, kind),
            (self.sort_chooser, arrangement.sort),
        )
        for chooser, data in chosen:
            chooser.say(data)
        with QSignalBlocker(self.seed_field):
            self.seed_field.setSpecialValueText("first 10" if kind is Kind.CLASS_ROWS else "")
            self.seed_field.setValue(arrangement.seed)
        with QSignalBlocker(self.side_field):
            self.side_field.setValue(arrangement.side)
        with QSignalBlocker(self.direction_button):
            self.direction_button.setChecked(arrangement.is_falling)
        self._show_direction(is_falling=arrangement.is_falling)
        self.query_field.say(arrangement.query)
        self.chip.hide()
        self._show_controls(kind, is_list=False)

    def show_list(self, split: str, title: str) -> None:
        """Say that a list of images is shown instead of a layout."""
        self.split_chooser.say(split)
        self.chip.say(title)
        self.chip.show()
        self._show_controls(self._arrangement.kind, is_list=True)

    def show_tint(self, key: str) -> None:
        """Say which column the images are tinted by."""
        self.tint_chooser.say(key)

    def show_colours(self, colour_map: ColourMap) -> None:
        """Say how grey values are shown."""
        self.look_menu.show_colours(colour_map)

    def show_history(self, *, can_go_back: bool, can_go_forward: bool) -> None:
        """Say whether there is a view before and after this one."""
        self.back_button.setEnabled(can_go_back)
        self.forward_button.setEnabled(can_go_forward)

    def set_blind(self, is_blind: bool) -> None:
        """Offer layouts that tell labels only when labels may be seen."""
        self.layout_chooser.set_blind(is_blind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is not needed in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _show_controls(self, kind: Kind, *, is_list: bool) -> None:
        self.layout_chooser.setVisible(not is_list)
        self.query_field.setVisible(not is_list)
        self._wanted = {
            self.side_field: kind is Kind.RANDOM and not is_list,
            self.seed_field: kind.is_seeded and not is_list,
            self.dice_button: kind.is_seeded and not is_list,
            self.sort_chooser: kind.has_order and not is_list,
            self.direction_button: kind.has_order and not is_list,
            self.tint_chooser: True,
            self.back_button: True,
            self.forward_button: True,
        }
        self._fit()

    def _fit(self) -> None:
        """Show what belongs to the layout, as much of it as there is room for."""
        for widget, is_wanted in self._wanted.items():
            widget.setVisible(is_wanted)
        self.query_field.setMinimumWidth(theme.scaled_px(QUERY_PX))
        spare = (
            (self.back_button, self.forward_button),
            (self.direction_button,),
            (self.dice_button,),
            (self.tint_chooser,),
            (self.sort_chooser,),
            (self.seed_field,),
            (self.side_field,),
        )
        for widgets in spare:
            if self._excess_px <= 0:
                return
            for widget in widgets:
                widget.hide()
        narrow = self.query_field.minimumWidth() - max(0, self._excess_px)
        self.query_field.setMinimumWidth(max(LEAST_QUERY_PX, narrow))

    @property
    def _excess_px(self) -> int:
        """The width that is missing for what is shown."""
        return self._row.minimumSize().width() - self.width()

    def _show_direction(self, *, is_falling: bool) -> None:
        name, tip = (
            ("falling", "From high to low") if is_falling else ("rising", "From low to high")
        )
        self.direction_button.setIcon(icon(name, self._icons_folder))
        self.direction_button.setToolTip(f"{tip}; click to turn round")

    def _on_chosen(self, _value: object = None) -> None:
        self.arranged.emit(
            Arrangement(
                split=self.split_chooser.currentData(),
                kind=self.layout_chooser.currentData(),
                seed=self.seed_field.value(),
                side=self.side_field.value(),
                sort=self.sort_chooser.currentData() or FILE_ORDER,
                is_falling=self.direction_button.isChecked(),
                query=self._arrangement.query,
            )
        )

    def _connect(self) -> None:
        for chooser in (self.split_chooser, self.layout_chooser, self.sort_chooser):
            chooser.activated.connect(self._on_chosen)
        self.tint_chooser.activated.connect(
            lambda _: self.tint_chosen.emit(self.tint_chooser.currentData())
        )
        self.seed_field.valueChanged.connect(self._on_chosen)
        self.side_field.valueChanged.connect(self._on_chosen)
        self.direction_button.toggled.connect(self._on_chosen)
        self.dice_button.clicked.connect(lambda: self.seed_field.setValue(self._dice()))

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._icons_folder))
        button.setIconSize(QSize(1, 1) * theme.scaled_px(ICON_PX))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _look_menu(self) -> LookMenu:
        order, tint = (self.sort_chooser, self.direction_button), self.tint_chooser
        controls = Controls(*order, self.side_field, self.seed_field, self.dice_button, tint)
        menu = LookMenu(controls, lambda control: self._wanted[control], self)
        menu.colours_chosen.connect(self.colours_chosen)
        return menu

    def _compose(self) -> None:
        row = self._row = QHBoxLayout(self)
        # The line below the bar is part of its frame and takes its own pixel.
        row.setContentsMargins(BAR_MARGIN_PX, BAR_MARGIN_PX, BAR_MARGIN_PX, BAR_MARGIN_PX)
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.back_button, 0, middle)
        row.addWidget(self.forward_button, 0, middle)
        for what in (
            self.split_chooser,
            self.layout_chooser,
            self.side_field,
            self.seed_field,
            self.dice_button,
            self.sort_chooser,
            self.direction_button,
        ):
            row.addWidget(what, 0, middle)
        row.addWidget(self.chip, 0, middle)
        # The choosers say all that they can; the query line takes what is left.
        self.query_field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.query_field.setMinimumWidth(theme.scaled_px(QUERY_PX))
        row.addWidget(self.query_field, 1)
        row.addStretch(0)
        row.addWidget(self.tint_chooser, 0, middle)
        row.addWidget(self.colour_button, 0, middle)


def _number_field(name: str, least: int, most: int) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(4, 0, 0, 0)
    field.setMaximumWidth(theme.scaled_px(FIELD_PX))
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field
