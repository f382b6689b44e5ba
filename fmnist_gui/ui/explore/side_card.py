"""The card beside the canvas: one image from near, and what is known about it."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.ui import pixels, theme
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.explore.elided_label import ElidedLabel

MARGIN_PX = 16
MAGNIFIED = 8
OTHERS = 8
OTHERS_PER_ROW = 4
OTHERS_GAP_PX = 4


@dataclass(frozen=True, eq=False)
class Subject:
    """The image that the card is about."""

    split: Split
    index: int
    class_names: tuple[str, ...]

    @property
    def label(self) -> int:
        """Its class."""
        return int(self.split.labels[self.index])

    @property
    def others(self) -> list[int]:
        """The first images of its class, without itself."""
        members = np.flatnonzero(self.split.labels == self.label)[: OTHERS + 1]
        return [int(index) for index in members if index != self.index][:OTHERS]


class SideCard(QFrame):
    """Shows the image under the cursor, or the one that is pinned.

    In blind mode it tells nothing that follows from the label.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._subject: Subject | None = None
        self._is_blind = False
        self._picture = _Picture()
        self._title, self._pinned = QLabel(), QLabel("pinned")
        self._title.setProperty("role", "title")
        self._pinned.setProperty("role", "small")
        self._mark, self._class = ClassMark(14), ElidedLabel()
        self._facts = {name: QLabel() for name in ("Split", "Mean grey", "In its class")}
        self._others_title = ElidedLabel()
        self._others_title.setProperty("role", "small")
        self._others = _Strip()
        self._invitation = QLabel(
            "Point at an image to see it here.\n\nA click keeps it, a second one lets it go."
        )
        self._invitation.setProperty("role", "hint")
        self._invitation.setWordWrap(True)
        self._body = QWidget()
        self._compose()
        self.show_nothing()

    @property
    def subject(self) -> Subject | None:
        """What it shows."""
        return self._subject

    @property
    def told_indices(self) -> list[int]:
        """The images whose label can be read off the card now."""
        if self._subject is None or self._is_blind:
            return []
        others = self._subject.others if self._others.isVisibleTo(self) else []
        return [self._subject.index, *others]

    def show_nothing(self) -> None:
        """Invite to point at an image."""
        self._subject = None
        self._body.hide()
        self._invitation.show()

    def show_image(self, subject: Subject, *, is_blind: bool, is_pinned: bool) -> None:
        """Show an image; `is_blind` hides its label and all that follows from it."""
        self._subject, self._is_blind = subject, is_blind
        image = subject.split.images[subject.index]
        self._picture.show_image(image)
        self._title.setText(f"#{subject.index}")
        self._pinned.setVisible(is_pinned)
        self._mark.show_class(None if is_blind else subject.label)
        self._class.say("Label hidden" if is_blind else subject.class_names[subject.label])
        self._facts["Split"].setText(subject.split.name.capitalize())
        self._facts["Mean grey"].setText(f"{image.mean():.0f} of 255")
        self._facts["In its class"].setText("hidden" if is_blind else _rank(subject))
        self._invitation.hide()
        self._body.show()
        self._show_others()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the strip out when there is no room for it."""
        super().resizeEvent(event)
        self._picture.fit_into(self.width() - 2 * MARGIN_PX)
        self._show_others()

    def _show_others(self) -> None:
        subject = self._subject
        others = [] if subject is None or self._is_blind else subject.others
        wanted = bool(others) and self._has_room()
        self._others.setVisible(wanted)
        self._others_title.setVisible(wanted)
        if subject is not None and wanted:
            self._others_title.say(f"First of {subject.class_names[subject.label]}")
            self._others.show_images([subject.split.images[index] for index in others])

    def _has_room(self) -> bool:
        lines = 4 * theme.scaled_px(28) + theme.scaled_px(40)
        strip = 2 * (self._picture.height() // OTHERS_PER_ROW + OTHERS_GAP_PX)
        return self.height() >= 3 * MARGIN_PX + self._picture.height() + lines + strip

    def _compose(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._title)
        title.addStretch(1)
        title.addWidget(self._pinned, 0, Qt.AlignmentFlag.AlignVCenter)
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        name.addWidget(self._class, 1)
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(4)
        facts.setColumnStretch(1, 1)
        for row, (what, value) in enumerate(self._facts.items()):
            label = QLabel(what)
            label.setProperty("role", "hint")
            value.setFont(theme.font(theme.NORMAL))
            facts.addWidget(label, row, 0)
            facts.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addLayout(title)
        column.addLayout(name)
        column.addSpacing(8)
        column.addLayout(facts)
        column.addSpacing(12)
        column.addWidget(self._others_title)
        column.addWidget(self._others)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN_PX + 1, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        whole.addWidget(self._invitation)
        whole.addWidget(self._body)
        whole.addStretch(1)


class _Picture(QWidget):
    """One image, magnified by a whole number, on the ground of the canvas."""

    def __init__(self) -> None:
        super().__init__()
        self._image: pixels.Grey | None = None
        self.fit_into(28 * MAGNIFIED)

    def fit_into(self, side_px: int) -> None:
        """Take a square of at most 28 x 8 pixels a side."""
        self._side_px = max(28, min(side_px, 28 * MAGNIFIED))
        self.setFixedHeight(self._side_px)

    def show_image(self, image: pixels.Grey) -> None:
        """Show other pixels."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pixels at the left edge, where the text begins too."""
        if self._image is None:
            return
        factor = pixels.largest_factor(self._image, self._side_px, most=MAGNIFIED)
        made = pixels.magnified(
            self._image, factor=factor, device_pixel_ratio=self.devicePixelRatioF()
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, made)
        painter.end()


class _Strip(QWidget):
    """Small images in rows of four."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QPixmap] = []

    def show_images(self, images: list[pixels.Grey]) -> None:
        """Show other images."""
        cell = self._cell_px()
        ratio = self.devicePixelRatioF()
        self._images = [
            pixels.magnified(
                image,
                factor=pixels.largest_factor(image, cell, most=MAGNIFIED),
                device_pixel_ratio=ratio,
            )
            for image in images
        ]
        rows = -(-len(images) // OTHERS_PER_ROW)
        self.setFixedHeight(rows * (cell + OTHERS_GAP_PX))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the images from the left edge."""
        step = self._cell_px() + OTHERS_GAP_PX
        painter = QPainter(self)
        for number, image in enumerate(self._images):
            row, column = divmod(number, OTHERS_PER_ROW)
            painter.drawPixmap(column * step, row * step, image)
        painter.end()

    def _cell_px(self) -> int:
        wide = min(self.width(), 28 * MAGNIFIED + OTHERS_PER_ROW * OTHERS_GAP_PX)
        return max(28, (wide - (OTHERS_PER_ROW - 1) * OTHERS_GAP_PX) // OTHERS_PER_ROW)


def _rank(subject: Subject) -> str:
    labels = subject.split.labels
    number = int(np.count_nonzero(labels[: subject.index + 1] == subject.label))
    return f"{number:,} of {int(np.count_nonzero(labels == subject.label)):,}"
