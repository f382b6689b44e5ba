"""The form in which a person puts rules of their own together."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.session.custom_choice import CustomChoice
from fmnist_gui.ui.form_field import FormField
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.play.class_choice import ClassChoice
from fmnist_gui.ui.play.custom_answers import CustomAnswers
from fmnist_gui.ui.play.custom_images import CustomImages
from fmnist_gui.ui.play.custom_screen import CustomScreen
from fmnist_gui.ui.section_grid import SectionGrid

SECTION_LEAST_PX = 216


class CustomForm(QFrame):
    """Images, answers and screen side by side where there is room, and the classes below.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.images, self.answers, self.screen_part = (
            CustomImages(),
            CustomAnswers(),
            CustomScreen(),
        )
        self.classes = ClassChoice()
        self._sections = (self.images, self.answers, self.screen_part)
        self.fields: dict[str, FormField] = {
            **self.images.fields,
            **self.answers.fields,
            **self.screen_part.fields,
            "classes": FormField("Classes that come and can be answered", self.classes),
        }
        self._note = PlainLabel()
        self._note.setWordWrap(True)
        self.reset_button = QPushButton("Back to the usual")
        self.reset_button.setProperty("role", "link")
        self._dataset: Dataset | None = None
        self._compose()
        for section in self._sections:
            section.changed.connect(self.changed)
        self.classes.changed.connect(self.changed)
        self.reset_button.clicked.connect(self._on_reset)

    @property
    def choice(self) -> CustomChoice:
        """What is chosen."""
        found = CustomChoice(classes=self.classes.classes)
        for section in self._sections:
            found = section.taken_into(found)
        return found

    @property
    def note(self) -> str:
        """The line about what the session will count as."""
        return self._note.text()

    def fit(self, dataset: Dataset) -> None:
        """Offer the splits and classes of these data; what was chosen stays where it can."""
        choice = self.choice
        before = self._dataset.class_names if self._dataset else ()
        self._dataset = dataset
        with QSignalBlocker(self):
            self.images.fit(dataset)
            if dataset.class_names != before:
                self.classes.offer(dataset.class_names)
            self.show_choice(choice)

    def show_choice(self, choice: CustomChoice) -> None:
        """Show what is chosen; nobody is told."""
        with QSignalBlocker(self):
            for section in self._sections:
                section.show_choice(choice)
            self.classes.choose(choice.classes)

    def say(self, problems: Mapping[str, str], *, note: str) -> None:
        """Say what is impossible beside each field, and what the session will count as."""
        for name, field in self.fields.items():
            field.say(problems.get(name, ""))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def minimumSizeHint(self) -> QSize:
        """Leave it to the columns how narrow it may become."""
        return QSize(1, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter in a field from starting a session that is still being put together."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(16)
        column.addWidget(SectionGrid(self._sections, least_px=SECTION_LEAST_PX))
        column.addWidget(self.fields["classes"])
        column.addWidget(self._note)
        column.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_reset(self) -> None:
        self.show_choice(CustomChoice())
        self.changed.emit()
