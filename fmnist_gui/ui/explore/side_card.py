"""The card beside the canvas: one image from near, and what is known about it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fmnist_gui.ui import theme
from fmnist_gui.ui.class_mark import ClassMark
from fmnist_gui.ui.explore.elided_label import ElidedLabel
from fmnist_gui.ui.explore.picture import Picture, Strip, strip_height_px
from fmnist_gui.ui.explore.subject import Subject

MARGIN_PX = 16
OTHERS = 8
HIDDEN = "Label hidden"
INVITATION = "Point at an image to see it here.\n\nA click keeps it, a second one lets it go."


class SideCard(QFrame):
    """Shows the image under the cursor, or the one that is pinned.

    In blind mode it tells nothing that follows from the label.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._subject: Subject | None = None
        self._is_blind = False
        self._picture = Picture()
        self._title, self._pinned = QLabel(), QLabel("pinned")
        self._title.setProperty("role", "title")
        self._pinned.setProperty("role", "small")
        self._mark, self._class = ClassMark(14), ElidedLabel()
        self._facts = {name: QLabel() for name in ("Split", "Mean grey", "In class")}
        self._others_title = ElidedLabel()
        self._others_title.setProperty("role", "small")
        self._others = Strip()
        self._invitation = QLabel(INVITATION)
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
        others = self._subject.others(OTHERS) if not self._others.isHidden() else []
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
        self._class.say(HIDDEN if is_blind else subject.class_name)
        self._facts["Split"].setText(subject.split.name.capitalize())
        self._facts["Mean grey"].setText(f"{image.mean():.0f}")
        self._facts["In class"].setText("hidden" if is_blind else subject.rank)
        self._invitation.hide()
        self._body.show()
        self._show_others()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the strip out when there is no room for it."""
        super().resizeEvent(event)
        self._picture.fit_into(self._inner_px)
        self._show_others()

    def _show_others(self) -> None:
        subject = self._subject
        others = [] if subject is None or self._is_blind else subject.others(OTHERS)
        is_wanted = subject is not None and bool(others) and self._has_room()
        self._others.setVisible(is_wanted)
        self._others_title.setVisible(is_wanted)
        if subject is not None and is_wanted:
            self._others_title.say(f"First of {subject.class_name}")
            images = [subject.split.images[index] for index in others]
            self._others.show_images(images, width_px=self._inner_px)

    @property
    def _inner_px(self) -> int:
        return self.width() - 2 * MARGIN_PX - 1

    def _has_room(self) -> bool:
        above = self._picture.height() + 7 * theme.scaled_px(22) + 4 * MARGIN_PX
        return self.height() >= above + strip_height_px(OTHERS, width_px=self._inner_px)

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
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addLayout(title)
        column.addLayout(name)
        column.addSpacing(8)
        for what, value in self._facts.items():
            column.addLayout(_fact_row(what, value))
        column.addSpacing(12)
        column.addWidget(self._others_title)
        column.addWidget(self._others)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN_PX + 1, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        whole.addWidget(self._invitation)
        whole.addWidget(self._body)
        whole.addStretch(1)


def _fact_row(what: str, value: QLabel) -> QHBoxLayout:
    label = ElidedLabel(what)
    label.setProperty("role", "hint")
    value.setFont(theme.font(theme.NORMAL))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label, 1)
    row.addWidget(value)
    return row
