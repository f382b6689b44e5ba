"""What one key or click does at the desk, and what is asked before a decision is whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review import decision_sentence
from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.review.tag import tag_name
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.review.decision_book import Choice
from fmnist_gui.ui.review.desk import Decided, Desk, Shown

Question = Literal["", "classes", "original", "note", "tags"]
"""What is asked about the image: which classes are defensible, which image it repeats, a line."""

Act = Literal[
    "accept", "keep", "ambiguous", "bad", "duplicate", "unsure", "skip", "note", "tags", "undo",
    "redo", "back", "forward", "take", "leave",
]  # fmt: skip
"""What keys and buttons do, but for naming a class. "take" answers a question, "leave" drops it."""

NOT_READ_YET = "What was decided before is still being read; try again in a moment."
NO_SUGGESTION = "Nothing is suggested for this image; name a class or keep the label."
ONE_CLASS = "Ambiguous means two classes or more; name another one, or none at all."
NO_NEIGHBOURS = "No image like this one is known yet; go back to it in a moment."

ORIGINALS_MOST = 8


@dataclass(frozen=True)
class Asked:
    """A question about the current image, and what is answered so far.

    ``classes`` are the defensible ones named so far; ``originals`` the numbers of the images
    proposed, of which the one at ``place`` is chosen; ``line`` is what is written already.
    """

    question: Question = ""
    classes: frozenset[int] = frozenset()
    originals: tuple[int, ...] = ()
    place: int = 0
    line: str = ""


@dataclass(frozen=True)
class Pressed:
    """A key did something that a button does too: an act, or a class."""

    act: Act | None = None
    class_number: int | None = None


class Deciding(QObject):
    """Turns acts into decisions of `desk`; `originals` gives the images most like the current.

    Signals:
        asked(Asked): something is asked now, or nothing any more.
        said(str): one sentence about what was done or cannot be done.
        pressed(Pressed): an act was taken, for a button to look pressed.
        tagged(str): a tag was written for the current image.
    """

    asked = Signal(object)
    said = Signal(str)
    pressed = Signal(object)
    tagged = Signal(str)

    def __init__(
        self, desk: Desk, originals: Callable[[], tuple[int, ...]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._originals = originals
        self._notes: dict[int, str] = {}
        self._asked = Asked()
        self._number: int | None = None
        self._reviewer: UUID | None = None
        self._acts: dict[Act, Callable[[], object]] = {
            "accept": self._accept,
            "keep": lambda: self._decide("keep"),
            "ambiguous": lambda: self._ask(Asked("classes", self._doubted())),
            "bad": lambda: self._decide("bad"),
            "duplicate": self._ask_original,
            "unsure": lambda: self._decide("unsure"),
            "skip": lambda: self._decide("skip"),
            "note": lambda: self._ask(Asked("note", line=self.note)),
            "tags": lambda: self._ask(Asked("tags")),
            "undo": self._undo,
            "redo": self._redo,
            "back": desk.back,
            "forward": desk.forward,
            "take": self._take,
            "leave": lambda: self._ask(Asked()),
        }
        desk.shown.connect(self._on_shown)
        desk.decided.connect(self._on_decided)
        desk.book.read.connect(self._on_read)

    @property
    def question(self) -> Asked:
        """What is asked now."""
        return self._asked

    @property
    def note(self) -> str:
        """What goes with the next decision about the current image, or went with the last."""
        number = self._desk.current
        if number is None:
            return ""
        own = self._desk.book.own(number)
        return self._notes.get(number, own.note if own is not None else "")

    def do(self, act: Act) -> None:
        """Do what a key or a button says."""
        is_moving = act in ("undo", "redo", "back", "forward")
        if self._desk.current is None and not is_moving:
            return
        if not self._desk.book.is_ready:
            self.said.emit(NOT_READ_YET)
            return
        if self._asked.question and not is_moving and act not in ("take", "leave"):
            # Whoever is asked has not decided yet; another act begins anew.
            self._ask(Asked())
        self.pressed.emit(Pressed(act))
        self._acts[act]()

    def name(self, number: int) -> None:
        """Take class `number`: as the new label, or for the set that is asked for."""
        if self._desk.current is None:
            return
        if self._asked.question == "classes":
            self._ask(replace(self._asked, classes=self._asked.classes ^ {number}))
            return
        if self._asked.question:
            return
        self.pressed.emit(Pressed(class_number=number))
        label = self._label()
        if number == label:
            # The label that stands is no other one.
            self._decide("keep")
        else:
            self._decide("relabel", to_class=number)

    def choose(self, number: int) -> bool:
        """Propose image `number` as the original, if that is asked for; False if it is not."""
        if self._asked.question != "original" or number == self._desk.current:
            return False
        known = self._asked.originals
        if number not in known:
            known = (number, *known)[:ORIGINALS_MOST]
        self._ask(replace(self._asked, originals=known, place=known.index(number)))
        return True

    def step(self, by: int) -> None:
        """Propose the original before or after."""
        count = len(self._asked.originals)
        if self._asked.question == "original" and count:
            place = min(max(0, self._asked.place + by), count - 1)
            self._ask(replace(self._asked, place=place))

    def offer_originals(self) -> None:
        """Propose what is known of the current image now, if that was asked for in vain."""
        if self._asked.question == "original" and not self._asked.originals:
            self._ask(replace(self._asked, originals=self._originals()[:ORIGINALS_MOST]))

    def write(self, line: str) -> None:
        """Take what was written as the note or the tag that is asked for."""
        question, number = self._asked.question, self._desk.current
        text = line.strip()
        if question == "tags" and text:
            try:
                tag_name(text.removeprefix("-"))
            except RequestError as error:
                # Asked on, with what is written there.
                self.said.emit(spoken(error))
                return
        self._ask(Asked())
        if number is None:
            return
        if question == "tags" and text:
            self.tagged.emit(text)
        elif question == "note" and text != self.note:
            self._note(number, text)

    def begin_anew(self) -> None:
        """Forget what was said and written by somebody else, or about other images."""
        self._notes.clear()
        self._ask(Asked())
        self.said.emit("")

    def _note(self, number: int, text: str) -> None:
        own = self._desk.book.own(number)
        if own is None:
            self._notes[number] = text
            self.said.emit("The note goes with what you decide about this image." if text else "")
            return
        # Nothing is ever changed: the same again, with the note.
        choice = Choice(number, own.kind, own.to_class, own.classes, own.original, text)
        self._take_choice(choice, stays=True)

    def _label(self) -> int | None:
        gallery, number = self._desk.gallery, self._desk.current
        return None if gallery is None or number is None else int(gallery.labels[number])

    def _doubted(self) -> frozenset[int]:
        """Return the label and what is suggested in its place: most likely both are defensible."""
        candidate = None if self._desk.is_unaided else self._desk.candidate
        found = (self._label(), None if candidate is None else candidate.suggested)
        return frozenset(number for number in found if number is not None)

    def _accept(self) -> None:
        candidate = self._desk.candidate
        if candidate is None or candidate.suggested is None:
            self.said.emit(NO_SUGGESTION)
        else:
            self._decide("relabel", to_class=candidate.suggested)

    def _ask_original(self) -> None:
        self._ask(Asked("original", originals=self._originals()[:ORIGINALS_MOST]))

    def _take(self) -> None:
        asked = self._asked
        if asked.question == "classes" and len(asked.classes) == 1:
            self.said.emit(ONE_CLASS)
        elif asked.question == "classes":
            self._decide("ambiguous", classes=tuple(sorted(asked.classes)))
        elif asked.question == "original" and asked.originals:
            self._decide("duplicate", original=asked.originals[asked.place])
        elif asked.question == "original":
            self.said.emit(NO_NEIGHBOURS)

    def _decide(
        self,
        kind: DecisionKind,
        *,
        to_class: int | None = None,
        classes: tuple[int, ...] = (),
        original: int | None = None,
    ) -> None:
        number = self._desk.current
        if number is None:
            return
        repeated = None if original is None else self._desk.book.original_of(original)
        note = self._notes.get(number, "")
        self._take_choice(Choice(number, kind, to_class, classes, repeated, note))

    def _take_choice(self, choice: Choice, *, stays: bool = False) -> None:
        if not self._desk.book.is_ready:
            self.said.emit(NOT_READ_YET)
            return
        try:
            self._desk.take([choice], stays=stays)
        except RequestError as error:
            self.said.emit(spoken(error))
        else:
            self._notes.pop(choice.number, None)

    def _undo(self) -> None:
        if self._desk.undo() is None:
            self.said.emit("There is nothing to take back.")

    def _redo(self) -> None:
        if self._desk.redo() is None:
            self.said.emit("There is nothing to do again.")

    def _ask(self, asked: Asked) -> None:
        if asked != self._asked:
            self._asked = asked
            self.asked.emit(asked)

    def _on_shown(self, shown: Shown) -> None:
        # More that becomes known about the same image leaves the question open.
        if shown.number != self._number:
            self._number = shown.number
            self._ask(Asked())

    def _on_read(self) -> None:
        annotator = self._desk.book.annotator
        was, self._reviewer = self._reviewer, None if annotator is None else annotator.id
        if was is not None and was != self._reviewer:
            # Somebody else sits here now, however they came.
            self.begin_anew()

    def _on_decided(self, decided: Decided) -> None:
        gallery = self._desk.gallery
        names = gallery.class_names if gallery is not None else ()
        words = decision_sentence.told(decided.step, names)
        before = {"done": "", "undone": "Taken back: ", "redone": "Done again: "}[decided.what]
        self._ask(Asked())
        self.said.emit(f"{before}{words}.")
