"""The parts of a new study that say how often an image is labelled, and how a sitting goes."""

from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.session.plan import REPEAT_DISTANCE
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.study.draft import Draft
from fmnist_gui.core.study.study import MOST_LABELS, MOST_SITTING
from fmnist_gui.ui.form_field import Chooser, FormField, number_field, stacked

UNTIL = {"no": "The same for every image", "yes": "Until the consensus is certain"}
CONFIDENCES = {
    "none": "Do not ask",
    "shift": "Shift held means unsure",
    "key": "Ask after each answer, 1 to 4",
}
SECONDS = {"no": "Do not ask", "yes": "Ask what else it could be"}
MOST_PERCENT = 50
MOST_SEED = 2**31 - 1


class DraftLabels(QWidget):
    """How many labels an image is to get, and what is asked beside the class.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.until = Chooser(UNTIL)
        self.labels = number_field(1, MOST_LABELS)
        self.certainty = number_field(50, 99, suffix=" %")
        self.certainty.setToolTip("The probability of the most probable class, from all labels")
        self.most = number_field(1, MOST_LABELS)
        self.confidence = Chooser(CONFIDENCES)
        self.second = Chooser(SECONDS)
        self._labels = FormField("Labels for each image", self.labels)
        self.fields = {
            "until": FormField("How many labels", self.until),
            "labels": self._labels,
            "certainty_percent": FormField("Certain from", self.certainty),
            "most": FormField("At most", self.most),
            "confidence": FormField("How sure", self.confidence),
            "has_second_choice": FormField("Second choice", self.second),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(tuple(self.fields.values()), "Labels"))
        for chooser in (self.until, self.confidence, self.second):
            chooser.currentIndexChanged.connect(self._on_changed)
        for number in (self.labels, self.certainty, self.most):
            number.valueChanged.connect(self._on_changed)
        self._follow()

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen."""
        self.until.choose("yes" if draft.is_until_certain else "no")
        self.labels.setValue(draft.labels)
        self.certainty.setValue(draft.certainty_percent)
        self.most.setValue(draft.most)
        self.confidence.choose(draft.confidence)
        self.second.choose("yes" if draft.has_second_choice else "no")
        self._follow()

    def taken_into(self, draft: Draft) -> Draft:
        """Return `draft` with what is chosen here."""
        return replace(
            draft,
            is_until_certain=self._is_until_certain,
            labels=self.labels.value(),
            certainty_percent=self.certainty.value(),
            most=self.most.value(),
            confidence=cast("Confidence", self.confidence.value),
            has_second_choice=self.second.value == "yes",
        )

    @property
    def _is_until_certain(self) -> bool:
        return self.until.value == "yes"

    def _on_changed(self, _value: object = None) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        for name in ("certainty_percent", "most"):
            self.fields[name].setVisible(self._is_until_certain)


class DraftSitting(QWidget):
    """How long a sitting is, what is hidden in it, and the seed of all chance.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sitting = number_field(1, MOST_SITTING)
        self.attention = number_field(0, MOST_PERCENT, suffix=" in 100", nothing="None")
        self.attention.setToolTip("Images that nobody who looks takes for another class")
        self.repeats = number_field(0, MOST_PERCENT, suffix=" in 100", nothing="None")
        self.repeats.setToolTip(f"The same image again, {REPEAT_DISTANCE} or more images later")
        self.seed = number_field(0, MOST_SEED)
        self.seed.setGroupSeparatorShown(False)
        self.seed.setToolTip("The same seed draws the same images and the same order again")
        self.fields = {
            "sitting": FormField("Images in a sitting", self.sitting),
            "attention_percent": FormField("Attention checks, hidden", self.attention),
            "repeat_percent": FormField("Repeats, for consistency", self.repeats),
            "seed": FormField("Seed", self.seed),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(tuple(self.fields.values()), "Sittings"))
        for number in (self.sitting, self.attention, self.repeats, self.seed):
            number.valueChanged.connect(lambda _value: self.changed.emit())

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen."""
        self.sitting.setValue(draft.sitting)
        self.attention.setValue(draft.attention_percent)
        self.repeats.setValue(draft.repeat_percent)
        self.seed.setValue(draft.seed)

    def taken_into(self, draft: Draft) -> Draft:
        """Return `draft` with what is chosen here."""
        return replace(
            draft,
            sitting=self.sitting.value(),
            attention_percent=self.attention.value(),
            repeat_percent=self.repeats.value(),
            seed=self.seed.value(),
        )
