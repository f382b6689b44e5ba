"""The part of the custom rules that says how long and how large an image is shown."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fmnist_gui.core.session.custom_choice import CustomChoice
from fmnist_gui.core.session.protocol import LONGEST_SHOWN_MS
from fmnist_gui.ui import theme
from fmnist_gui.ui.form_field import Chooser, FormField, number_field, stacked

MOST_TIMES = 100
TIME_LEAST_PX = 76
EXPOSURES = {"free": "As long as you like", "flash": "A flash, then a mask"}
SMOOTHINGS = {"bicubic": "Smooth (bicubic)", "nearest": "Sharp pixels (nearest)"}
POLARITIES = {"stored": "As stored, light on dark", "inverted": "Inverted, dark on light"}


class CustomScreen(QWidget):
    """Exposure, size, smoothing and polarity.

    Signals:
        changed(None): something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exposure = Chooser(EXPOSURES)
        self.times = {
            name: number_field(low, LONGEST_SHOWN_MS, suffix=" ms")
            for name, low in (("fixation_ms", 0), ("image_ms", 1), ("mask_ms", 0))
        }
        for name, words in (("fixation_ms", "Cross"), ("image_ms", "Image"), ("mask_ms", "Mask")):
            self.times[name].setAccessibleName(f"{words}, milliseconds")
            self.times[name].setToolTip(words)
            self.times[name].setMinimumWidth(theme.scaled_px(TIME_LEAST_PX))
        self.multiple = number_field(0, MOST_TIMES, suffix=" times", nothing="Standard size")
        self.smoothing = Chooser(SMOOTHINGS)
        self.polarity = Chooser(POLARITIES)
        self.fields = {
            "exposure": FormField("Exposure", self.exposure),
            "is_flash": FormField("Cross, image, mask", *self.times.values()),
            "smoothing": FormField("Pixels", self.smoothing),
            "polarity": FormField("Polarity", self.polarity),
            "multiple": FormField("Enlarged", self.multiple),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stacked(tuple(self.fields.values()), "On the screen"))
        for chooser in (self.exposure, self.smoothing, self.polarity):
            chooser.currentIndexChanged.connect(self._on_changed)
        for number in (self.multiple, *self.times.values()):
            number.valueChanged.connect(self._on_changed)
        self._follow()

    def show_choice(self, choice: CustomChoice) -> None:
        """Show what is chosen."""
        self.exposure.choose("flash" if choice.is_flash else "free")
        self.times["fixation_ms"].setValue(choice.fixation_ms)
        self.times["image_ms"].setValue(choice.image_ms)
        self.times["mask_ms"].setValue(choice.mask_ms)
        self.multiple.setValue(choice.multiple)
        self.smoothing.choose(choice.smoothing)
        self.polarity.choose(choice.polarity)
        self._follow()

    def taken_into(self, choice: CustomChoice) -> CustomChoice:
        """Return `choice` with what is chosen here."""
        changes: dict[str, object] = {
            "is_flash": self.exposure.value == "flash",
            **{name: field.value() for name, field in self.times.items()},
            "multiple": self.multiple.value(),
            "smoothing": self.smoothing.value,
            "polarity": self.polarity.value,
        }
        return replace(choice, **changes)  # type: ignore[arg-type]

    def _on_changed(self, _value: object = None) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self.fields["is_flash"].setVisible(self.exposure.value == "flash")
