"""What a person reads on a widget."""

from PySide6.QtWidgets import QLabel, QWidget

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.ui.elided_label import ElidedLabel


def words_of(widget: QWidget) -> list[str]:
    """Return the text of each label that is not hidden, at full length, in the order made."""
    labels = widget.findChildren(QLabel)
    shown = [label for label in labels if label.isVisibleTo(widget)]
    return [label.whole if isinstance(label, ElidedLabel) else label.text() for label in shown]


def class_names_in(widget: QWidget) -> list[str]:
    """Return the class names in any words on a widget, tool tips and titles included."""
    inside = [part for part in widget.findChildren(QWidget) if part.isVisibleTo(widget)]
    parts = [widget, *inside]
    said = [part.toolTip() + part.accessibleName() + part.windowTitle() for part in parts]
    words = " ".join([*said, *words_of(widget)])
    return [name for name in FASHION_CLASSES if name in words]
