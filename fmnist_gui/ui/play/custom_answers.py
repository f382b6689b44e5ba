"""The part of the custom rules that says how answers are taken and what is told."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.session.custom_choice import CustomChoice
from fmnist_gui.core.session.plan import REPEAT_DISTANCE
from fmnist_gui.core.session.protocol import LONGEST_S
from fmnist_gui.ui.form_field import Chooser, FormField, number_field, stacked

SECONDS = {"no": "Do not ask", "yes": "Ask what else it could be"}
MOST_EXTRA = 10_000
FEEDBACKS = {"none": "Never", "each": "After each answer", "end": "After the last"}
CONFIDENCES = {
    "none": "Do not ask",
    "shift": "Shift held means unsure",
    "key": "Ask after each answer, 1 to 4",
}


class CustomAnswers(QWidget):
    """Feedback, confidence, second choice, time limit, repeats and attention checks.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feedback = Chooser(FEEDBACKS)
        self.confidence = Chooser(CONFIDENCES)
        self.second = Chooser(SECONDS)
        self.limit = number_field(0, int(LONGEST_S), suffix=" s", nothing="No limit")
        self.repeats = number_field(0, MOST_EXTRA, nothing="None")
        self.repeats.setToolTip(f"The same image again, {REPEAT_DISTANCE} or more images later")
        self.attention = number_field(0, MOST_EXTRA, nothing="None")
        self.attention.setToolTip("Images that nobody who looks takes for another class")
        self.fields = {
            "feedback": FormField("Tell the label", self.feedback),
            "confidence": FormField("How sure", self.confidence),
            "has_second_choice": FormField("Second choice", self.second),
            "time_limit_s": FormField("Time for the whole session", self.limit),
            "repeats": FormField("Repeats, for consistency", self.repeats),
            "attention": FormField("Attention checks", self.attention),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(tuple(self.fields.values()), "Answers"))
        for chooser in (self.feedback, self.confidence, self.second):
            chooser.currentIndexChanged.connect(self._on_changed)
        for number in (self.limit, self.repeats, self.attention):
            number.valueChanged.connect(self._on_changed)

    def show_choice(self, choice: CustomChoice) -> None:
        """Show what is chosen."""
        self.feedback.choose(choice.feedback)
        self.confidence.choose(choice.confidence)
        self.second.choose("yes" if choice.has_second_choice else "no")
        self.limit.setValue(choice.time_limit_s)
        self.repeats.setValue(choice.repeats)
        self.attention.setValue(choice.attention)

    def taken_into(self, choice: CustomChoice) -> CustomChoice:
        """Return `choice` with what is chosen here."""
        changes: dict[str, object] = {
            "feedback": self.feedback.value,
            "confidence": self.confidence.value,
            "has_second_choice": self.second.value == "yes",
            "time_limit_s": self.limit.value(),
            "repeats": self.repeats.value(),
            "attention": self.attention.value(),
        }
        return replace(choice, **changes)  # type: ignore[arg-type]

    def _on_changed(self, _value: object = None) -> None:
        self.changed.emit()
