"""What a session proves, in a few figures that can be recomputed from its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast, get_args
from uuid import UUID

from fmnist_gui.core.exchange.fields import Fields, moment_text
from fmnist_gui.core.exchange.own_json import content_sha256
from fmnist_gui.core.exchange.session_content import session_sha256
from fmnist_gui.core.session.record import History
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.summary import SessionState
from fmnist_gui.core.stats.proportion import Interval

FORMAT = "fmnist-gui certificate 1"
MOST_FLAGS = 100


@dataclass(frozen=True)
class Certificate:
    """The figures of a session with all that they rest on.

    ``correct`` of ``n`` scored trials are right by their first answer, ``correct_at_last`` by the
    one that stands; both accuracies are None without a scored trial. ``wilson`` is the 95 %
    interval of ``accuracy``. ``flags`` are the keys of the doubts. ``fingerprint`` is that of the
    split whose images were shown. ``session_sha256`` is the hash of the session file's content,
    and ``program_version`` that of the program which made the certificate.
    """

    session_id: UUID
    session_sha256: str
    annotator: str
    is_simulated: bool
    preset: str
    condition: str
    state: SessionState
    deck_sha256: str
    deck_code: str
    split: str
    fingerprint: str
    n: int
    correct: int
    accuracy: float | None
    wilson: Interval
    correct_at_last: int
    accuracy_at_last: float | None
    flags: tuple[str, ...]
    program_version: str
    made_at: datetime

    def content(self) -> dict[str, Any]:
        """Return the certificate fit for JSON, with the SHA-256 of everything else in it."""
        content: dict[str, Any] = {"format": FORMAT, **vars(self)}
        content["session_id"] = str(self.session_id)
        content["made_at"] = moment_text(self.made_at)
        content["wilson"] = [float(end) for end in self.wilson]
        content["flags"] = list(self.flags)
        return {**content, "sha256": content_sha256(content)}

    @property
    def sha256(self) -> str:
        """The hex SHA-256 of the certificate in canonical JSON."""
        return str(self.content()["sha256"])


def certificate(
    history: History, result: SessionResult, *, made_at: datetime, program_version: str
) -> Certificate:
    """Return the certificate of the session with this `history`, whose `result` it is."""
    record, deck = history.record, history.record.deck
    low, high = result.wilson
    return Certificate(
        session_id=record.id,
        session_sha256=session_sha256(history),
        annotator=record.annotator.name,
        is_simulated=record.is_simulated,
        preset=record.protocol,
        condition=record.condition,
        state=result.outcome.state,
        deck_sha256=deck.sha256,
        deck_code=deck.code,
        split=deck.split,
        fingerprint=deck.fingerprint,
        n=result.count,
        correct=result.right,
        accuracy=result.accuracy,
        wilson=Interval(float(low), float(high)),
        correct_at_last=result.right_at_last,
        accuracy_at_last=result.accuracy_at_last,
        flags=tuple(flag.key for flag in result.flags),
        program_version=program_version,
        made_at=made_at,
    )


def certificate_of(content: Mapping[str, Any]) -> Certificate:
    """Return the certificate whose :meth:`Certificate.content` this is, whatever its hash.

    Raises ContentError for something else.
    """
    given = Fields(content, "the certificate")
    given.choice("format", (FORMAT,))
    given.sha256("sha256")
    found = Certificate(
        session_id=given.uuid("session_id"),
        session_sha256=given.sha256("session_sha256"),
        annotator=given.text("annotator", is_printable=False),
        is_simulated=given.switch("is_simulated"),
        preset=given.text("preset"),
        condition=given.text("condition"),
        state=cast("SessionState", given.choice("state", get_args(SessionState))),
        deck_sha256=given.sha256("deck_sha256"),
        deck_code=given.text("deck_code"),
        split=given.text("split"),
        fingerprint=given.text("fingerprint"),
        n=given.whole("n"),
        correct=given.whole("correct"),
        accuracy=None if given.is_null("accuracy") else given.number("accuracy"),
        wilson=Interval(*given.pair("wilson")),
        correct_at_last=given.whole("correct_at_last"),
        accuracy_at_last=(
            None if given.is_null("accuracy_at_last") else given.number("accuracy_at_last")
        ),
        flags=given.texts("flags", most=MOST_FLAGS),
        program_version=given.text("program_version"),
        made_at=given.moment("made_at"),
    )
    given.close()
    return found
