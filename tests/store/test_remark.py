from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from fmnist_gui import __version__
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.conclusion import current_decisions
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import (
    ANNA,
    FINGERPRINT,
    NOW,
    answer,
    decision,
    event,
    record,
    retraction,
    tag_event,
)

BEN = Annotator(uuid4(), "Ben")


def test_decisions_come_back_equal_and_the_oldest_first(store: LabelStore) -> None:
    late = decision(3, "relabel", to_class=9, note="a shoe,\n“really”", after_s=60)
    early = decision(3, "ambiguous", annotator=BEN)
    other = decision(4, after_s=30)

    for made in (late, early, other):
        store.review.decide(made)

    assert store.review.decisions(FINGERPRINT) == (early, other, late)
    assert current_decisions(store.review.decisions(FINGERPRINT)) == {3: late, 4: other}
    assert store.review.decisions("other") == ()


def test_of_two_at_the_same_moment_the_one_written_later_counts(store: LabelStore) -> None:
    made = [decision(3, kind) for kind in ("keep", "bad", "ambiguous", "keep", "bad")]
    for each in made:
        store.review.decide(each)

    assert store.review.decisions(FINGERPRINT) == tuple(made)
    assert current_decisions(store.review.decisions(FINGERPRINT)) == {3: made[-1]}


def test_a_decision_sent_twice_is_stored_once(store: LabelStore) -> None:
    made = decision(3)

    store.review.decide(made)
    store.review.decide(replace(made, note="changed on the way"))

    assert store.review.decisions(FINGERPRINT) == (made,)


def test_numbers_of_numpy_are_numbers(store: LabelStore) -> None:
    index, to_class = np.array([3, 7])
    store.review.decide(decision(index, "relabel", to_class=to_class))

    (made,) = store.review.decisions(FINGERPRINT)
    assert (made.image_index, made.to_class) == (3, 7)
    assert [r.class_number for r in store.image_history(FINGERPRINT, index)] == [7]


def test_a_decision_knows_the_program_that_made_it(store: LabelStore) -> None:
    store.review.decide(decision(3))

    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT app_version FROM decision").scalars().all()
    assert rows == [__version__]


@pytest.mark.parametrize("change", [{"kind": "relabel"}, {"to_class": 3}, {"note": "\udcff"}])
def test_a_decision_that_says_too_little_leaves_nothing(
    store: LabelStore, change: dict[str, Any]
) -> None:
    with pytest.raises(RequestError):
        store.review.decide(replace(decision(3, annotator=BEN), **change))

    assert store.review.decisions(FINGERPRINT) == ()
    assert store.annotators() == ()


def test_the_history_of_an_image_tells_all_the_newest_first(store: LabelStore) -> None:
    header = record()
    taken_back = answer(header, 0, 0)
    second = replace(answer(header, 0, 1), answered_at=NOW + timedelta(seconds=10))
    store.begin(header)
    store.append(taken_back, retraction(taken_back), second, answer(header, 1))
    store.append(event(header, "finished", 2))
    store.review.decide(
        decision(5, "relabel", to_class=9, note="see sole", annotator=BEN, after_s=30)
    )
    store.review.decide(decision(3, "bad"))
    store.tag([tag_event(5, "odd", after_s=20), tag_event(5, "odd", is_on=False, after_s=40)])
    store.tag([tag_event(3, "dark")])

    assert store.image_history(FINGERPRINT, 5) == (
        Remark("Anna", NOW + timedelta(seconds=40), "untagged", None, "odd"),
        Remark("Ben", NOW + timedelta(seconds=30), "relabel", 9, "see sole"),
        Remark("Anna", NOW + timedelta(seconds=20), "tagged", None, "odd"),
        Remark("Anna", NOW + timedelta(seconds=10), "answer", 1, "0.80 s"),
        Remark("Anna", NOW + timedelta(milliseconds=800), "answer", 0, "0.80 s, taken back"),
    )
    assert store.image_history("other", 5) == ()
    assert store.image_history(FINGERPRINT, 6) == ()


def test_practice_and_simulated_answers_are_told_as_such(store: LabelStore) -> None:
    practice = record(protocol="practice")
    simulated = replace(record(BEN), is_simulated=True)
    for header in (practice, simulated):
        store.begin(header)
        store.append(answer(header, 0))

    told = {remark.who: remark.text for remark in store.image_history(FINGERPRINT, 5)}

    assert told == {"Anna": "0.80 s, not scored", "Ben": "0.80 s, simulated"}


def test_of_remarks_at_the_same_moment_the_one_written_later_stands_first(
    store: LabelStore,
) -> None:
    store.tag([tag_event(5, "odd", annotator=ANNA), tag_event(5, "odd", is_on=False)])

    assert [r.kind for r in store.image_history(FINGERPRINT, 5)] == ["untagged", "tagged"]
