"""What may be told about a session, to whom, and what it may be set beside."""

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.outcome import Outcome
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.stats import sentence

REFERENCED = (OFFICIAL, "test")
"""The data set and the split that published results speak about."""

REFERENCED_IMAGES = 10_000
"""How many images that split has."""


def is_sealed(record: SessionRecord, came: Outcome) -> bool:
    """Whether a scored session of a person can be gone on with, so that it must not tell.

    That is said of the session alone. What a study keeps closed is known where studies are, see
    :func:`fmnist_gui.store.seal.is_told`.
    """
    return came.is_scored and came.may_resume and not record.is_simulated


def check_measures(record: SessionRecord) -> None:
    """Raise RequestError for a session that measures nobody, so that it has no result."""
    if record.rules is not None and record.rules.is_collecting:
        whose = f"for the study {record.study[:8]}" if record.study else "for others"
        raise RequestError(
            f"session {str(record.id)[:8]} holds labels {whose}, which measure nobody and so have "
            "no result; agreement and consensus are told over all labels together"
        )


def is_referenced(record: SessionRecord, came: Outcome) -> bool:
    """Whether a score may stand beside published ones.

    What was published speaks of these images, shown as long as somebody likes.
    """
    is_of_these = (record.data_identity, record.deck.split) == REFERENCED
    return is_of_these and came.is_scored and record.is_standard


def population(record: SessionRecord, came: Outcome) -> int | None:
    """Return how many images a session's are a simple random sample of, None where unknown."""
    return REFERENCED_IMAGES if is_referenced(record, came) and came.has_all else None


def who_answered(record: SessionRecord, reader: str | None) -> str:
    """Return the one who is spoken of, fit to begin a sentence.

    `reader` is the name of the annotator who is told "you"; without it everybody is.
    """
    name = record.annotator.name
    told = None if reader in (None, name) else name
    return sentence.subject(told, is_simulated=record.is_simulated)
