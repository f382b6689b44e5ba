"""A disputed image, large, and beside it why it is here, its label, and what people said."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fmnist_gui.core.study.dispute import Dispute
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import words, wrappable
from fmnist_gui.ui.image.stimulus import Stimulus
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.vote import votes_of
from fmnist_gui.ui.image.vote_list import VoteList, poll_of

GAP_PX, MARGIN_PX = 24, 16
FACTS_PX, FACTS_SHARE = 340, 0.42
IMAGE_MOST_PX = 560
"""Fashion-MNIST's 28 pixels at twenty times their size."""


class AdjudicationSheet(QWidget):
    """The image takes the room that the words leave; both stand in the middle of a large window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stimulus = Stimulus(self)
        self.facts = QWidget()
        self.title_label = words("", "section")
        self.label_label, self.why_label = words("", "lead"), words("", "hint")
        self.outcome_label = words("", "hint")
        self.votes = VoteList(self.facts)
        self.votes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self.facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.title_label, self.label_label, self.why_label, self.outcome_label):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.votes)
        column.addStretch(1)
        # In a low window with large letters words would stand on each other.
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.facts)

    def show_dispute(
        self, dispute: Dispute, subject: Subject, *, why: str, decided: str, is_kept_back: bool
    ) -> None:
        """Show an image; `decided` says what was decided about it, empty for nothing yet."""
        names = subject.gallery.class_names
        self.stimulus.show_image(subject)
        self.title_label.setText(f"{subject.place.split} #{subject.index:,}")
        label = f"Label in the file: {subject.class_name}"
        self.label_label.setText(wrappable(label))
        self.why_label.setText(wrappable(why))
        self.outcome_label.setText(wrappable(decided))
        self.outcome_label.setVisible(bool(decided))
        votes = () if is_kept_back else votes_of(np.array(dispute.votes))
        poll = poll_of(votes, label=subject.label, names=names, is_kept_back=is_kept_back)
        self.votes.show_content(poll)
        self.votes.setFixedHeight(self.votes.wanted_px)
        self.area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give image and words their places."""
        super().resizeEvent(event)
        margin = MARGIN_PX
        wide, high = self.width() - 2 * margin, self.height() - 2 * margin
        # What a low image leaves free beside it is for the words.
        room = max(round(FACTS_SHARE * wide), wide - GAP_PX - min(high, IMAGE_MOST_PX + 16))
        facts = min(theme.scaled_px(FACTS_PX), room)
        side = max(1, min(wide - facts - GAP_PX, high, IMAGE_MOST_PX + 16))
        left = margin + max(0, (wide - side - GAP_PX - facts) // 2)
        side_high = max(1, min(side, high))
        # A little above the middle of a high window, where one looks first.
        top = margin + max(0, (high - side_high) // 3)
        self.stimulus.setGeometry(left, top, side, side_high)
        self.area.setGeometry(left + side + GAP_PX, top, facts, high + margin - top)
