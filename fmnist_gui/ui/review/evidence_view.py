"""Shows one image and all that is known about it, for a reviewer to decide."""

from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.review.case import Case

Way = Literal["smooth", "nearest", "values"]
"""How the pixels are shown: softened, as squares, or with their grey values."""

WAYS: tuple[Way, ...] = get_args(Way)


@dataclass(frozen=True)
class ToldChanged:
    """The images whose label can be read off the view now."""

    numbers: tuple[int, ...]


class EvidenceView(QWidget):
    """Shows a case; no widget is made or destroyed for another one, and nothing jumps.

    Signals:
        image_asked(ImageAsked): a neighbour or an example was clicked.
        told_changed(ToldChanged): other labels than before can be read off it.
        way_changed(str): the pixels are shown in another way, by key or button.
    """

    image_asked = Signal(object)
    told_changed = Signal(object)
    way_changed = Signal(str)

    @property
    def case(self) -> Case | None:
        """What it shows."""
        raise NotImplementedError

    @property
    def way(self) -> Way:
        """How the pixels are shown."""
        raise NotImplementedError

    @property
    def told_numbers(self) -> list[int]:
        """The images whose label can be read now; what is scrolled out of sight tells nothing."""
        raise NotImplementedError

    def show_case(self, case: Case | None) -> None:
        """Show another case, or more about the same one; None shows nothing."""
        raise NotImplementedError

    def show_way(self, way: Way) -> None:
        """Show the pixels in another way."""
        raise NotImplementedError

    def switch_way(self) -> None:
        """Show the pixels in the next way: what the key V does."""
        raise NotImplementedError
