"""The tables: what was said and done is added to them and never changed or deleted."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Dialect, Double, ForeignKey, Index, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
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


class Row(DeclarativeBase):
    """A row of any table.

    Rows refer to each other by ``seq``, which counts up as they are written and is this file's
    own; ``id`` is the UUID made by the client, by which copies in other databases are the same.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcMicroseconds, float: Double}  # noqa: RUF012 - read by SQLAlchemy


class AnnotatorRow(Row):
    """A person; two of the same name may come together when databases are merged."""

    __tablename__ = "annotator"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str]


class DeckRow(Row):
    """A deck under the hash of its content; ``count`` is the length of ``indices``.

    ``more`` holds what :meth:`fmnist_gui.core.session.deck.Deck.more` returns.
    """

    __tablename__ = "deck"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    preset: Mapped[str]
    split: Mapped[str]
    fingerprint: Mapped[str]
    # Text, since a seed may have more bits than an integer column.
    seed: Mapped[str]
    numpy_version: Mapped[str]
    excluded: Mapped[int]
    count: Mapped[int]
    indices: Mapped[list[int]] = mapped_column(JSON)
    more: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class SessionRow(Row):
    """The header of a session."""

    __tablename__ = "session"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    annotator_seq: Mapped[int] = mapped_column(ForeignKey("annotator.seq"))
    deck_sha256: Mapped[str] = mapped_column(ForeignKey("deck.sha256"))
    protocol: Mapped[str]
    class_names: Mapped[list[str]] = mapped_column(JSON)
    data_identity: Mapped[str | None]
    started_at: Mapped[datetime]
    app_version: Mapped[str]
    size_px: Mapped[int]
    smoothing: Mapped[str]
    polarity: Mapped[str]
    refresh_hz: Mapped[float]
    pixel_ratio: Mapped[float]
    is_simulated: Mapped[bool]
    equipment: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class AnswerRow(Row):
    """An answer; ``revision`` counts the earlier ones to the same trial, 0 for the first.

    Answers, retractions and session events draw ``seq`` from one sequence, so that the order of
    all of them is known.
    """

    __tablename__ = "answer"
    # Holds all that the list of sessions counts, which makes counting twice as fast.
    __table_args__ = (
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

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    session_seq: Mapped[int] = mapped_column(ForeignKey("session.seq"))
    position: Mapped[int]
    revision: Mapped[int]
    image_index: Mapped[int]
    label: Mapped[int]
    chosen: Mapped[int]
    onset_ns: Mapped[int] = mapped_column(BigInteger)
    response_ns: Mapped[int] = mapped_column(BigInteger)
    shown_at: Mapped[datetime]
    answered_at: Mapped[datetime]
    device: Mapped[str]
    key: Mapped[str]
    was_paused: Mapped[bool]
    lost_focus: Mapped[bool]
    was_seen: Mapped[bool]
    phase: Mapped[str] = mapped_column(server_default="main")
    split: Mapped[str] = mapped_column(server_default=text("''"))
    block: Mapped[int] = mapped_column(server_default="0")
    image_sha256: Mapped[str] = mapped_column(server_default=text("''"))
    confidence: Mapped[int | None]
    second_choice: Mapped[int | None]
    late_frames: Mapped[int] = mapped_column(server_default="0")
    clock_jumped: Mapped[bool] = mapped_column(server_default="0")


class RetractionRow(Row):
    """An answer taken back."""

    __tablename__ = "retraction"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    session_seq: Mapped[int] = mapped_column(ForeignKey("session.seq"), index=True)
    answer_seq: Mapped[int] = mapped_column(ForeignKey("answer.seq"))
    retracted_at: Mapped[datetime]


class SessionEventRow(Row):
    """A pause, an end or another event of a sitting."""

    __tablename__ = "session_event"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    session_seq: Mapped[int] = mapped_column(ForeignKey("session.seq"), index=True)
    kind: Mapped[str]
    position: Mapped[int]
    at: Mapped[datetime]


class PanelRow(Row):
    """That some people, by their names, are to answer the same deck."""

    __tablename__ = "panel"

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    deck_sha256: Mapped[str] = mapped_column(ForeignKey("deck.sha256"))
    members: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[datetime]
    app_version: Mapped[str]


class ExposureRow(Row):
    """That a person was shown the label of an image, and where first."""

    __tablename__ = "exposure"
    __table_args__ = (Index(None, "annotator_seq", "fingerprint", "image_index"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    annotator_seq: Mapped[int] = mapped_column(ForeignKey("annotator.seq"))
    fingerprint: Mapped[str]
    split: Mapped[str]
    image_index: Mapped[int]
    source: Mapped[str]
    at: Mapped[datetime]


class DecisionRow(Row):
    """What a reviewer concluded about the label of an image."""

    __tablename__ = "decision"
    __table_args__ = (Index(None, "fingerprint", "image_index"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    annotator_seq: Mapped[int] = mapped_column(ForeignKey("annotator.seq"))
    fingerprint: Mapped[str]
    split: Mapped[str]
    image_index: Mapped[int]
    kind: Mapped[str]
    to_class: Mapped[int | None]
    note: Mapped[str]
    at: Mapped[datetime]
    app_version: Mapped[str]


class TagEventRow(Row):
    """A tag that was put on an image, or taken off."""

    __tablename__ = "tag_event"
    __table_args__ = (Index(None, "fingerprint", "image_index"),)

    seq: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    annotator_seq: Mapped[int] = mapped_column(ForeignKey("annotator.seq"))
    fingerprint: Mapped[str]
    split: Mapped[str]
    image_index: Mapped[int]
    tag: Mapped[str]
    is_on: Mapped[bool]
    at: Mapped[datetime]
    app_version: Mapped[str]
