"""The classes that a model or people find most likely for one image."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui import theme
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.image.section import Section
from fmnist_gui.ui.image.subject import name_of_class
from fmnist_gui.ui.plain_text import PlainLabel, literal

MOST = 3
_BAR_PX = 4


@dataclass(frozen=True)
class Share:
    """How much of 1 goes to a class; None when there is only the class."""

    class_number: int
    share: float | None
    note: str = ""


@dataclass(frozen=True)
class Ranking:
    """Who says so, and up to three classes, the likeliest first."""

    title: str
    shares: tuple[Share, ...]


def of_model(probs: NDArray[np.number], *, model: str) -> Ranking | None:
    """Return what a model gives an image, from its probabilities (classes,).

    None when there are none: a model need not know every split.
    """
    if not np.isfinite(probs).all() or not (probs > 0).any():
        return None
    shares = tuple(Share(number, float(probs[number])) for number in _greatest(probs))
    return Ranking(f"Model: {model}", shares)


def of_label(label: int, *, model: str) -> Ranking:
    """Return what a model says that gives its answer and no probabilities."""
    return Ranking(f"Model: {model}", (Share(label, None),))


def of_people(counts: NDArray[np.number]) -> Ranking | None:
    """Return what people answered, from the number of their answers (classes,); None if none."""
    if not np.isfinite(counts).all() or not (counts > 0).any():
        return None
    total = int(counts.sum())
    shares = tuple(
        Share(number, float(counts[number]) / total, f"{int(counts[number]):,} of {total:,}")
        for number in _greatest(counts)
    )
    return Ranking(f"People: {total:,} {'answer' if total == 1 else 'answers'}", shares)


def _greatest(values: NDArray[np.number]) -> list[int]:
    """Return the classes with the greatest values above 0; of equal ones the first."""
    order: list[int] = np.argsort(-values, kind="stable")[:MOST].tolist()
    return [number for number in order if values[number] > 0]


class TopThree(Section):
    """Up to three classes with their shares as figures and bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._rows = [_Row() for _ in range(MOST)]
        for row in self._rows:
            self.column.addWidget(row)

    def show_ranking(self, ranking: Ranking | None, *, names: tuple[str, ...]) -> None:
        """Show another ranking; None shows nothing at all."""
        self.setVisible(ranking is not None)
        if ranking is None:
            return
        self.say(ranking.title)
        shares: Sequence[Share | None] = ranking.shares
        for row, share in zip_longest(self._rows, shares):
            row.setVisible(share is not None)
            if share is not None:
                row.show_share(share, name=name_of_class(share.class_number, names))


class _Row(QWidget):
    """Mark, name and figure of one class, with a bar below."""

    def __init__(self) -> None:
        super().__init__()
        self._mark, self._name, self._figure = ClassMark(12), ElidedLabel(), PlainLabel()
        self._bar = _Bar()
        self._figure.setFont(theme.font(theme.NORMAL))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._name, 1)
        line.addWidget(self._figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._bar)

    def show_share(self, share: Share, *, name: str) -> None:
        """Show the share of another class."""
        self._mark.show_class(share.class_number)
        self._name.say(name)
        figure = "" if share.share is None else percent(share.share, decimals=0)
        self._figure.setText(figure)
        self._bar.setVisible(share.share is not None)
        self._bar.show_share(share.share or 0.0, class_number=share.class_number)
        self.setToolTip(literal(f"{name}, {share.note}") if share.note else "")
        self.setAccessibleName(", ".join(filter(None, (name, figure, share.note))))


class _Bar(QWidget):
    """A thin bar in the colour of a class on a fainter track of the whole width."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._class = 0.0, 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, *, class_number: int) -> None:
        self._share, self._class = min(max(share, 0.0), 1.0), class_number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_BAR_PX, theme.scaled_px(_BAR_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.line))
        # Whoever has any share at all is seen.
        wide = max(1.0, self._share * self.width()) if self._share else 0.0
        bar = QRectF(0, 0, wide, self.height())
        painter.fillRect(bar, QColor(colours.class_colour(self._class)))
        painter.end()
