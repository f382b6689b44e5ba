import time
from dataclasses import replace
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Withdrawal, standing, steps, withdrawn
from fmnist_gui.core.session.record import Annotator
from tests.store.sample import ANNA, NOW, decision

BEN = Annotator(uuid4(), "Ben")


def back(of: Decision, *, is_back: bool = False) -> Withdrawal:
    return Withdrawal(uuid4(), of.id, of.annotator, NOW, is_back)


def page(*indices: int) -> list[Decision]:
    step = uuid4()
    return [replace(decision(index), step=step) for index in indices]


def test_what_was_taken_back_stands_again_once_it_is_done_again() -> None:
    one, two = decision(1), decision(2)

    assert standing([one, two, back(one)]) == (two,)
    assert withdrawn([one, two, back(one)]) == (one,)
    assert standing([one, two, back(one), back(one, is_back=True)]) == (one, two)


def test_steps_are_taken_back_from_the_last_and_done_again_from_there() -> None:
    one, two = decision(1), decision(2)

    found = steps([one, two, back(two)], ANNA.id)

    assert [step.decisions for step in found.done] == [(one,)]
    assert [step.decisions for step in found.undone] == [(two,)]
    again = steps([one, two, back(two), back(one), back(one, is_back=True)], ANNA.id)
    assert [step.decisions for step in again.done] == [(one,)]
    assert [step.decisions for step in again.undone] == [(two,)]


def test_a_page_is_one_step() -> None:
    many = page(1, 2, 3)

    found = steps([*many, *(back(each) for each in many)], ANNA.id)

    assert found.done == ()
    assert [step.decisions for step in found.undone] == [tuple(many)]


def test_nothing_is_done_again_after_something_new() -> None:
    one, two = decision(1), decision(2)

    assert steps([one, back(one), two], ANNA.id).undone == ()


def test_everybody_takes_back_their_own() -> None:
    mine, theirs = decision(1), decision(2, annotator=BEN)

    assert [step.decisions for step in steps([mine, theirs], ANNA.id).done] == [(mine,)]
    assert [step.decisions for step in steps([mine, theirs], BEN.id).done] == [(theirs,)]


@given(st.lists(st.sampled_from(["decide", "undo", "redo"]), max_size=40))
def test_undo_and_redo_do_as_two_stacks_would(acts: list[str]) -> None:
    log: list[Decision | Withdrawal] = []
    done: list[Decision] = []
    undone: list[Decision] = []
    for number, act in enumerate(acts):
        if act == "decide":
            done.append(decision(number))
            undone.clear()
            log.append(done[-1])
        elif act == "undo" and done:
            undone.append(done.pop())
            log.append(back(undone[-1]))
        elif act == "redo" and undone:
            done.append(undone.pop())
            log.append(back(done[-1], is_back=True))

    found = steps(log, ANNA.id)

    assert [step.decisions[0] for step in found.done] == done
    assert [step.decisions[0] for step in found.undone] == undone
    assert set(standing(log)) == set(done)


def test_many_decisions_take_no_longer_each() -> None:
    # It had looked through all steps for every decision: half a minute for an evening's work.
    log = [decision(number) for number in range(20_000)]
    begun = time.perf_counter()
    assert len(steps(log, ANNA.id).done) == len(log)
    assert time.perf_counter() - begun < 5
