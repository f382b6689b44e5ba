"""The tables: what was said and done is added to them and never changed or deleted.

Tables and no mapped classes: no row is ever an object, and SQLAlchemy's ORM, which the first
answer of a start would wait for, is never imported.
"""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    text,
)
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class UtcMicroseconds(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 UTC: exact, and in order when sorted.

    Takes aware datetimes (a naive one is a TypeError) and gives them back in UTC.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the moment as a number."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Return the number as a moment."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables."""

_needed = partial(Column[Any], nullable=False)
_optional = partial(Column[Any], nullable=True)


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    """Return a table whose rows refer to each other by ``seq`` and have an ``id``.

    ``seq`` counts up as rows are written and is this file's own; ``id`` is the UUID made by the
    client, by which copies in other databases are the same.
    """
    seq = Column("seq", Integer, primary_key=True)
    return Table(name, METADATA, seq, _needed("id", Uuid, unique=True), *columns)


ANNOTATOR = _table("annotator", _needed("name", String))
"""A person; two of the same name may come together when databases are merged."""

DECK = Table(
    "deck",
    METADATA,
    Column("sha256", String, primary_key=True),
    _needed("preset", String),
    _needed("split", String),
    _needed("fingerprint", String),
    # Text, since a seed may have more bits than an integer column.
    _needed("seed", String),
    _needed("numpy_version", String),
    _needed("excluded", Integer),
    _needed("count", Integer),
    _needed("indices", JSON),
    _optional("more", JSON(none_as_null=True)),
)
"""A deck under the hash of its content; ``count`` is the length of ``indices``.

``more`` holds what :meth:`fmnist_gui.core.session.deck.Deck.more` returns.
"""

SESSION = _table(
    "session",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("deck_sha256", ForeignKey("deck.sha256")),
    _needed("protocol", String),
    _needed("class_names", JSON),
    _optional("data_identity", String),
    _needed("started_at", UtcMicroseconds),
    _needed("app_version", String),
    _needed("size_px", Integer),
    _needed("smoothing", String),
    _needed("polarity", String),
    _needed("refresh_hz", Double),
    _needed("pixel_ratio", Double),
    _needed("is_simulated", Boolean),
    _optional("equipment", JSON(none_as_null=True)),
    _needed("study_sha256", String, server_default=text("''"), index=True),
)
"""The header of a session; ``study_sha256`` is the hash of the study it is for, if any.

No foreign key: answers may arrive before the study that asked for them.
"""

ANSWER = _table(
    "answer",
    _needed("session_seq", ForeignKey("session.seq")),
    _needed("position", Integer),
    _needed("revision", Integer),
    _needed("image_index", Integer),
    _needed("label", Integer),
    _needed("chosen", Integer),
    _needed("onset_ns", BigInteger),
    _needed("response_ns", BigInteger),
    _needed("shown_at", UtcMicroseconds),
    _needed("answered_at", UtcMicroseconds),
    _needed("device", String),
    _needed("key", String),
    _needed("was_paused", Boolean),
    _needed("lost_focus", Boolean),
    _needed("was_seen", Boolean),
    _needed("phase", String, server_default="main"),
    _needed("split", String, server_default=text("''")),
    _needed("block", Integer, server_default="0"),
    _needed("image_sha256", String, server_default=text("''")),
    _optional("confidence", Integer),
    _optional("second_choice", Integer),
    _needed("late_frames", Integer, server_default="0"),
    _needed("clock_jumped", Boolean, server_default="0"),
    _needed("reason", String, server_default=text("''")),
    _needed("note", String, server_default=text("''")),
    # Holds all that the list of sessions counts, which makes counting twice as fast.
    Index(
        "ix_answer_count",
        "session_seq",
        "position",
        "revision",
        "chosen",
        "label",
        "was_seen",
        "phase",
    ),
    # Finds what was said about one image among all that was said.
    Index(None, "image_index"),
)
"""An answer; ``revision`` counts the earlier ones to the same trial, 0 for the first.

``chosen`` is -1 for "cannot tell", whose ``reason`` says why.

Answers, retractions and session events draw ``seq`` from one sequence, so that the order of
all of them is known.
"""

RETRACTION = _table(
    "retraction",
    _needed("session_seq", ForeignKey("session.seq"), index=True),
    _needed("answer_seq", ForeignKey("answer.seq")),
    _needed("retracted_at", UtcMicroseconds),
)
"""An answer taken back."""

SESSION_EVENT = _table(
    "session_event",
    _needed("session_seq", ForeignKey("session.seq"), index=True),
    _needed("kind", String),
    _needed("position", Integer),
    _needed("at", UtcMicroseconds),
)
"""A pause, an end or another event of a sitting."""

PANEL = _table(
    "panel",
    _needed("deck_sha256", ForeignKey("deck.sha256")),
    _needed("members", JSON),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""That some people, by their names, are to answer the same deck."""

EXPOSURE = _table(
    "exposure",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("fingerprint", String),
    _needed("split", String),
    _needed("image_index", Integer),
    _needed("source", String),
    _needed("at", UtcMicroseconds),
    Index(None, "annotator_seq", "fingerprint", "image_index"),
)
"""That a person was shown the label of an image, and where first."""

DECISION = _table(
    "decision",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("fingerprint", String),
    _needed("split", String),
    _needed("image_index", Integer),
    _needed("kind", String),
    _optional("to_class", Integer),
    _needed("note", String),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
    _optional("more", JSON(none_as_null=True)),
    Index(None, "fingerprint", "image_index"),
)
"""What a reviewer concluded about the label of an image.

Decisions and withdrawals draw ``seq`` from one sequence, so that the order of both is known.
``more`` holds what few decisions have, see :mod:`fmnist_gui.store.decision_row`.
"""

WITHDRAWAL = _table(
    "withdrawal",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("decision_seq", ForeignKey("decision.seq"), index=True),
    _needed("is_back", Boolean),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""That a decision was taken back, or stands again."""

AUDIT = _table(
    "audit",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("fingerprint", String, index=True),
    _needed("split", String),
    # Text, since a seed may have more bits than an integer column.
    _needed("seed", String),
    _needed("numpy_version", String),
    _needed("count", Integer),
    _needed("indices", JSON),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""Images of a split drawn at random, in the order drawn, to estimate how many labels are wrong."""

TAG_EVENT = _table(
    "tag_event",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("fingerprint", String),
    _needed("split", String),
    _needed("image_index", Integer),
    _needed("tag", String),
    _needed("is_on", Boolean),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
    Index(None, "fingerprint", "image_index"),
)
"""A tag that was put on an image, or taken off."""

STUDY = _table(
    "study",
    _needed("sha256", String, unique=True),
    _needed("name", String),
    _needed("content", JSON),
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""A study, frozen as it was when it started; ``sha256`` is that of its ``content``."""

STUDY_EVENT = _table(
    "study_event",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("study_sha256", String, index=True),
    _needed("kind", String),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""That somebody paused, resumed, closed or opened a study again."""

PARTICIPATION = _table(
    "participation",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("study_sha256", String, index=True),
    _needed("has_consented", Boolean),
    _needed("replies", JSON),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""That a person agreed to take part in a study, and what they answered about themselves."""

DEPARTURE = _table(
    "departure",
    _needed("annotator_seq", ForeignKey("annotator.seq")),
    _needed("study_sha256", String, index=True),
    _needed("is_back", Boolean),
    _needed("answers", Integer),
    _needed("at", UtcMicroseconds),
    _needed("app_version", String),
)
"""That a person's answers left a study, so many of them, or are back in it."""

DISPATCH = Table(
    "dispatch",
    METADATA,
    Column("study_sha256", String, primary_key=True),
    Column("server", String, primary_key=True),
    _needed("sent", JSON),
)
"""How far the outbox of a study has gone to a server: the last ``seq`` sent of each table.

The server's address holds no password. Bookkeeping of this file alone, so it changes and is
never merged.
"""
