from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.decision import Original
from fmnist_gui.core.review.history import Withdrawal, steps
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore
from tests.store.sample import ANNA, FINGERPRINT, NOW, decision, opened

BEN = Annotator(uuid4(), "Ben")


def test_all_that_a_decision_says_comes_back(home: Path) -> None:
    step = uuid4()
    made = (
        replace(decision(3, "ambiguous"), classes=(2, 4), queue="margin", step=step),
        replace(decision(4, "duplicate"), original=Original("cd" * 32, "train", 7), step=step),
        replace(decision(5, "unsure", note="dark"), is_blind=True),
        decision(6, "skip"),
    )
    with opened(home) as database:
        LabelStore(database).review.decide(*made)
    with opened(home) as database:
        assert LabelStore(database).review.decisions(FINGERPRINT) == made


def test_what_is_taken_back_stands_again_after_a_restart(home: Path) -> None:
    one, two = decision(1), decision(2, "bad", after_s=1)
    back = Withdrawal(uuid4(), two.id, ANNA, NOW + timedelta(seconds=2))
    with opened(home) as database:
        store = LabelStore(database)
        store.review.decide(one, two)
        store.review.withdraw(back)
        assert store.review.decisions(FINGERPRINT) == (one,)
        assert [remark.was_taken_back for remark in store.image_history(FINGERPRINT, 2)] == [True]
    with opened(home) as database:
        store = LabelStore(database)
        log = store.review.log(FINGERPRINT)
        (undone,) = steps(log, ANNA.id).undone
        store.review.withdraw(Withdrawal(uuid4(), undone.decisions[0].id, ANNA, NOW, is_back=True))

        assert log == (one, two, back)
        assert store.review.decisions(FINGERPRINT) == (one, two)
        assert [remark.was_taken_back for remark in store.image_history(FINGERPRINT, 2)] == [False]


def test_the_log_tells_in_which_order_decisions_and_withdrawals_were_written(home: Path) -> None:
    first, second = decision(1, after_s=9), decision(1, "bad")
    back = Withdrawal(uuid4(), first.id, ANNA, NOW)
    with opened(home) as database:
        review = LabelStore(database).review
        review.decide(first)
        review.withdraw(back)
        review.decide(second)
        review.withdraw(back)

        assert review.log(FINGERPRINT) == (first, back, second)
        assert review.log("other") == ()


def test_what_is_not_here_cannot_be_taken_back(home: Path) -> None:
    known, strange = decision(1), decision(2)
    with opened(home) as database:
        review = LabelStore(database).review
        review.decide(known)
        both = [Withdrawal(uuid4(), each.id, ANNA, NOW) for each in (known, strange)]
        with pytest.raises(RequestError, match="not here"):
            review.withdraw(*both)

        assert review.decisions(FINGERPRINT) == (known,)


def test_audits_come_back_with_the_images_that_they_drew(home: Path) -> None:
    old = Audit(uuid4(), ANNA, FINGERPRINT, "test", 2**70, "2.1.0", (5, 3, 8), NOW)
    new = replace(old, id=uuid4(), annotator=BEN, at=NOW + timedelta(days=1))
    with opened(home) as database:
        review = LabelStore(database).review
        review.keep_audit(old)
        review.keep_audit(new)
        review.keep_audit(replace(old, indices=(1,)))

        assert review.audits(FINGERPRINT) == (new, old)
        assert review.audits("other") == ()
