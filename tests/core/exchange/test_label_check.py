"""A session cannot claim labels that its images do not have."""

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.label_check import Contradiction, check_labels, contradictions
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Answer, History
from fmnist_gui.core.session.session import Session
from tests import sample
from tests.core.session.example import START, Sitting, played

SPLIT = sample.split("test", 30)


def honest() -> History:
    """Return a session whose labels are those of the split."""
    sitting = Sitting(SPLIT.labels[:4].tolist(), fingerprint=SPLIT.fingerprint)
    for _ in range(4):
        sitting.answer(3)
    sitting.do("finish")
    return sitting.history()


def with_answer(history: History, place: int, **changes: object) -> History:
    entry = history.entries[place]
    assert isinstance(entry, Answer)
    changed = replace(entry, **changes)  # type: ignore[arg-type]
    entries = (*history.entries[:place], changed, *history.entries[place + 1 :])
    return History(history.record, entries)


def test_labels_as_in_the_images_are_right() -> None:
    assert list(contradictions(honest(), [SPLIT])) == []
    check_labels(honest(), [SPLIT], "a.fmsession")


def test_a_label_turned_into_the_answer_is_found() -> None:
    forged = with_answer(honest(), 1, label=3)
    assert list(contradictions(forged, [SPLIT])) == [Contradiction(2, "label", "test 1", 3, 1)]
    with pytest.raises(DataError) as caught:
        check_labels(forged, [SPLIT], "a.fmsession")
    assert str(caught.value) == (
        "a.fmsession: expected the label of image test 1 as in the data that it names, found 3 in "
        "entry 2 and 1 there; ask for the original file"
    )


def test_an_image_that_is_not_there_is_found() -> None:
    forged = with_answer(honest(), 0, image_index=30)
    assert list(contradictions(forged, [SPLIT])) == [Contradiction(1, "label", "test 30", 0, None)]
    with pytest.raises(DataError, match="no such image"):
        check_labels(forged, [SPLIT], "a.fmsession")


def test_other_pixels_are_found() -> None:
    digest = sha256(SPLIT.images[2].tobytes()).hexdigest()
    right = with_answer(honest(), 2, image_sha256=digest)
    assert list(contradictions(right, [SPLIT])) == []
    wrong = with_answer(honest(), 2, image_sha256="0" * 64)
    (found,) = contradictions(wrong, [SPLIT])
    assert (found.number, found.field, found.found) == (3, "image_sha256", digest)
    with pytest.raises(DataError) as caught:
        check_labels(wrong, [SPLIT], "a.fmsession")
    assert str(caught.value) == (
        "a.fmsession: expected the hash of the pixels of image test 2 as in the data that it "
        f"names, found '{'0' * 16}' in entry 3 and '{digest[:16]}' there; ask for the original file"
    )


def test_of_other_images_nothing_is_known() -> None:
    assert list(contradictions(played(3, 10), [SPLIT])) == []
    assert list(contradictions(with_answer(honest(), 1, label=3), [])) == []


def test_attention_checks_have_the_labels_of_their_own_split() -> None:
    checks = sample.split("train", 20, classes=7)
    record = honest().record
    deck = Deck(
        "quick-20",
        "test",
        SPLIT.fingerprint,
        1,
        (5, 9),
        "2.0.0",
        phases=("main", "attention"),
        attention_split="train",
        attention_fingerprint=checks.fingerprint,
    )
    session = Session(replace(record, deck=deck), SPLIT.labels, images=SPLIT.images, checks=checks)
    entries = []
    for at in (1, 2):
        session.shown(at * 10, START)
        entry = session.answer(0, response_ns=at * 10, answered_at=START, device="key", key="0")
        assert entry is not None
        entries.append(entry)
    assert [entry.label for entry in entries] == [5, 2]
    history = History(session.record, tuple(entries))
    assert list(contradictions(history, [SPLIT, checks])) == []
    other = Split("train", checks.images, np.zeros(20, dtype=np.uint8), checks.fingerprint)
    assert [found.image for found in contradictions(history, [SPLIT, other])] == ["train 9"]
