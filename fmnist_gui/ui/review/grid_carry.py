"""Marked images on their way to a class: what it would do is said until they are let go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.review.grid_class_list import ClassMeant, GridClassList
from fmnist_gui.ui.review.grid_drag import GridDrag
from fmnist_gui.ui.review.grid_sheet import Carried, GridSheet


class GridCarry(QObject):
    """Follows a drag from `sheet` to `classes`, inside `room`; the mouse stays with the sheet.

    The list of classes is asked what is under the pointer, so that a drag needs nothing of the
    desktop and can be given up with Escape.

    Signals:
        given(ClassMeant): marked images were dropped on this class.
    """

    given = Signal(object)

    def __init__(
        self,
        sheet: GridSheet,
        classes: GridClassList,
        room: QWidget,
        *,
        label: Callable[[], int | None],
    ) -> None:
        super().__init__(room)
        self._classes = classes
        self._label = label
        self.plate = GridDrag(room)
        sheet.carried.connect(self._on_carried)
        sheet.dropped.connect(self._on_dropped)
        sheet.put_back.connect(self.put_back)

    def put_back(self) -> None:
        """Hold nothing any more."""
        self.plate.hide()
        self._classes.offer(None)

    def _on_carried(self, carried: Carried) -> None:
        over = self._classes.class_at(carried.at)
        self._classes.offer(over)
        beside = None if over is None else self._classes
        self.plate.hold(self._words(len(carried.numbers), over), carried.at, beside=beside)

    def _on_dropped(self, carried: Carried) -> None:
        over = self._classes.class_at(carried.at)
        self.put_back()
        if over is not None:
            self.given.emit(ClassMeant(over))

    def _words(self, count: int, over: int | None) -> str:
        """Return what letting go of ``count`` images would do: "12 images to Coat"."""
        noun = f"{count} image" if count == 1 else f"{count} images"
        if over is None:
            return f"{noun}: drop on a class"
        if over == self._label():
            return f"Keep {noun}"
        return f"{noun} to {name_of_class(over, self._classes.names)}"
