"""How far a panel is, and who answers its deck without belonging to it."""

from dataclasses import replace

from fmnist_gui.core.session.panel import panel_rules, progress_of
from tests.core.session.test_panel import DECK, PANEL, line


def test_labels_are_counted_over_all_members() -> None:
    progress = progress_of(PANEL, [line("Anna"), line("Ben", answered=1)])
    assert (progress.answered, progress.planned) == (4, 9)
    assert [seat.is_complete for seat in progress.seats] == [True, False, False]
    assert not progress.is_complete


def test_a_panel_is_complete_once_all_are() -> None:
    assert progress_of(PANEL, [line(name) for name in PANEL.members]).is_complete


def test_people_who_are_none_of_the_panel_are_named_once() -> None:
    other = replace(DECK, seed=8)
    lines = [line("Dan"), line("Anna"), line("Dan", after_s=5), line("Eve", deck=other)]
    assert progress_of(PANEL, lines).others == ("Dan",)


def test_a_session_that_ended_before_its_first_answer_takes_nobodys_seat() -> None:
    empty = replace(line("Anna", answered=0), is_finished=True)
    begun = line("Anna", after_s=60, answered=2)
    assert progress_of(PANEL, [begun, empty]).seats[0].session == begun
    # One that was only left is gone on with.
    left = line("Anna", answered=0)
    assert progress_of(PANEL, [begun, left]).seats[0].session == left


def test_the_rules_of_a_panel_are_scored_and_its_own() -> None:
    rules = panel_rules(100)
    assert rules.is_panel
    assert rules.is_scored
    assert (rules.count, rules.seed) == (100, None)
