from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.progress import NOTHING_YET, QueueCount, progress
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of
from fmnist_gui.core.stats.proportion import wilson
from tests import sample
from tests.store.sample import ANNA, NOW

TRAIN, TEST = 300, 100
GALLERY = sample.gallery(sample.split("train", TRAIN), sample.split("test", TEST))


def waiting(*numbers: int, key: str = "margin") -> ReviewQueue:
    return queue_of(
        key, "Margin", "By margin.", candidates=[Candidate(n, 0, 0.0, 1, "") for n in numbers]
    )


def decided(number: int, kind: Any = "keep", *, queue: str = "margin") -> Decision:
    split, index = GALLERY.split_of(number), GALLERY.place(number).index
    return Decision(
        id=uuid4(),
        annotator=ANNA,
        fingerprint=split.fingerprint,
        split=split.name,
        image_index=index,
        kind=kind,
        to_class=3 if kind == "relabel" else None,
        note="",
        at=NOW,
        queue=queue,
    )


def many(kinds: Sequence[str]) -> list[Decision]:
    return [
        replace(decided(number, kind), at=NOW + timedelta(seconds=number))
        for number, kind in enumerate(kinds)
    ][::-1]


def test_done_counts_images_of_the_queue_wherever_they_were_decided() -> None:
    found = progress(
        waiting(1, 2, 3, 305),
        GALLERY,
        [decided(2), decided(305, queue="human"), decided(9), decided(3, "skip")],
    )

    assert (found.done, found.total) == (2, 4)
    assert (found.looked, found.changed) == (1, 0)


def test_who_counts_as_done_may_be_said() -> None:
    mask = np.zeros(len(GALLERY), dtype=np.bool_)
    mask[1] = True
    assert progress(waiting(1, 2), GALLERY, [decided(2)], decided=mask).done == 1


def test_images_left_out_as_decided_still_belong_to_the_queue() -> None:
    part = waiting(1)
    left = ReviewQueue(
        part.key,
        part.title,
        part.ranks_by,
        part.numbers,
        part.labels,
        part.scores,
        part.suggested,
        part.why,
        decided=np.array([7], dtype=np.intp),
    )
    found = progress(left, GALLERY, [decided(7, "bad")])

    assert (found.done, found.total, found.last.finds) == (1, 2, 1)


def test_the_yield_is_of_this_queue_and_of_the_newest_decision() -> None:
    given = [decided(1, "bad"), decided(2, "relabel", queue="human"), decided(3), decided(1)]
    in_time = [replace(d, at=NOW + timedelta(seconds=at)) for at, d in enumerate(given)]

    for mixed in (in_time, in_time[::-1]):
        found = progress(waiting(1, 2, 3), GALLERY, mixed)
        assert (found.looked, found.changed) == (2, 0)


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ([], NOTHING_YET),
        (["relabel"], "The one image decided here so far changed"),
        (["unsure"], "The one image decided here so far did not change; 1 unsure"),
        (["bad"], "The one image decided here so far did not change; 1 bad image"),
        (
            ["keep", "relabel", "ambiguous", "bad", "duplicate", "unsure", "relabel", "duplicate"],
            "2 of the 8 decided here so far changed; "
            "1 ambiguous, 1 bad image, 2 duplicates, 1 unsure",
        ),
        (
            ["bad"] * 50 + ["keep"] * 67 + ["bad"] * 2 + ["relabel"] * 31,
            "31 of the last 100 changed; 2 bad images",
        ),
    ],
)
def test_only_another_label_is_a_change_and_the_rest_is_said_apart(
    kinds: list[str], sentence: str
) -> None:
    found = progress(waiting(*range(TRAIN)), GALLERY, many(kinds))
    assert found.sentence == sentence


def test_of_one_reviewer_alone_what_others_settled_is_none_of_the_images() -> None:
    settled = np.zeros(len(GALLERY), dtype=np.bool_)
    settled[[1, 2]] = True
    counted = QueueCount(waiting(1, 2, 3), GALLERY, [decided(1)])
    alone, all_of_it = counted.progress(settled, is_own=True), counted.progress(settled)
    assert (alone.done, alone.total) == (1, 2)
    assert (all_of_it.done, all_of_it.total) == (2, 3)


def hint(first: int, last: int) -> str:
    kinds = ["bad"] * first + ["keep"] * (200 - first - last) + ["bad"] * last
    return progress(waiting(*range(TRAIN)), GALLERY, many(kinds)).hint


def test_a_hint_sets_the_last_hundred_beside_the_first() -> None:
    low, high = wilson(8, 100)

    found = hint(62, 8)

    interval = f"{100 * low:.0f}–{100 * high:.0f} %"
    assert found == (
        f"Of the first 100 labels 62 % (52–71 %) do not stand, of the last 8 % ({interval}): "
        "finds have become rarer."
    )


def test_a_hint_claims_no_change_that_the_intervals_do_not_show() -> None:
    assert hint(20, 12).endswith(": no clear change.")
    assert hint(8, 62).endswith(": finds have become more frequent.")


def test_there_is_no_hint_while_the_hundreds_overlap() -> None:
    assert progress(waiting(*range(TRAIN)), GALLERY, many(["bad"] * 199)).hint == ""


def test_decisions_about_images_that_are_not_there_count_nowhere() -> None:
    outside = decided(1)
    beyond = replace(outside, image_index=TRAIN)
    elsewhere = replace(outside, fingerprint="0" * 64)

    assert progress(waiting(*range(TRAIN + 1)), GALLERY, [beyond, elsewhere]).done == 0


def test_an_audit_asks_anew_about_what_was_decided_elsewhere_and_never_says_when_to_stop() -> None:
    key = "audit:7"
    elsewhere = np.ones(len(GALLERY), dtype=np.bool_)
    found = progress(
        waiting(1, 2, key=key), GALLERY, [decided(1), decided(2, queue=key)], decided=elsewhere
    )
    assert (found.done, found.total) == (1, 2)

    kinds = ["relabel"] * 100 + ["keep"] * 100
    own = [decided(number, kind, queue=key) for number, kind in enumerate(kinds)]
    assert progress(waiting(*range(200), key=key), GALLERY, own).hint == ""
    assert progress(waiting(*range(200)), GALLERY, many(kinds)).hint != ""
