"""The words and pictures of a study's introduction, in one column that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.dataset import Images
from fmnist_gui.core.study.study import LONGEST_LINE, Question, Study
from fmnist_gui.ui import theme
from fmnist_gui.ui.column_view import ColumnView, wrapped
from fmnist_gui.ui.form_field import Chooser, FormField
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.study.example_grid import ExampleGrid

WIDTH_PX = 720
ANSWER_MOST_PX = 360
"""A field of a few words looks lost across the whole column, at 100 % font."""

PART_PX = 8
"""More room above a part than between its lines."""

NO_ANSWER = "No answer"
NOTHING_SAID = "This study has no instructions: say what you see."


def about(study: Study) -> str:
    """Return what holds for every study, in two sentences."""
    return (
        f"One image at a time, about {study.sitting:,} in a sitting: say what you see. Nothing is "
        "scored, and you are not told what others say."
    )


class IntroductionBody(ColumnView):
    """Title, instructions and examples; unless it `is_reading`, consent and questions as well.

    ``agree_box`` is there where the study has a consent text and it is asked for, and ``fields``
    holds what each question is answered with.
    """

    def __init__(
        self,
        study: Study,
        examples: Sequence[Images],
        *,
        is_reading: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme.scaled_px(WIDTH_PX), parent)
        self.agree_box: QCheckBox | None = None
        self.fields: tuple[QLineEdit | QComboBox, ...] = ()
        self._add("headline", study.name)
        if not is_reading:
            self._add("hint", about(study))
        self._add_instructions(study, examples, is_reading=is_reading)
        if not is_reading:
            self._add_consent(study.consent)
            self._add_questions(study.questions)
        self.column.addStretch(1)

    @property
    def replies(self) -> tuple[str, ...]:
        """The answer to each question, "" for none given."""
        return tuple(_reply(field) for field in self.fields)

    def _add(self, role: str, text: str) -> PlainLabel:
        if role == "group":
            self.column.addSpacing(PART_PX)
        label = wrapped(role, text)
        # A word without an end, as a link, must not widen the page.
        label.setMinimumWidth(1)
        self.column.addWidget(label)
        return label

    def _add_instructions(
        self, study: Study, examples: Sequence[Images], *, is_reading: bool
    ) -> None:
        if study.instructions.strip():
            self._add("lead", study.instructions.strip())
        if any(len(images) for images in examples):
            self._add("group", "What the classes look like")
            self.column.addWidget(ExampleGrid(study.class_names, examples))
        elif is_reading and not study.instructions.strip():
            self._add("lead", NOTHING_SAID)

    def _add_consent(self, text: str) -> None:
        if not text.strip():
            return
        self._add("group", "Consent")
        words = wrapped("", text.strip())
        words.setMinimumWidth(1)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.agree_box = QCheckBox("I agree")
        self.agree_box.setAccessibleDescription("To take part in this study as described above")
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.agree_box)
        self.column.addWidget(card)

    def _add_questions(self, questions: Sequence[Question]) -> None:
        if not questions:
            return
        self._add("group", "About you")
        self._add("hint", "Answer what you like; nothing has to be.")
        made: list[QLineEdit | QComboBox] = []
        for question in questions:
            field = _field(question)
            field.setAccessibleName(question.words)
            row = FormField("", field)
            row.setMaximumWidth(theme.scaled_px(ANSWER_MOST_PX))
            label = wrapped("", question.words)
            label.setMinimumWidth(1)
            pair = QVBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label)
            pair.addWidget(row)
            self.column.addLayout(pair)
            made.append(field)
        self.fields = tuple(made)


def _field(question: Question) -> QLineEdit | QComboBox:
    if question.choices:
        # A choice may be called like the words for none: the place tells them apart.
        words = {"": NO_ANSWER} | {str(n): text for n, text in enumerate(question.choices)}
        return Chooser(words)
    field = QLineEdit()
    field.setMaxLength(LONGEST_LINE)
    field.setPlaceholderText(NO_ANSWER)
    return field


def _reply(field: QLineEdit | QComboBox) -> str:
    if isinstance(field, QLineEdit):
        return field.text().strip()
    return field.currentText() if field.currentData() else ""
