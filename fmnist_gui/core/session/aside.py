"""What a person says beside the class of an image: a note and tags, kept with the next answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from fmnist_gui.core.review.tag import TagEvent, tag_name
from fmnist_gui.core.session.record import Answer, SessionRecord

NOTE_MOST = 500
"""Letters of a note: a few sentences."""


@dataclass(frozen=True)
class Aside:
    """A note and the tags for one image, in the order in which they were written."""

    note: str = ""
    tags: tuple[str, ...] = ()


class Asides:
    """Holds what is said about the image at hand in a session until that is answered.

    Whoever takes an answer back finds note and tags as they were, and may change them.
    """

    def __init__(self, record: SessionRecord, *, new_id: Callable[[], UUID] = uuid4) -> None:
        self._record = record
        self._new_id = new_id
        self._aside = self._last = Aside()
        self._standing: tuple[str, ...] = ()

    @property
    def aside(self) -> Aside:
        """What goes with the next answer."""
        return self._aside

    def write_note(self, text: str) -> None:
        """Take a note in place of the one there is; nothing but spaces takes it away."""
        self._aside = replace(self._aside, note=" ".join(text.split()))

    def write_tags(self, text: str) -> None:
        """Take the words in `text` as the tags; each counts once.

        Raises RequestError, and changes nothing, for a word that can be no tag.
        """
        words = text.replace(",", " ").split()
        self._aside = replace(self._aside, tags=tuple(dict.fromkeys(map(tag_name, words))))

    def hand_over(self, answer: Answer) -> tuple[TagEvent, ...]:
        """Return what happened to tags with `answer`, which has the note already; begin anew."""
        wanted, standing = self._aside.tags, self._standing
        events = (
            *(self._event(answer, tag, is_on=True) for tag in wanted if tag not in standing),
            *(self._event(answer, tag, is_on=False) for tag in standing if tag not in wanted),
        )
        self._last, self._aside, self._standing = self._aside, Aside(), ()
        return events

    def bring_back(self) -> None:
        """Have note and tags again as they were with the last answer, which was taken back."""
        self._aside, self._standing = self._last, self._last.tags
        self._last = Aside()

    def _event(self, answer: Answer, tag: str, *, is_on: bool) -> TagEvent:
        deck = self._record.deck
        is_other = bool(answer.split) and answer.split != deck.split
        return TagEvent(
            self._new_id(),
            self._record.annotator,
            deck.attention_fingerprint if is_other else deck.fingerprint,
            answer.split if is_other else deck.split,
            answer.image_index,
            tag,
            is_on,
            answer.answered_at,
        )
