"""What a person reads on a widget."""

from PySide6.QtWidgets import QLabel, QWidget

from fmnist_gui.ui.explore.elided_label import ElidedLabel


def words_of(widget: QWidget) -> list[str]:
    """Return the text of each label that is not hidden, at full length, in the order made."""
    labels = widget.findChildren(QLabel)
    shown = [label for label in labels if label.isVisibleTo(widget)]
    return [label.whole if isinstance(label, ElidedLabel) else label.text() for label in shown]
