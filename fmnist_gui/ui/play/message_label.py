"""One sentence about what was done or cannot be done; hidden while there is none."""

from PySide6.QtWidgets import QWidget

from fmnist_gui.ui.plain_text import PlainLabel

STILL_READING = "The images are still being read; try again in a moment."


class MessageLabel(PlainLabel):
    """Shows trouble in another colour than success."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWordWrap(True)
        self._show("", "wrong")

    @property
    def is_warning(self) -> bool:
        """Whether the sentence is about what cannot be done."""
        return bool(self.property("role") == "wrong")

    def say(self, sentence: str) -> None:
        """Show one sentence about what cannot be done; empty for none."""
        self._show(sentence, "wrong")

    def tell(self, sentence: str) -> None:
        """Show one sentence about something that was done; empty for none."""
        self._show(sentence, "hint")

    def _show(self, sentence: str, role: str) -> None:
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self.setProperty("role", role)
        # A dynamic property changes nothing until the style is asked again.
        self.style().unpolish(self)
        self.style().polish(self)
