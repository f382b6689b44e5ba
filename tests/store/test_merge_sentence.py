"""What was taken in is said in one line."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.store.merge import Merged
from fmnist_gui.store.merge_sentence import elsewhere_sentence, merge_sentence
from tests import sample
from tests.core.session.example import played

A, B, C = (uuid4() for _ in range(3))


def session_of(name: str, session_id: UUID = A) -> History:
    history = played(1, 2)
    record = replace(history.record, id=session_id, annotator=Annotator(uuid4(), name))
    return History(record, history.entries)


@pytest.mark.parametrize(
    ("merged", "count", "told"),
    [
        (Merged(3, answers=2, sessions=(A,)), 1, "Added 1 session of Ada, 2 new answers."),
        (Merged(1, 2, answers=1, grown=(A,)), 1, "1 session of Ada went on, 1 new answer."),
        (Merged(0, 3), 1, "1 session of Ada is here already."),
        (
            Merged(3, 3, answers=2, sessions=(A,), grown=(B,)),
            3,
            "Added 1 session of Ada; 1 session went on, 2 new answers; 1 session is here already.",
        ),
        (
            Merged(conflicts=3, refused=(A,)),
            1,
            "1 session is here with another content; 3 entries left out, since what is here stays.",
        ),
        (
            Merged(0, 2, 1),
            1,
            "1 session of Ada is here already; 1 entry left out, since what is here stays.",
        ),
    ],
)
def test_it_says_what_was_added_and_what_was_not(merged: Merged, count: int, told: str) -> None:
    histories = [session_of("Ada", session_id) for session_id in (A, B, C)[:count]]
    assert merge_sentence(merged, histories) == told


def test_of_several_people_nobody_is_named() -> None:
    histories = [session_of("Ada"), session_of("Bo", B)]
    merged = Merged(6, answers=4, sessions=(A, B))
    assert merge_sentence(merged, histories) == "Added 2 sessions, 4 new answers."


def test_a_name_is_cut_and_read_in_its_own_direction() -> None:
    told = merge_sentence(Merged(0, 3), [session_of("עדה")])
    assert told == "1 session of \u2068עדה\u2069 is here already."
    assert len(merge_sentence(Merged(0, 3), [session_of("n" * 10_000)])) < 100


def test_other_data_is_named_by_both_fingerprints() -> None:
    split = sample.split("test", 30)
    own = played(1, 2, fingerprint=split.fingerprint)
    assert elsewhere_sentence([own], [split]) == ""
    told = elsewhere_sentence([played(1, 2)], [split])
    assert told == (
        "Its images belong to other data: fingerprint ffffffff, open here is "
        f"{split.fingerprint[:8]}."
    )
    assert "The images of 2 belong to other data" in elsewhere_sentence(
        [played(1, 2), own, played(1, 2)], [split]
    )
    assert ", no test images are open here." in elsewhere_sentence([played(1, 2)], [])
