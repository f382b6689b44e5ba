"""Images that one person answered at two places, as is seen when the answers come together."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from fmnist_gui.core.session.name import folded_name
from fmnist_gui.core.session.record import CANNOT_TELL, age_order
from fmnist_gui.store.deck_row import known_rules
from fmnist_gui.store.schema import ANNOTATOR, ANSWER, DECK, RETRACTION, SESSION
from fmnist_gui.store.seal import is_told

_AT_ONCE = 500
"""Sessions asked for in one query: SQLite takes some thousand values."""

Key = tuple[str, str]


@dataclass(frozen=True)
class DoubleAnswer:
    """That ``name`` answered one image of a split in several ``sessions``, the earliest first.

    ``classes`` are the words for what was answered there, empty while one of the sessions may not
    tell its answers. ``study`` is the SHA-256 of the study that asked, empty for none.
    """

    name: str
    split: str
    image_index: int
    sessions: tuple[UUID, ...]
    classes: tuple[str, ...]
    study: str = ""

    @property
    def image(self) -> str:
        """The image in words, as "test 4907"."""
        return f"{self.split} {self.image_index}"


def double_answers(connection: Connection, came: Collection[UUID]) -> tuple[DoubleAnswer, ...]:
    """Return the images that a person answered in one of the sessions that `came`, and in another.

    The rule: two answers are double when they are of different sessions, of the same person and
    to the same image of the same split, both in a trial of phase "main" and neither taken back,
    and either

    - both sessions are of one study, which hands no image to a person twice. The same person is
      then whoever has the same name, whatever the case, as everywhere in a study: on another
      machine the person has another id; or
    - both sessions are scored and neither answer was marked as seen before. On one machine the
      later one would have been, so that the two were given at places that did not know of each
      other. The same person is whoever has the same id; a name alone may be somebody else's.

    Practice, imported labels and batches outside a study never clash: there the same image may
    come as often as it likes. Both answers are kept; which of them counts, the figures say.
    """
    groups: dict[Key, dict[int, Any]] = defaultdict(dict)
    for row in connection.execute(_SESSIONS):
        if key := _key(row):
            groups[key][row.seq] = row
    new = set(came)
    shared = {
        seq: row
        for rows in groups.values()
        if len(rows) > 1 and any(row.id in new for row in rows.values())
        for seq, row in rows.items()
    }
    if not shared:
        return ()
    told = set(connection.execute(_TOLD).scalars())
    images: dict[tuple[Key, str, int], list[Any]] = defaultdict(list)
    for answer in _answers(connection, sorted(shared)):
        session = shared[answer.session_seq]
        key = _key(session)
        if key and (session.study_sha256 or not answer.was_seen):
            images[key, session.fingerprint, answer.image_index].append(answer)
    return tuple(
        _double(answers, shared, told=told)
        for _, answers in sorted(images.items())
        if len({a.session_seq for a in answers}) > 1
        and any(shared[a.session_seq].id in new for a in answers)
    )


_SESSIONS = (
    select(
        SESSION.c.seq,
        SESSION.c.id,
        SESSION.c.protocol,
        SESSION.c.class_names,
        SESSION.c.study_sha256,
        SESSION.c.is_simulated,
        ANNOTATOR.c.id.label("person"),
        ANNOTATOR.c.name,
        DECK.c.fingerprint,
        DECK.c.split,
        DECK.c.more,
    )
    .join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256)
    .join(ANNOTATOR, ANNOTATOR.c.seq == SESSION.c.annotator_seq)
)
_TOLD = select(SESSION.c.seq).join(DECK, DECK.c.sha256 == SESSION.c.deck_sha256).where(is_told())
_stands = ANSWER.c.seq.not_in(select(RETRACTION.c.answer_seq))
_ANSWERS = select(
    ANSWER.c.session_seq,
    ANSWER.c.image_index,
    ANSWER.c.chosen,
    ANSWER.c.was_seen,
    ANSWER.c.answered_at,
    ANSWER.c.id,
).where(
    ANSWER.c.session_seq.in_(bindparam("sessions", expanding=True)),
    ANSWER.c.phase == "main",
    _stands,
)


def _key(session: Any) -> Key | None:
    """Return what two sessions share whose answers may be double, None where none can be."""
    if session.study_sha256:
        return session.study_sha256, folded_name(session.name)
    rules = known_rules(session.protocol, session.more)
    is_scored = rules is not None and rules.enters_accuracy
    return ("", session.person.hex) if is_scored and not session.is_simulated else None


def _answers(connection: Connection, sessions: list[int]) -> Iterable[Any]:
    for first in range(0, len(sessions), _AT_ONCE):
        asked = {"sessions": sessions[first : first + _AT_ONCE]}
        yield from connection.execute(_ANSWERS, asked)


def _double(answers: list[Any], sessions: dict[int, Any], *, told: Collection[int]) -> DoubleAnswer:
    in_order = sorted(answers, key=lambda answer: (age_order(answer.answered_at), answer.id))
    of = [sessions[answer.session_seq] for answer in in_order]
    may_tell = all(session.seq in told for session in of)
    return DoubleAnswer(
        name=of[0].name,
        split=of[0].split,
        image_index=in_order[0].image_index,
        sessions=tuple(session.id for session in of),
        classes=tuple(map(_word, in_order, of)) if may_tell else (),
        study=of[0].study_sha256,
    )


def _word(answer: Any, session: Any) -> str:
    if answer.chosen == CANNOT_TELL:
        return "cannot tell"
    names = session.class_names
    return str(names[answer.chosen]) if answer.chosen < len(names) else f"class {answer.chosen}"
