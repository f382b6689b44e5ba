"""Marks go back and forth one act at a time."""

from fmnist_gui.core.review.mark_history import MarkHistory


def test_each_act_is_taken_back_and_made_again() -> None:
    history = MarkHistory({7})
    assert not history.undo()
    assert history.note({7, 8})
    assert history.note({8})
    assert history.undo()
    assert history.marks == {7, 8}
    assert history.undo()
    assert history.marks == {7}
    assert (history.can_undo, history.can_redo) == (False, True)
    assert history.redo()
    assert history.marks == {7, 8}


def test_what_changes_nothing_is_no_act_and_a_new_act_ends_what_could_be_done_again() -> None:
    history = MarkHistory()
    assert not history.note(())
    assert history.note({1})
    assert history.undo()
    assert history.note({2})
    assert not history.redo()
    assert history.marks == {2}
