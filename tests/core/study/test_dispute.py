"""Which images are disputed, in which order, and which are not yet or no more."""

import pytest

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.dispute import disputes
from fmnist_gui.core.study.event import State
from fmnist_gui.core.study.study import Wanted
from tests.core.study.sample import ANNA, BEN, EVA, Said, labels, study

THREE = Wanted(3, None, 3)


def everybody(image: int, *chosen: int) -> list[Said]:
    return [(person, image, c) for person, c in zip((ANNA, BEN, EVA), chosen, strict=False)]


def test_images_whose_votes_settle_nothing_come_most_disputed_first() -> None:
    said = [*everybody(0, 1, 1, 1), *everybody(1, 1, 1, 2), *everybody(2, 0, 1, 2)]
    said += everybody(3, *[CANNOT_TELL] * 3)
    said += everybody(4, 0, 1, CANNOT_TELL)
    found = disputes(study(wanted=THREE), labels(said), state="running")

    assert [(own.index, own.why) for own in found] == [
        (3, "unnamed"),
        (2, "tied"),
        (4, "tied"),
        (1, "divided"),
    ]
    assert found[2].votes == (1, 1, 0)
    assert [own.cannot_tell for own in found] == [3, 0, 1, 0]
    assert found[0].posterior == pytest.approx(1 / 3)
    assert len({own.words for own in found}) == 3


def test_what_gets_more_labels_waits_until_the_study_is_closed() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 0, 2), (ANNA, 1, 1), (BEN, 2, CANNOT_TELL)])
    asked = study(wanted=THREE)
    state: State
    for state in ("running", "paused"):
        assert disputes(asked, told, state=state) == ()
    found = disputes(asked, told, state="closed")
    assert [(own.index, own.why) for own in found] == [(2, "unnamed"), (0, "tied")]


def test_a_study_with_a_certainty_disputes_what_does_not_reach_it() -> None:
    asked = study(wanted=Wanted(2, 0.9, 3))
    said = [*everybody(0, 1, 1), *everybody(1, 1, 1, 2), *everybody(2, 1, 2)]
    (found,) = disputes(asked, labels(said), state="running")
    assert (found.index, found.why) == (1, "uncertain")
    assert found.posterior < 0.9


def test_what_was_adjudicated_is_out() -> None:
    said = [*everybody(1, 1, 1, 2), *everybody(2, 0, 1, 2)]
    found = disputes(study(wanted=THREE), labels(said), state="running", settled={2})
    assert [own.index for own in found] == [1]
    assert disputes(study(), labels([]), state="closed") == ()
