"""Takes notes and tags beside the class of an image, and hands them over with its answer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.tag import TagEvent
from fmnist_gui.core.session.aside import Asides
from fmnist_gui.core.session.key_map import Extra, KeyMap, extra_keys, plain_key
from fmnist_gui.core.session.record import Answer, SessionRecord
from fmnist_gui.ui.key_reader import Pressed
from fmnist_gui.ui.play.question_line import WRITTEN, QuestionLine
from fmnist_gui.ui.play.writing_line import NO_TAG


class AsideDesk(QObject):
    """Writes into `line` what is said about the image at hand.

    `may_write` tells whether there is one, and `keys` are those of the classes.

    Signals:
        closed(None): nothing is written any more, and the keyboard is free.
        cannot_tell_asked(None): the mouse says that no class can be told.
    """

    closed = Signal()
    cannot_tell_asked = Signal()

    def __init__(
        self,
        line: QuestionLine,
        record: SessionRecord,
        keys: KeyMap,
        *,
        may_write: Callable[[], bool],
    ) -> None:
        super().__init__(line)
        self._line, self._writing = line, line.writing
        self._asides = Asides(record)
        self._keys = extra_keys(keys)
        self._may_write = may_write
        self._words: tuple[str, ...] = ()
        line.extra_asked.connect(self._on_extra_asked)
        self._writing.entered.connect(self.settle)
        self._writing.given_up.connect(self._close)

    @property
    def note(self) -> str:
        """What goes with the next answer."""
        return self._asides.aside.note

    def offer_tags(self, words: Sequence[str]) -> None:
        """Complete tags from these words."""
        self._words = tuple(dict.fromkeys((*self._words, *words)))

    def press(self, pressed: Pressed) -> bool:
        """Take a key that opens the line for a note or tags; False for any other."""
        signs = {plain_key(sign) for sign in pressed.signs}
        for extra in WRITTEN if self._line.extras else ():
            if signs & set(self._keys[extra]):
                self._open(extra)
                return True
        return False

    def settle(self) -> bool:
        """Take what is being written, if anything is; False when it can be no tag, which is said.

        That stands there until it is put right or given up.
        """
        if not self._line.is_writing:
            return True
        text = self._writing.field.text()
        try:
            if self._writing.extra == "note":
                self._asides.write_note(text)
            else:
                self._asides.write_tags(text)
        except RequestError:
            self._writing.say(NO_TAG)
            return False
        self._show()
        self._close()
        return True

    def put_away(self) -> None:
        """Stop writing, for the image goes; what can be kept is."""
        if not self.settle():
            self._close()

    def hand_over(self, answer: Answer) -> tuple[TagEvent, ...]:
        """Return what happened to tags with `answer`; the next image has none, and no note."""
        self.offer_tags(self._asides.aside.tags)
        events = self._asides.hand_over(answer)
        self._show()
        return events

    def bring_back(self) -> None:
        """Show note and tags of the answer that was taken back."""
        self._asides.bring_back()
        self._show()

    def _open(self, extra: Extra) -> None:
        if not self._may_write():
            return
        aside = self._asides.aside
        if extra == "note":
            self._line.write(extra, aside.note)
        else:
            self._line.write(extra, " ".join(aside.tags), words=self._words)

    def _close(self) -> None:
        if self._line.is_writing:
            self._line.close_writing()
            self.closed.emit()

    def _show(self) -> None:
        self._line.show_aside(self._asides.aside)

    def _on_extra_asked(self, extra: Extra) -> None:
        if extra == "cannot tell":
            self.cannot_tell_asked.emit()
        else:
            self._open(extra)
