from datetime import UTC, date, datetime

import numpy as np

from fmnist_gui.core.review.evidence import Sent
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.suspect import Naming, Suspect
from tests.core.review.ranking.example import evidence, order, ranked

NAMING = Naming(
    "fashion-mnist",
    "train",
    (2, 0),
    said="mislabelled",
    source="issue 166 of the data set",
    address="https://example.org/166",
    on=date(2020, 11, 19),
)


def test_suspects_come_in_the_order_in_which_they_were_named() -> None:
    known = evidence(suspects=(Suspect(2, NAMING), Suspect(0, NAMING)))

    assert order("suspects", known) == [2, 0]
    assert ranked("suspects", known).why(0) == (
        "mislabelled, says issue 166 of the data set (2020-11-19)"
    )


def test_what_was_sent_first_comes_first() -> None:
    moments = [datetime(2026, 11, 28, 9, minute, tzinfo=UTC) for minute in (5, 7)]
    known = evidence(sent=Sent(np.array([5, 1]), moments))

    assert order("sent", known) == [5, 1]
    assert ranked("sent", known).why(1) == "sent to review on 2026-11-28 at 09:07 UTC"


def test_nothing_named_or_sent_is_told() -> None:
    assert not RANKINGS["suspects"].has(evidence())
    assert not RANKINGS["sent"].has(evidence())
