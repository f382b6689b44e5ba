"""Adjudicated images in the consensus of their study."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest

from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.adjudication import adjudicated, adjudications, queue_key
from fmnist_gui.core.study.consensus import study_consensus
from fmnist_gui.core.table.consensus_table import ConsensusTable
from tests.core.study.sample import ANNA, BEN, labels, study

FILE = np.zeros(10, dtype=np.uint8)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def decision(
    index: int, kind: DecisionKind, to_class: int | None = None, *, minute: int = 0
) -> Decision:
    asked = study()
    return Decision(
        uuid4(),
        Annotator(ANNA, "Anna"),
        asked.fingerprint,
        asked.split,
        index,
        kind,
        to_class,
        "",
        NOW + timedelta(minutes=minute),
        queue=queue_key(asked),
    )


def table() -> ConsensusTable:
    said = [(ANNA, 4, 1), (BEN, 4, 2), (ANNA, 5, 1), (BEN, 5, 1), (ANNA, 6, 2), (BEN, 6, 2)]
    return study_consensus(study(), labels(said), "plurality").table


@pytest.mark.parametrize(
    ("kind", "to_class", "expected"),
    [("keep", None, 0), ("relabel", 2, 2), ("ambiguous", None, 1), ("bad", None, 1)],
)
def test_a_class_that_was_concluded_takes_the_place_of_the_votes(
    kind: DecisionKind, to_class: int | None, expected: int
) -> None:
    found = adjudications(study(), [decision(4, kind, to_class)])
    settled = adjudicated(table(), found, split="test", labels=FILE)

    assert [row.consensus for row in settled.rows] == [expected, 1, 2]
    assert [row.adjudicated for row in settled.rows] == [kind, None, None]
    assert settled.adjudicated == 1
    assert settled.rows[0].is_adjudicated


def test_the_newest_conclusion_counts_and_none_of_the_review_desk() -> None:
    elsewhere = decision(5, "relabel", 0)
    object.__setattr__(elsewhere, "queue", "margin")
    later = decision(4, "relabel", 2, minute=1)
    unsure = decision(6, "unsure")

    found = adjudications(study(), [later, decision(4, "keep"), elsewhere, unsure])

    assert found == {4: later}


def test_an_image_that_nobody_could_name_gets_a_row_once_a_class_was_concluded() -> None:
    found = adjudications(study(), [decision(1, "relabel", 2), decision(9, "bad")])
    settled = adjudicated(table(), found, split="test", labels=FILE)

    assert [row.index for row in settled.rows] == [1, 4, 5, 6]
    assert (settled.rows[0].consensus, settled.rows[0].votes) == (2, 0)
