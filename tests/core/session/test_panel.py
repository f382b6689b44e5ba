"""Who sits in a panel, and how far each is."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import reordered
from fmnist_gui.core.session.panel import Panel, check_members, seats
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.session.summary import SessionSummary
from tests.core.session.example import START

DECK = Deck("replicate-zalando", "test", "ab" * 32, 7, (3, 1, 2), "2.1.0")
PANEL = Panel(UUID(int=1), DECK, ("Anna", "Ben", "Cem"), START)


def line(name: str, *, deck: Deck = DECK, after_s: float = 0, answered: int = 3) -> SessionSummary:
    """Return a session of that person over `deck`, in an order of their own."""
    annotator = Annotator(UUID(int=len(name)), name)
    own = reordered(deck, annotator.id)
    return SessionSummary(
        id=uuid4(),
        annotator=annotator,
        preset=deck.preset,
        state="complete" if answered == 3 else "incomplete",
        n=answered,
        correct=answered,
        count=3,
        answered=answered,
        started_at=START + timedelta(seconds=after_s),
        fingerprint=deck.fingerprint,
        data_identity=None,
        is_simulated=False,
        deck_code=own.code,
        panel=own.panel,
    )


def test_three_names_that_differ_make_a_panel() -> None:
    assert check_members([" Anna ", "Ben  Lee", "נועה"]) == ("Anna", "Ben Lee", "נועה")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], "the names of 3 people"),
        (["Anna", "Ben"], "the names of 3 people"),
        (["Anna", "Ben", "Cem", "Dan"], "the names of 3 people"),
        (["Anna", "", "Cem"], "the names of 3 people"),
        (["Anna", "  ", "Cem"], "the names of 3 people"),
        (["Anna", "anna", "Cem"], "the same name; tell them apart"),
        (["Rene\u0301", "René", "Cem"], "the same name; tell them apart"),
        (["Anna", "B\x1bn", "Cem"], "printable"),
        (["Anna", "B" * 10_000, "Cem"], "at most 200 characters"),
    ],
)
def test_who_is_no_panel_is_told_why(names: list[str], found: str) -> None:
    with pytest.raises(RequestError) as caught:
        check_members(names)
    assert found in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_panel_of_another_size_may_be_asked_for() -> None:
    assert check_members(["Anna", "Ben"], size=2) == ("Anna", "Ben")
    with pytest.raises(RequestError, match="the names of 5 people"):
        check_members(["Anna", "Ben"], size=5)


def test_each_seat_tells_how_far_its_member_is() -> None:
    found = seats(PANEL, [line("Cem", answered=1), line("Anna")])
    assert [seat.name for seat in found] == ["Anna", "Ben", "Cem"]
    assert [seat.answered for seat in found] == [3, 0, 1]
    assert found[1].session is None


def test_of_several_sessions_the_first_one_begun_counts() -> None:
    later, first = line("Anna", after_s=60), line("Anna", after_s=5, answered=1)
    for order in ([later, first], [first, later]):
        assert seats(PANEL, order)[0].session is first


def test_sessions_over_another_deck_or_of_others_count_for_nobody() -> None:
    other = replace(DECK, indices=(1, 2, 4))
    found = seats(PANEL, [line("Anna", deck=other), line("Zoe")])
    assert [seat.session for seat in found] == [None, None, None]
