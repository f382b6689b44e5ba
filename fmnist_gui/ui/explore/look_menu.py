"""The menu of order, tint and colours: all that a narrow bar has no room for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QSpinBox, QToolButton, QWidget

from fmnist_gui.ui.chooser import Chooser
from fmnist_gui.ui.explore.colour_map import ColourMap


@dataclass(frozen=True)
class Controls:
    """The parts of the bar that the menu stands in for."""

    order: Chooser
    direction: QToolButton
    side: QSpinBox
    seed: QSpinBox
    dice: QToolButton
    tint: Chooser


class LookMenu(QMenu):
    """Does what the controls do, those that `is_belonging` to what is shown; and chooses colours.

    Signals:
        colours_chosen(ColourMap): how grey values are to be shown.
    """

    colours_chosen = Signal(object)

    def __init__(
        self,
        controls: Controls,
        is_belonging: Callable[[QWidget], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controls = controls
        self._is_belonging = is_belonging
        self._order = self.addMenu("Order")
        self._falling = self.addAction("Falling order")
        self._falling.setCheckable(True)
        self._falling.triggered.connect(controls.direction.click)
        self._tint = self.addMenu("Tint")
        self.addSeparator()
        self._side = self.addAction("Side of the square …")
        self._side.triggered.connect(lambda: self._ask(controls.side))
        self._seed = self.addAction("Seed …")
        self._seed.triggered.connect(lambda: self._ask(controls.seed))
        self._dice = self.addAction("Draw other images")
        self._dice.triggered.connect(controls.dice.click)
        self.addSeparator()
        self._add_colours()
        self.aboutToShow.connect(self._show_state)

    def show_colours(self, colour_map: ColourMap) -> None:
        """Say how grey values are shown."""
        self._colours[colour_map].setChecked(True)

    def _add_colours(self) -> None:
        group = QActionGroup(self)
        self._colours = {colour_map: self.addAction(colour_map.value) for colour_map in ColourMap}
        for colour_map, action in self._colours.items():
            action.setCheckable(True)
            action.setActionGroup(group)
            action.setData(colour_map)
        group.triggered.connect(lambda action: self.colours_chosen.emit(action.data()))

    def _show_state(self) -> None:
        """Offer what the controls offer now, and mark what they say."""
        controls = self._controls
        _fill(self._order, controls.order)
        _fill(self._tint, controls.tint)
        self._falling.setChecked(controls.direction.isChecked())
        for action, control in (
            (self._order.menuAction(), controls.order),
            (self._falling, controls.direction),
            (self._side, controls.side),
            (self._seed, controls.seed),
            (self._dice, controls.dice),
            (self._tint.menuAction(), controls.tint),
        ):
            action.setVisible(self._is_belonging(control))

    def _ask(self, field: QSpinBox) -> None:
        """Ask for the number in `field`, which may not be in sight."""
        dialog = QInputDialog(self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle("Random images")
        dialog.setLabelText(field.accessibleName())
        dialog.setIntRange(field.minimum(), field.maximum())
        dialog.setIntValue(field.value())
        dialog.intValueSelected.connect(field.setValue)
        dialog.open()


def _fill(menu: QMenu, chooser: Chooser) -> None:
    """Offer what `chooser` does, under the name of the menu."""
    menu.clear()
    for row in range(chooser.count()):
        words = chooser.itemText(row).removeprefix(f"{menu.title()}: ")
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(row == chooser.currentIndex())
        action.triggered.connect(partial(_choose, chooser, row))


def _choose(chooser: Chooser, row: int, _is_checked: bool = False) -> None:
    """Choose as with the mouse."""
    chooser.setCurrentIndex(row)
    chooser.activated.emit(row)
