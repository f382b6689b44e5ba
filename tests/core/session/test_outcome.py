from dataclasses import replace
from uuid import UUID

import pytest

from fmnist_gui.core.session.outcome import Outcome, outcome
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.record import Answer, History
from tests.core.session.example import Sitting, played


def _came(sitting: Sitting) -> Outcome:
    return outcome(sitting.history())


def test_the_first_answer_counts_and_the_last_one_stands_beside_it() -> None:
    sitting = Sitting([3, 4])
    sitting.answer(0, 0.8)
    sitting.do("take_back")
    sitting.answer(3, 2.5)
    sitting.answer(4, 1.0)
    first, second = _came(sitting).trials
    assert (first.first, first.final, first.revisions) == (0, 3, 1)
    assert (first.is_right, first.is_right_at_last) == (False, True)
    assert first.response_s == 0.8
    assert (second.first, second.final, second.revisions) == (4, 4, 0)
    assert _came(sitting).revisions == 1


def test_an_answer_taken_back_for_good_still_counts_but_does_not_stand() -> None:
    sitting = Sitting([3, 4])
    sitting.answer(3)
    sitting.answer(4)
    sitting.do("take_back", "leave")
    came = _came(sitting)
    assert came.answered == 2
    assert came.trials[1].final is None
    assert not came.trials[1].is_right_at_last
    assert came.state == "incomplete"


def test_the_first_trials_after_a_start_a_pause_and_a_reopening_leave_the_times() -> None:
    sitting = Sitting([0] * 6)
    sitting.answer(0)
    sitting.answer(0)
    sitting.do("pause", "resume")
    sitting.answer(0)
    sitting.answer(0)
    sitting.do("leave", "reopen")
    sitting.answer(0)
    sitting.answer(0)
    trials = _came(sitting).trials
    assert [trial.is_timed for trial in trials] == [False, True, False, True, False, True]
    assert [trial.was_paused for trial in trials] == [False, False, True, False, True, False]


def test_the_trial_whose_image_moved_to_another_screen_leaves_the_times() -> None:
    sitting = Sitting([0] * 3)
    sitting.answer(0)
    sitting.do("change_screen")
    sitting.answer(0)
    sitting.answer(0)
    trials = _came(sitting).trials
    assert [trial.is_timed for trial in trials] == [False, False, True]
    assert [trial.was_paused for trial in trials] == [False, True, False]


def test_a_trial_that_the_clock_stopped_has_no_answer() -> None:
    sitting = Sitting([0] * 3, protocol="blitz")
    sitting.answer(0)
    sitting.do("time_out", "finish")
    came = _came(sitting)
    assert (came.answered, came.planned, came.state) == (1, None, "complete")
    assert [trial.position for trial in came.scored] == [0]


def test_lost_focus_is_a_flag_and_takes_nothing_away() -> None:
    sitting = Sitting([0, 0])
    sitting.answer(0)
    sitting.session.lose_focus()
    sitting.answer(0)
    trial = _came(sitting).trials[1]
    assert trial.lost_focus
    assert trial.is_timed


def test_a_pause_after_the_first_answer_does_not_untime_it() -> None:
    sitting = Sitting([0, 0, 0])
    sitting.answer(0)
    sitting.answer(0)
    sitting.do("take_back", "pause", "resume")
    sitting.answer(1)
    assert _came(sitting).trials[1].is_timed


def test_a_session_is_complete_once_finished_with_every_trial_answered() -> None:
    sitting = Sitting([1, 2])
    sitting.answer(1)
    sitting.answer(2)
    assert _came(sitting).state == "incomplete"
    assert _came(sitting).may_resume
    sitting.do("finish")
    assert _came(sitting).state == "complete"
    assert not _came(sitting).may_resume


def test_a_session_that_was_ended_early_is_incomplete_for_ever() -> None:
    sitting = Sitting([1, 2])
    sitting.answer(1)
    sitting.do("finish")
    assert _came(sitting).state == "incomplete"
    assert not _came(sitting).may_resume


def test_practice_is_never_scored_and_complete_once_it_is_ended() -> None:
    sitting = Sitting([1] * 5, protocol="practice", split="train")
    sitting.answer(1)
    came = _came(sitting)
    assert (came.planned, came.scored, came.answered) == (None, (), 1)
    assert came.state == "incomplete"
    sitting.do("finish")
    assert _came(sitting).state == "complete"


def test_feedback_keeps_a_session_out_of_every_accuracy(monkeypatch: pytest.MonkeyPatch) -> None:
    teaching = replace(preset("quick-20"), feedback="each")
    monkeypatch.setattr("fmnist_gui.core.session.preset.PRESETS", (teaching,))
    came = outcome(played(15, 20))
    assert came.answered == 20
    assert came.scored == ()


def test_a_protocol_of_a_later_version_is_not_scored() -> None:
    came = outcome(played(8, 10, protocol="solo"))
    assert not came.is_scored
    assert came.scored == ()


def test_entries_merged_twice_over_do_not_add_trials() -> None:
    history = played(8, 10)
    again = [
        Answer(**{**vars(entry), "id": UUID(int=number)})
        for number, entry in enumerate(history.entries)
        if isinstance(entry, Answer)
    ]
    came = outcome(History(history.record, (*history.entries, *again)))
    assert came.answered == 10


def test_an_image_seen_before_counts_as_answered_and_not_in_the_score() -> None:
    sitting = Sitting([3, 4, 5], protocol="quick-20", seen={1})
    for chosen in (3, 4, 0):
        sitting.answer(chosen)
    sitting.do("finish")
    came = _came(sitting)
    assert [trial.position for trial in came.scored] == [0, 2]
    assert (came.answered, came.seen, came.state) == (3, 1, "complete")


def test_practice_leaves_nothing_out_of_a_score_that_it_has_not() -> None:
    sitting = Sitting([3, 4], protocol="practice", seen={0})
    sitting.answer(3)
    came = _came(sitting)
    assert (came.seen, len(came.charted), came.scored) == (0, 1, ())


def test_a_revision_with_the_label_seen_revises_nothing() -> None:
    sitting = Sitting([3, 4])
    sitting.answer(0)
    sitting.do("take_back", "pause")
    sitting.session.note_seen([0])
    sitting.do("resume")
    sitting.answer(3)
    (trial,) = _came(sitting).scored
    assert (trial.is_right, trial.is_right_at_last) == (False, False)
