"""The first card: what a study is called, how far it is, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.study import sentence
from fmnist_gui.core.study.draft import WHOLE
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.card.label import icon_size, isolated, words, wrappable
from fmnist_gui.ui.collect.empty_view import ON_ACCENT
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import StoryCard
from fmnist_gui.ui.flow_layout import FlowLayout
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.name_field import NameField

LABEL_NOW = "Label now"
STEPS = 1000


class HeadCard(StoryCard):
    """Says how far a study is; its buttons ask, and whoever made the card acts.

    Signals:
        label_asked(None): whoever is named here wants to label images.
        named(str): somebody else sits here from now on.
        pause_asked(None): the study is to pause, or to go on if it is paused.
        close_asked(None): the study is to be closed, or opened again if it is closed.
        merge_asked(None): answers that were given elsewhere are to be added.
        save_asked(None): the study is to be kept as a file, for others.
        share_asked(None): the study is to be shared on a server.
        instructions_asked(None): somebody wants to read what the people read.
    """

    label_asked = Signal()
    named = Signal(str)
    pause_asked = Signal()
    close_asked = Signal()
    merge_asked = Signal()
    save_asked = Signal()
    share_asked = Signal()
    instructions_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.about_label = words("", "small")
        self.name_label = words("", "headline")
        self.state_label = words("", "lead")
        self.labels_label = words("", "title")
        self.progress_bar = QProgressBar()
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setRange(0, STEPS)
        self.images_label, self.rest_label = words("", "hint"), words("", "hint")
        self.alpha_label = words("", "lead")
        self.withdrawn_label, self.hint_label = words("", "hint"), words("", "hint")
        self.server_label = words("", "hint")
        self.server_label.hide()
        self.name_box = NameField()
        self.name_box.setAccessibleName("Who labels")
        self._make_buttons(icons_folder)
        self._compose()
        self._connect()

    def show_record(self, record: StudyRecord) -> None:
        """Show what is known before anything is counted: name, state and what can be done."""
        self.about_label.setText(wrappable(_about(record)))
        self.name_label.setText(wrappable(record.study.name))
        state = record.state
        _say(self.state_label, sentence.STATES[state])
        self.label_button.setEnabled(state == "running")
        self.pause_button.setText("Resume" if state == "paused" else "Pause")
        self.pause_button.setVisible(state != "closed")
        self.close_button.setText("Reopen" if state == "closed" else "Close …")

    def show_story(self, story: StudyStory) -> None:
        """Show how far the study is."""
        self.show_record(story.record)
        found = story.progress
        self.labels_label.setText(sentence.labels_given(found))
        share = found.given / found.wanted if found.wanted else 0.0
        # Whoever sees a full line takes it for done.
        self.progress_bar.setValue(min(int(share * STEPS), STEPS if share >= 1 else STEPS - 1))
        self.progress_bar.setAccessibleName(sentence.labels_given(found))
        _say(self.images_label, sentence.images_done(found))
        _say(self.rest_label, sentence.particulars(found))
        self.show_interval(story, None)
        _say(self.withdrawn_label, sentence.withdrawn(story.read.withdrawn))
        is_sealed = story.record.state != "closed" and found.given > 0
        _say(self.hint_label, sentence.SEALED if is_sealed else "")

    def show_interval(self, story: StudyStory, interval: Interval | None) -> None:
        """Show alpha, with its interval once that is known."""
        people = sentence.people(story.progress.people)
        told = sentence.alpha(story.agreement, interval)
        _say(self.alpha_label, f"{people}  ·  {told}" if story.progress.people else "")

    def say_why_not(self, reason: str) -> None:
        """Say why nobody can label here now; empty where somebody can."""
        self.label_button.setToolTip(reason)
        if reason:
            self.label_button.setEnabled(False)
            _say(self.hint_label, reason)

    def say_server(self, sentence_: str) -> None:
        """Say how the study stands with the server that it is shared on; empty for none."""
        _say(self.server_label, sentence_)

    def say_hint(self, sentence_: str) -> None:
        """Say what is missing before somebody can label."""
        _say(self.hint_label, sentence_)

    def show_export(self, *, is_under_way: bool) -> None:
        """Show whether answers are being written; the menu of the button can give that up."""
        self.export_button.setText("Exporting …" if is_under_way else "Export")

    def offer_names(self, names: Sequence[str], *, current: str) -> None:
        """Offer the people who are known here."""
        self.name_box.offer(names, current=current)

    def _make_buttons(self, icons_folder: Path) -> None:
        self.label_button = QPushButton(LABEL_NOW)
        self.label_button.setProperty("role", "primary")
        self.label_button.setIcon(icon("play", icons_folder, tint=ON_ACCENT))
        self.label_button.setIconSize(icon_size())
        self.instructions_button = QPushButton("Instructions")
        self.pause_button = QPushButton("Pause")
        self.close_button = QPushButton("Close …")
        self.save_button = QPushButton("Save study file …")
        self.save_button.setToolTip("For other people, who open it on their machines")
        self.export_button = QPushButton("Export")
        self.merge_button = QPushButton("Merge …")
        self.merge_button.setToolTip("Add answers that were given on other machines, from files")
        self.share_button = QPushButton("Share on a server …")
        for button, name in (
            (self.pause_button, "pause"),
            (self.export_button, "export"),
            (self.merge_button, "download"),
            (self.share_button, "collect"),
            (self.save_button, "folder"),
            (self.instructions_button, "info"),
        ):
            button.setIcon(icon(name, icons_folder))
            button.setIconSize(icon_size())

    def _compose(self) -> None:
        column = self.column
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self.about_label)
        column.addWidget(self.name_label)
        column.addWidget(self.state_label)
        column.addSpacing(8)
        column.addWidget(self.labels_label)
        column.addWidget(self.progress_bar)
        for label in (self.images_label, self.rest_label):
            column.addWidget(label)
        column.addWidget(self.alpha_label)
        for label in (self.withdrawn_label, self.server_label, self.hint_label):
            column.addWidget(label)
        column.addSpacing(8)
        first = FlowLayout(gap_px=8)
        self.name_box.setMaximumWidth(theme.scaled_px(200))
        for widget in (self.label_button, self.name_box, self.instructions_button):
            first.addWidget(widget)
        second = FlowLayout(gap_px=8)
        for button in (
            self.pause_button,
            self.close_button,
            self.export_button,
            self.merge_button,
            self.save_button,
            self.share_button,
        ):
            second.addWidget(button)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.name_box.named.connect(self.named)
        for button, asked in (
            (self.label_button, self.label_asked),
            (self.instructions_button, self.instructions_asked),
            (self.pause_button, self.pause_asked),
            (self.close_button, self.close_asked),
            (self.merge_button, self.merge_asked),
            (self.save_button, self.save_asked),
            (self.share_button, self.share_asked),
        ):
            button.clicked.connect(asked)


def _about(record: StudyRecord) -> str:
    study = record.study
    at = record.start.at.astimezone()
    wanted = study.wanted
    many = "1 label" if wanted.labels == 1 else f"{wanted.labels:,} labels"
    if wanted.certainty is not None:
        many = f"{wanted.labels:,} to {wanted.most:,} labels"
    parts = (
        f"Study {study.code}",
        _images(study),
        f"{many} each",
        f"started {at.day} {at:%B %Y} by {isolated(record.start.annotator.name)}",
    )
    return "  ·  ".join(parts)


def _images(study: Study) -> str:
    count = f"{len(study.indices):,} {study.split} images"
    return f"all {count}" if study.source == WHOLE else f"{count}, {study.source}"


def _say(label: QLabel, text: str) -> None:
    label.setText(wrappable(text))
    label.setVisible(bool(text))
