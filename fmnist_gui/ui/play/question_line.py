"""The line above the answer buttons: what is asked, what else can be said, and room to write it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from fmnist_gui.core.session.aside import Aside
from fmnist_gui.core.session.key_map import Extra
from fmnist_gui.ui import theme
from fmnist_gui.ui.elided_button import ElidedButton
from fmnist_gui.ui.elided_label import ElidedLabel
from fmnist_gui.ui.key_button import KeyButton
from fmnist_gui.ui.plain_text import literal
from fmnist_gui.ui.play.writing_line import WritingLine

LINE_PX = 36
"""Height of the line, at 100 % font."""

GAP_PX = 8
WORDS_SHARE = 3
"""The question takes so many parts of the line, a chip one."""

SKIP_WORDS = ("Nothing else", "No reason")
EXTRAS: Mapping[Extra, tuple[str, str]] = {
    "cannot tell": ("Cannot tell", "No class can be told from this image"),
    "note": ("Note", "Write something that is kept with the answer"),
    "tags": ("Tags", "Put words on the image"),
}

WRITTEN: tuple[Extra, ...] = ("note", "tags")
"""What takes words."""


class QuestionLine(QStackedWidget):
    """Words, and at the right what leaves a question out, or what can be said beside a class.

    `keys` are those of each extra, the first of which is shown; None where there are no extras.

    Signals:
        skipped(None): what may be left out is left out.
        extra_asked(Extra): one of EXTRAS was asked for with the mouse.
    """

    skipped = Signal()
    extra_asked = Signal(object)

    def __init__(
        self, keys: Mapping[Extra, str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ElidedLabel()
        self.skip_button = QPushButton(SKIP_WORDS[0])
        self.skip_button.setToolTip("Enter")
        self.skip_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.skip_button.clicked.connect(self.skipped)
        self.extras: dict[Extra, KeyButton] = {}
        self.chips: dict[Extra, ElidedButton] = {}
        self.writing = WritingLine()
        self._ends = QStackedWidget()
        self._extras_end, self._skip_end = QWidget(), QWidget()
        self._compose(keys)
        self.setFixedHeight(theme.scaled_px(LINE_PX))

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.whole

    def ask(self, words: str, *, role: str, skip: str = "") -> None:
        """Ask something; `skip` are the words for leaving it out, empty where it may not be."""
        self._set_role(role)
        # What is said anew has everything laid out anew, and the next image would wait for it.
        if words != self._words.whole:
            self._words.say(words)
        if skip and skip != self.skip_button.text():
            self.skip_button.setText(skip)
        self.skip_button.setVisible(bool(skip))
        if self.extras:
            self._ends.setCurrentWidget(self._skip_end if skip else self._extras_end)
            # A question that is asked seldom may take the room of what is not in sight.
            policy = self._extras_end.sizePolicy()
            wide = QSizePolicy.Policy.Ignored if skip else QSizePolicy.Policy.Preferred
            if policy.horizontalPolicy() != wide:
                policy.setHorizontalPolicy(wide)
                self._extras_end.setSizePolicy(policy)
                # Of what is hidden nobody is told.
                self._ends.updateGeometry()

    def show_aside(self, aside: Aside) -> None:
        """Show in chips that there is a note, or a tag."""
        note = f"“{aside.note}”" if aside.note else ""
        texts: dict[Extra, str] = {"note": note, "tags": " ".join(aside.tags)}
        for extra, chip in self.chips.items():
            text = texts[extra]
            if text or not chip.isHidden():
                chip.say(text)
                chip.setToolTip(literal(text))
                chip.setVisible(bool(text))
                # It is pressed like its button, whose place it takes.
                self.extras[extra].setVisible(not text)

    def write(self, extra: Extra, text: str, *, words: Sequence[str] = ()) -> None:
        """Let `text` be changed; the last of its words is completed from `words`."""
        self.writing.begin(extra, text, words=words)
        self.setCurrentWidget(self.writing)
        self.writing.field.setFocus()

    def close_writing(self) -> None:
        """Show again what is asked."""
        self.setCurrentIndex(0)

    @property
    def is_writing(self) -> bool:
        """Whether a note or tags are being written."""
        return self.currentWidget() is self.writing

    def _set_role(self, role: str) -> None:
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            # A dynamic property changes nothing until the style is asked again.
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)

    def _asker(self, extra: Extra) -> Callable[[], None]:
        return lambda: self.extra_asked.emit(extra)

    def _compose(self, keys: Mapping[Extra, str] | None) -> None:
        asking = QWidget()
        line = _row(asking)
        line.addWidget(self._words, WORDS_SHARE)
        for extra in WRITTEN if keys is not None else ():
            chip = self.chips[extra] = ElidedButton()
            chip.setProperty("role", "segment")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.clicked.connect(self._asker(extra))
            chip.hide()
            line.addWidget(chip, 1)
        skip = _row(self._skip_end)
        skip.addStretch(1)
        skip.addWidget(self.skip_button)
        policy = self.skip_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.skip_button.setSizePolicy(policy)
        end = _row(self._extras_end)
        for extra, (words, tip) in EXTRAS.items() if keys is not None else ():
            key = (keys or {}).get(extra, "")[:1]
            button = self.extras[extra] = KeyButton((words,), key, tip=tip)
            button.clicked.connect(self._asker(extra))
            end.addWidget(button)
        self._ends.addWidget(self._skip_end)
        if self.extras:
            self._ends.addWidget(self._extras_end)
        line.addWidget(self._ends)
        self.addWidget(asking)
        self.addWidget(self.writing)


def _row(within: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(within)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP_PX)
    return row
