"""Answers of one person to one image that were given at two places are found when they meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fmnist_gui.core.session.record import Annotator, Entry, History, SessionRecord
from fmnist_gui.store.double_answer import DoubleAnswer
from fmnist_gui.store.intake import Gift, Intake, take_in
from fmnist_gui.store.intake_sentence import intake_sentence
from fmnist_gui.store.label_store import LabelStore
from tests.store import sample
from tests.store.sample import ANNA, NOW
from tests.store.studying import STUDY, happened, said, sitting, started

ANNA_ELSEWHERE = Annotator(uuid4(), "anna")


def scored(annotator: Annotator = ANNA, *, protocol: str = "quick-20") -> SessionRecord:
    return sample.record(annotator, sample.deck(seed=uuid4().int), protocol=protocol)


def played(
    header: SessionRecord, chosen: Sequence[int], *, was_seen: bool = False, after_s: float = 0
) -> History:
    """Return a finished session with these answers."""
    later = timedelta(seconds=after_s)
    answers = [
        replace(given, was_seen=was_seen, answered_at=given.answered_at + later)
        for given in said(header, chosen)
    ]
    return History(header, (*answers, sample.event(header, "finished", len(chosen))))


def met(store: LabelStore, here: History, there: History) -> Intake:
    """Let one session come to where the other is; what clashed is told once."""
    store.merge([here])
    found, again = (take_in(store, Gift((), (there,)), now=NOW) for _ in range(2))
    assert again.conflicts == 0
    assert found.conflicts == len(found.doubles)
    # Both are kept.
    assert {store.history(each.record.id) for each in (here, there)} == {here, there}
    return found


def test_two_scored_sessions_that_did_not_know_of_each_other_clash(store: LabelStore) -> None:
    here, there = played(scored(), [1, 2], after_s=60), played(scored(), [0, 2, 1])
    found = met(store, here, there)
    ids = there.record.id, here.record.id
    assert found.doubles == (
        DoubleAnswer("Anna", "test", 3, ids, ("Été", "Été")),
        DoubleAnswer("Anna", "test", 5, ids, ("Trouser", "Bag")),
    )


def test_one_that_knew_of_the_other_does_not(store: LabelStore) -> None:
    first, second = played(scored(), [1]), played(scored(), [0], was_seen=True)
    assert met(store, first, second).doubles == ()


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (scored(), scored(ANNA_ELSEWHERE)),
        (scored(), scored(Annotator(uuid4(), "Anna"))),
        (scored(), scored(protocol="practice")),
        (scored(protocol="practice"), scored(protocol="practice")),
        (scored(), replace(scored(), is_simulated=True)),
        (scored(), sitting(ANNA, (5,))),
    ],
    ids=["another name", "another id", "practice", "both practice", "simulated", "for a study"],
)
def test_others_do_not_clash(store: LabelStore, here: SessionRecord, there: SessionRecord) -> None:
    assert met(store, played(here, [1]), played(there, [0])).doubles == ()


def test_images_of_other_data_do_not_clash(store: LabelStore) -> None:
    drawn = replace(sample.deck(), fingerprint="cd" * 32)
    here, there = played(scored(), [1]), played(sample.record(ANNA, drawn), [0])
    assert met(store, here, there).doubles == ()


def test_what_was_taken_back_or_asked_again_does_not_clash(store: LabelStore) -> None:
    header = scored()
    first = said(header, [1])[0]
    entries: tuple[Entry, ...] = (first, sample.retraction(first))
    here = History(header, entries)
    assert met(store, here, played(scored(), [0])).doubles == ()
    repeats = sitting(ANNA, (2, 2), phases=("main", "repeat"))
    checks = sitting(ANNA, (9, 2), phases=("main", "attention"))
    assert met(store, played(repeats, [0, 1]), played(checks, [1, 1])).doubles == ()


def test_in_a_study_the_name_tells_who_it_is_and_a_running_one_keeps_the_answers(
    store: LabelStore,
) -> None:
    store.studies.start(started())
    here = played(sitting(ANNA, (4, 6)), [1, 0], was_seen=True)
    there = played(sitting(ANNA_ELSEWHERE, (6, 7)), [2, 0], after_s=60)
    (double,) = met(store, here, there).doubles
    assert double == DoubleAnswer(
        "Anna", "test", 6, (here.record.id, there.record.id), (), STUDY.sha256
    )
    store.studies.note(happened("closed"))
    third = played(sitting(ANNA_ELSEWHERE, (6,)), [2], after_s=90)
    (double,) = take_in(store, Gift((), (third,)), now=NOW).doubles
    assert double.classes == ("Trouser", "Été", "Été")


def test_cannot_tell_is_an_answer_too(store: LabelStore) -> None:
    store.studies.start(started())
    store.studies.note(happened("closed"))
    found = met(store, played(sitting(ANNA, (4,)), [-1]), played(sitting(ANNA, (4,)), [0]))
    assert found.doubles[0].classes in (("cannot tell", "Trouser"), ("Trouser", "cannot tell"))


def test_the_sentence_names_the_first_few(store: LabelStore) -> None:
    def intake(count: int) -> str:
        ids = UUID(int=1), UUID(int=2)
        doubles = tuple(
            DoubleAnswer("Anna", "test", 4907 + n, ids, ("Coat", "Dress")) for n in range(count)
        )
        there = played(scored(), [0])
        found = take_in(store, Gift((), (there,)), now=NOW)
        return intake_sentence(replace(found, doubles=doubles), Gift((), (there,)))

    assert intake(0) == "Added 1 session of Anna, 1 new answer."
    assert intake(1) == (
        "Added 1 session of Anna, 1 new answer; Anna answered test 4907 twice: Coat, Dress; "
        "all answers are kept."
    )
    assert intake(5).endswith(
        "Anna answered test 4909 twice: Coat, Dress; so were 2 more images; all answers are kept."
    )
