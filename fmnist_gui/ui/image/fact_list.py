"""Short facts about an image, one on each line: the name at the left, the value at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fmnist_gui.core.table.table import Table
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_label import ElidedLabel

HIDDEN = "hidden"
_GIVEN = (("contrast", "Contrast", 0), ("seen", "Times seen", 0), ("margin", "Model margin", 2))


@dataclass(frozen=True)
class Fact:
    """Something known; ``tells_label`` says that the value is hidden while blind."""

    title: str
    value: str
    tells_label: bool = False


def facts_of(table: Table, number: int) -> tuple[Fact, ...]:
    """Return what columns and tags say about image `number`, nothing about what is unknown."""
    facts = []
    for key, title, decimals in _GIVEN:
        column = table.column(key)
        if column is not None and column.is_known[number]:
            value = f"{column.values[number]:,.{decimals}f}".replace("-", "\u2212")
            facts.append(Fact(title, value, column.tells_label))
    tags = [name for name, mask in table.tags.items() if mask[number]]
    return (*facts, Fact("Tags", ", ".join(tags))) if tags else tuple(facts)


class FactList(QWidget):
    """A small table without lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_facts(self, facts: Sequence[Fact], *, is_blind: bool) -> None:
        """Show other facts; blind ones keep their place, so that nothing moves."""
        while len(self._rows) < len(facts):
            self._rows.append(_Row())
            self._column.addWidget(self._rows[-1])
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(facts))
            if number < len(facts):
                fact = facts[number]
                row.say(fact.title, HIDDEN if is_blind and fact.tells_label else fact.value)


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title, self._value = ElidedLabel(), ElidedLabel()
        self._title.setProperty("role", "hint")
        self._value.setFont(theme.font(theme.NORMAL))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._value)

    def say(self, title: str, value: str) -> None:
        self._title.say(title)
        self._value.say(value)
