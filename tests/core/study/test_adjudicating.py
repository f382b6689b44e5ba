"""Somebody who adjudicates: what is decided, what comes next, what is taken back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import standing
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.study.adjudicating import Adjudicating, taken_up
from fmnist_gui.core.study.adjudication import adjudications
from fmnist_gui.core.study.dispute import Dispute
from tests.core.study.sample import ANNA, BEN, EVA, labels, study

NOW = datetime(2026, 3, 1, tzinfo=UTC)
OPEN = tuple(Dispute(index, "tied", (1, 1, 0), 0, 0.5) for index in (4, 1, 9))
FILE = {4: 0, 1: 1, 9: 2}


@pytest.fixture
def desk() -> Adjudicating:
    return Adjudicating(study(), OPEN, FILE, Annotator(EVA, "Eva"))


def shown(desk: Adjudicating) -> int | None:
    return None if desk.current is None else desk.current.index


def test_the_file_s_class_is_kept_and_another_relabels(desk: Adjudicating) -> None:
    first = desk.name_class(0, at=NOW, note="a boot")
    second = desk.name_class(2, at=NOW)

    assert (first.kind, first.to_class, first.image_index, first.note) == (
        "keep",
        None,
        4,
        "a boot",
    )
    assert (second.kind, second.to_class, second.image_index) == ("relabel", 2, 1)
    assert adjudications(study(), [first, second]) == {4: first, 1: second}
    assert (shown(desk), desk.waiting) == (9, 1)


def test_at_the_end_nothing_is_shown_and_nothing_can_be_decided(desk: Adjudicating) -> None:
    for _ in OPEN:
        desk.decide("bad", at=NOW)
    assert (desk.current, desk.waiting) == (None, 0)
    with pytest.raises(IndexError):
        desk.decide("bad", at=NOW)
    desk.move(-1)
    assert shown(desk) == 9


def test_what_was_passed_over_comes_again_before_the_end(desk: Adjudicating) -> None:
    desk.pass_on()
    assert shown(desk) == 1
    desk.decide("unsure", at=NOW)
    desk.decide("ambiguous", at=NOW)
    assert (shown(desk), desk.waiting) == (4, 1)
    # The only one that waits comes again when it is passed over.
    desk.pass_on()
    assert shown(desk) == 4


def test_undo_shows_the_image_again_and_redo_lets_it_stand(desk: Adjudicating) -> None:
    decision = desk.name_class(1, at=NOW)
    assert desk.undo(NOW) is not None
    back = desk.redo(NOW)
    gone = desk.undo(NOW)
    assert back is not None
    assert gone is not None
    assert (shown(desk), desk.waiting, desk.can_undo, desk.can_redo) == (4, 3, False, True)
    assert standing([decision, gone]) == ()
    assert standing([decision, gone, back]) == (decision,)
    assert desk.undo(NOW) is None
    desk.decide("keep", at=NOW)
    # What was decided anew is not overwritten by what was taken back before.
    assert desk.redo(NOW) is None


def test_a_decision_can_be_changed_by_going_back(desk: Adjudicating) -> None:
    desk.decide("bad", at=NOW)
    desk.move(-1)
    later = desk.decide("keep", at=NOW)
    assert desk.decided[4] == later
    assert (desk.waiting, shown(desk)) == (2, 1)
    desk.move(-9)
    assert shown(desk) == 4
    desk.move(99)
    assert desk.current is None


def test_what_says_too_little_is_not_decided(desk: Adjudicating) -> None:
    with pytest.raises(RequestError, match="relabel needs the class"):
        desk.decide("relabel", at=NOW)
    assert desk.waiting == 3


def test_whoever_comes_back_goes_on_after_what_they_decided_and_can_take_it_back() -> None:
    votes = labels([(ANNA, i, 0) for i in (0, 1, 2)] + [(BEN, i, 1) for i in (0, 1, 2)])
    eva, ida = Annotator(EVA, "Eva"), Annotator(UUID(int=9), "Ida")

    def come(annotator: Annotator, *said: Decision) -> Adjudicating:
        return taken_up(
            study(),
            votes,
            said,
            state="running",
            file_labels=np.zeros(10, dtype=np.uint8),
            adjudicator=annotator,
        )

    first = come(eva)
    bad, unsure = first.decide("bad", at=NOW), first.decide("unsure", at=NOW)
    other = come(ida, bad, unsure)
    assert [dispute.index for dispute in other.disputes] == [1, 2]
    assert not other.can_undo
    other.pass_on()
    hers = other.decide("keep", at=NOW + timedelta(1))

    again = come(eva, bad, unsure, hers)
    # What somebody else concluded is over; who was unsure is asked again.
    assert [dispute.index for dispute in again.disputes] == [0, 1]
    assert (shown(again), again.waiting, again.decided) == (1, 1, {0: bad})
    taken_back = again.undo(NOW)
    assert taken_back is not None
    assert taken_back.decision_id == bad.id
    assert (shown(again), again.waiting, again.can_undo) == (0, 2, False)


def test_what_is_no_longer_disputed_is_not_taken_back() -> None:
    eva = Annotator(EVA, "Eva")
    said = Adjudicating(study(), OPEN, FILE, eva).decide("bad", at=NOW)
    assert not Adjudicating(study(), OPEN[1:], FILE, eva, earlier=[said]).can_undo
