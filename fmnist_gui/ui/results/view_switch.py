"""The quiet switch above the lists: by session, by person, or by panel."""

from typing import Literal, get_args

from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.switch import Switch

Kind = Literal["sessions", "people", "panels"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class ViewSwitch(Switch):
    """Which lists are shown; ``chosen`` tells of another kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({kind: kind.capitalize() for kind in KINDS}, parent)

    @property
    def kind(self) -> Kind:
        """What is chosen."""
        return next(kind for kind in KINDS if kind == self.current)
