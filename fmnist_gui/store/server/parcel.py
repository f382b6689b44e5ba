"""What goes to a server at a time, and what comes from it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fmnist_gui.core.exchange.entry_content import entry_content
from fmnist_gui.core.session.record import Annotator, Answer, Entry, History, Retraction
from fmnist_gui.core.study.note_content import Note
from fmnist_gui.store.server.dispatch import Kind


@dataclass(frozen=True)
class Label:
    """Whether a person's answer to an image of the study stands.

    It ``counts`` as one of the labels that the image is to get unless the person had seen it.
    """

    annotator: Annotator
    image: int
    stands: bool
    counts: bool


@dataclass(frozen=True)
class Parcel:
    """Rows of a study that are sent together.

    ``token`` is the parcel's own. ``headers`` are the sessions without entries, ``entries`` go
    with the id of their session, in the order in which they were written; ``labels`` tell what
    came of them. ``upto`` is the ``seq`` up to which all was sent afterwards.
    """

    token: UUID
    study: str
    headers: tuple[History, ...] = ()
    entries: tuple[Entry, ...] = ()
    labels: tuple[Label, ...] = ()
    notes: tuple[Note, ...] = ()
    upto: tuple[tuple[Kind, int], ...] = ()

    @property
    def answers(self) -> int:
        """How many answers are in it."""
        return sum(isinstance(entry, Answer) for entry in self.entries)

    @property
    def annotators(self) -> tuple[Annotator, ...]:
        """Everybody who did something in it."""
        people = {header.record.annotator for header in self.headers}
        return tuple(people | {note.annotator for note in self.notes})

    def rows(self) -> list[tuple[UUID, UUID, int, dict[str, Any]]]:
        """Return each entry as (id, session, place, content)."""
        return [
            (entry.id, entry.session_id, place, entry_content(entry))
            for place, entry in enumerate(self.entries)
        ]


def labels_of(history: History, entries: tuple[Entry, ...]) -> list[Label]:
    """Return what came of the images that `entries`, some of the session's own, are about."""
    answers = {entry.id: entry for entry in history.entries if isinstance(entry, Answer)}
    gone = {entry.answer_id for entry in history.entries if isinstance(entry, Retraction)}
    about: dict[int, Answer] = {}
    for entry in entries:
        of = answers.get(entry.answer_id) if isinstance(entry, Retraction) else entry
        if isinstance(of, Answer) and of.phase == "main":
            about[of.image_index] = of
    standing = {
        answer.image_index: answer
        for answer in answers.values()
        if answer.phase == "main" and answer.id not in gone
    }
    return [
        Label(
            history.record.annotator,
            image,
            image in standing,
            not (last := standing.get(image, answer)).was_seen or last.device == "batch",
        )
        for image, answer in about.items()
    ]
