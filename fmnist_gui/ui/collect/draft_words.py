"""The part of a new study that people read: instructions, consent, questions about them."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.study.draft import Draft
from fmnist_gui.ui.form_field import FormField
from fmnist_gui.ui.text_area import TextArea

CONSENT = "Nobody is asked to agree to anything while this is empty"
QUESTIONS = "How old are you? | under 30 | 30 to 60 | over 60"
HOW = (
    "One a line; answers to choose from behind a bar each, words of their own without. Nobody has "
    "to answer."
)


class DraftWords(QWidget):
    """Texts of several lines.

    Signals:
        changed(None): something else is written.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.consent = TextArea(3, CONSENT)
        self.questions = TextArea(3, QUESTIONS)
        self.fields = {
            "consent": FormField("Consent, to be agreed to before the first image", self.consent),
            "questions": FormField("Questions about the person", self.questions),
        }
        self.fields["questions"].note(HOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in self.fields.values():
            column.addWidget(field)
        for area in (self.consent, self.questions):
            area.textChanged.connect(self.changed)

    def show_draft(self, draft: Draft) -> None:
        """Show what is written."""
        self.consent.setPlainText(draft.consent)
        self.questions.setPlainText(draft.questions)

    def taken_into(self, draft: Draft) -> Draft:
        """Return `draft` with what is written here."""
        return replace(
            draft,
            consent=self.consent.toPlainText(),
            questions=self.questions.toPlainText(),
        )
