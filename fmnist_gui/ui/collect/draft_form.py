"""The form in which a study is put together."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.study.draft import Draft
from fmnist_gui.ui import theme
from fmnist_gui.ui.collect.draft_bar import DraftBar
from fmnist_gui.ui.collect.draft_images import DraftImages
from fmnist_gui.ui.collect.draft_labels import DraftLabels, DraftSitting
from fmnist_gui.ui.collect.draft_words import DraftWords
from fmnist_gui.ui.collect.example_shelf import ExampleShelf
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.form_field import FormField
from fmnist_gui.ui.section_grid import SectionGrid
from fmnist_gui.ui.text_area import TextArea

WIDTH_PX, SECTION_LEAST_PX = 960, 216
NEW = "New study"
EXAMPLES = "Examples beside the instructions"


class DraftForm(QWidget):
    """Images, labels and sittings side by side, below them all that people read.

    Signals:
        changed(None): something else is chosen.
        preview_asked(None): somebody wants to see what people will see.
    """

    changed = Signal()
    preview_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images, self.labels = DraftImages(), DraftLabels()
        self.sitting, self.words = DraftSitting(), DraftWords()
        self.instructions = TextArea(4, "What to look for, and what to do in doubt")
        self.shelf = ExampleShelf()
        self.preview_button = QPushButton("What people will see")
        self.none_button, self.usual_button = _link("No examples"), _link("The typical ones again")
        self.fields: dict[str, FormField] = {
            **self.images.fields,
            **self.labels.fields,
            **self.sitting.fields,
            "instructions": FormField("Instructions", self.instructions),
            "examples": FormField(EXAMPLES, self.shelf),
            **self.words.fields,
        }
        self._parts = (self.images, self.labels, self.sitting, self.words)
        self.body = ColumnView(theme.scaled_px(WIDTH_PX), spacing_px=12)
        self.bar = DraftBar(theme.scaled_px(WIDTH_PX))
        self._compose()
        self.show_draft(Draft())
        for part in self._parts:
            part.changed.connect(self.changed)
        self.instructions.textChanged.connect(self.changed)
        self.shelf.changed.connect(self._on_examples_changed)
        self.none_button.clicked.connect(self.shelf.empty)
        self.preview_button.clicked.connect(self.preview_asked)
        self.body.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.setFocusProxy(self.images.name)

    @property
    def draft(self) -> Draft:
        """What is chosen."""
        found = Draft(
            instructions=self.instructions.toPlainText(),
            examples_split=self.shelf.split,
            examples=self.shelf.examples,
        )
        for part in self._parts:
            found = part.taken_into(found)
        return found

    def fit(self, dataset: Dataset) -> None:
        """Offer the splits of these data; what was chosen stays where it can."""
        draft = self.draft
        if draft.split not in dataset.splits:
            draft = replace(draft, split=next(iter(dataset.splits), ""))
        with QSignalBlocker(self):
            self.images.fit(dataset)
            self.show_draft(draft)

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen, all but the examples; nobody is told."""
        with QSignalBlocker(self):
            for part in self._parts:
                part.show_draft(draft)
            self.instructions.setPlainText(draft.instructions)

    def say(self, problems: Mapping[str, str]) -> None:
        """Say what is impossible beside each field."""
        for name, field in self.fields.items():
            field.say(problems.get(name, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in a field from starting a study that is still being put together."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.addWidget(wrapped("headline", NEW), 1)
        head.addWidget(self.preview_button)
        self.body.column.addLayout(head)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self.usual_button)
        links.addWidget(self.none_button)
        links.addStretch(1)
        sections = (self.images, self.labels, self.sitting)
        self._add_card(SectionGrid(sections, least_px=SECTION_LEAST_PX))
        card = self._add_card(self.fields["instructions"], self.fields["examples"])
        card.addLayout(links)
        self._add_card(self.words)
        self.body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.body, 1)
        column.addWidget(self.bar)

    def _add_card(self, *widgets: QWidget) -> QVBoxLayout:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        for widget in widgets:
            column.addWidget(widget)
        self.body.column.addWidget(card)
        return column

    def _on_range_changed(self, _low: int, high: int) -> None:
        self.bar.leave_room(self.body.verticalScrollBar().sizeHint().width() if high else 0)

    def _on_examples_changed(self) -> None:
        self.changed.emit()


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", "link")
    return made
