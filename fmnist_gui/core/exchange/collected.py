"""What many people answered, with who gave each answer and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fmnist_gui.core.session.record import Answer, History, Retraction, SessionRecord, age_order


@dataclass(frozen=True, kw_only=True)
class CollectedAnswer(Answer):
    """An answer with all that its session says of it.

    ``deck_split`` is the split of the deck; the image is of the split ``split`` if that is not
    empty. ``fingerprint`` is that of the split of the image. ``revision`` counts the earlier
    answers to the same trial. ``retracted_at`` is when it was taken back, None if it stands.
    """

    annotator_id: UUID
    annotator: str
    protocol: str
    deck_split: str
    fingerprint: str
    revision: int
    retracted_at: datetime | None
    is_simulated: bool

    @property
    def image_split(self) -> str:
        """The name of the split of the image."""
        return self.split or self.deck_split


@dataclass(frozen=True, kw_only=True)
class CollectedSession:
    """The header of a session, and how many answers it has, those taken back among them.

    ``study`` is the name of the study that it is of, and ``study_sha256`` which one of that name;
    both are empty for none.
    """

    id: UUID
    annotator_id: UUID
    annotator: str
    protocol: str
    condition: str
    deck_sha256: str
    deck_split: str
    fingerprint: str
    seed: int
    planned: int
    excluded: int
    source: str
    data_identity: str
    started_at: datetime
    app_version: str
    size_px: int
    smoothing: str
    polarity: str
    refresh_hz: float
    pixel_ratio: float
    is_simulated: bool
    answers: int
    retracted: int
    study: str = ""
    study_sha256: str = ""


@dataclass(frozen=True)
class Collected:
    """Sessions and their answers, in the order in which they were begun and given.

    So the order says nothing of which file was merged first. Answers of no known moment come last.
    Of one moment it is that of the ids, and within a session that of the trials.
    """

    sessions: tuple[CollectedSession, ...]
    answers: tuple[CollectedAnswer, ...]


def collected_of(histories: Iterable[History]) -> Collected:
    """Return what these sessions hold."""
    sessions: list[CollectedSession] = []
    answers: list[CollectedAnswer] = []
    for history in histories:
        own = _answers(history)
        answers += own
        sessions.append(_session(history.record, own))
    sessions.sort(key=lambda session: (session.started_at, session.id.int))
    answers.sort(key=lambda a: (age_order(a.answered_at), a.session_id.int, a.position, a.id.int))
    return Collected(tuple(sessions), tuple(answers))


def _answers(history: History) -> list[CollectedAnswer]:
    record, deck = history.record, history.record.deck
    taken_back = {e.answer_id: e.retracted_at for e in history.entries if isinstance(e, Retraction)}
    earlier: dict[int, int] = {}
    found = []
    # Two machines may have gone on with it, and either one's answers came first.
    given = (entry for entry in history.entries if isinstance(entry, Answer))
    for entry in sorted(given, key=lambda a: (a.answered_at, a.position, a.id.int)):
        revision = earlier.get(entry.position, 0)
        earlier[entry.position] = revision + 1
        is_elsewhere = entry.split not in ("", deck.split)
        found.append(
            CollectedAnswer(
                **vars(entry),
                annotator_id=record.annotator.id,
                annotator=record.annotator.name,
                protocol=record.protocol,
                deck_split=deck.split,
                fingerprint=deck.attention_fingerprint if is_elsewhere else deck.fingerprint,
                revision=revision,
                retracted_at=taken_back.get(entry.id),
                is_simulated=record.is_simulated,
            )
        )
    return found


def _session(record: SessionRecord, answers: Iterable[CollectedAnswer]) -> CollectedSession:
    deck, shown = record.deck, record.presentation
    stands = [answer.retracted_at is None for answer in answers]
    return CollectedSession(
        id=record.id,
        annotator_id=record.annotator.id,
        annotator=record.annotator.name,
        protocol=record.protocol,
        condition=record.condition,
        deck_sha256=deck.sha256,
        deck_split=deck.split,
        fingerprint=deck.fingerprint,
        seed=deck.seed,
        planned=len(deck.indices),
        excluded=deck.excluded,
        source=deck.source,
        data_identity=record.data_identity or "",
        started_at=record.started_at,
        app_version=record.app_version,
        size_px=shown.size_px,
        smoothing=shown.smoothing,
        polarity=shown.polarity,
        refresh_hz=shown.refresh_hz,
        pixel_ratio=shown.pixel_ratio,
        is_simulated=record.is_simulated,
        answers=len(stands),
        retracted=stands.count(False),
        study=deck.rules.title if deck.rules and record.study else "",
        study_sha256=record.study,
    )
