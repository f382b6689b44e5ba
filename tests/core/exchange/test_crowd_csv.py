"""Votes: which answers they are, and that task, worker and label come back."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import crowd_csv
from fmnist_gui.core.exchange.collected import collected_of
from fmnist_gui.core.exchange.vote import Vote, vote_counts, votes_of
from fmnist_gui.core.session.record import CANNOT_TELL
from tests.core.exchange.collecting import history, study_history
from tests.store.sample import FINGERPRINT

HERE = {FINGERPRINT: "test"}
VOTES = [Vote("test", 5, "Anna", 1), Vote("test", 5, "=1+1", 2), Vote("a/b", 0, 'B,"\n', 9)]


def test_one_label_of_each_person_for_each_image_stands() -> None:
    anna, robot = history("Anna", (1, 2, 3)), history("Robot", (4, 4, 4), is_simulated=True)
    first, second, third = collected_of([anna]).answers
    answers = [
        first,
        replace(first, chosen=7),
        replace(second, retracted_at=datetime.now(UTC)),
        replace(second, phase="repeat"),
        replace(third, was_seen=True),
        replace(third, fingerprint="cd" * 32),
        *collected_of([robot]).answers,
    ]
    votes = votes_of(answers, HERE)
    assert votes.rows == (Vote("test", 5, "Anna", 1),)
    assert votes.left_out == {
        "other_data": 1,
        "taken_back": 1,
        "simulated": 3,
        "checks_and_repeats": 1,
        "label_known_before": 1,
        "same_person_again": 1,
    }
    assert (votes.answers, votes.checks) == ((first,), ())
    assert (votes.about("train").rows, votes.about("train").answers) == ((), ())
    check = votes_of([first, replace(second, phase="attention")], HERE).checks
    assert [answer.id for answer in check] == [second.id]
    assert sum(votes.left_out.values()) + len(votes.rows) == len(answers)
    assert "Left out: 1 about other data, 1 taken back, 3 simulated," in votes.sentence


def test_whoever_cannot_tell_gives_no_vote_and_a_batch_is_one() -> None:
    first, second, third = collected_of([study_history("Anna", (1, CANNOT_TELL, 2))]).answers
    check = replace(second, phase="attention")
    batch = replace(third, device="batch", was_seen=True)
    later = replace(second, chosen=4)
    votes = votes_of([first, second, later, check, batch], HERE)
    assert [vote.chosen for vote in votes.rows] == [1, 2]
    assert votes.left_out == {"checks_and_repeats": 1, "cannot_tell": 1, "same_person_again": 1}
    assert (votes.checks, votes.unsure) == ((), (second,))
    assert "1 of people who could not tell," in votes.sentence


def test_simulated_answers_count_where_there_are_no_others() -> None:
    votes = votes_of(collected_of([history("R", (4, 5, 6), is_simulated=True)]).answers, HERE)
    assert [vote.chosen for vote in votes.rows] == [4, 5, 6]
    assert votes.sentence == ""


def test_two_people_of_one_name_stay_two() -> None:
    votes = votes_of(collected_of([history("Jo", (1,)), history("Jo", (2,))]).answers, HERE)
    assert len({vote.worker for vote in votes.rows}) == 2
    counts = vote_counts(votes.rows, images=9, classes=10)
    assert counts.sum() == 2
    assert counts[5, [1, 2]].tolist() == [1, 1]


def test_votes_come_back(tmp_path: Path) -> None:
    (path,) = crowd_csv.write(tmp_path / "own.csv", VOTES)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("task,worker,label\ntest/5,Anna,1\ntest/5,'=1+1,2\n")
    found = crowd_csv.read(path, None, FASHION_CLASSES)
    assert (found.rows, found.refused) == (VOTES, 0)


def test_what_others_write_is_read_or_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    lines = [
        "worker,note,task,label",
        "Ada,,test/5,ankle boot",
        "Ada,,test/5,3",
        "Ada,,test/9,3",
        "Ada,,valid/0,3",
        "Ada,,5,3",
        "Ada,,test/6,Hat",
        "Ada,,test/6,10",
        ",,test/6,1",
        "Ada,test/6,1",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = crowd_csv.read(path, {"test": 9}, FASHION_CLASSES)
    assert found.rows == [Vote("test", 5, "Ada", 9)]
    assert (found.rows_in, found.refused) == (9, 8)
    assert found.why == [
        (3, "the same again as in line 2"),
        (4, "no image 9 of 'test' in this data"),
        (5, "no image 0 of 'valid' in this data"),
        (6, "'5' as task, not as 'test/123'; name the split"),
        (7, "unknown class 'Hat'"),
    ]


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("task,performer,label\n", encoding="utf-8")
    with pytest.raises(DataError, match="expected a table of votes with task, worker, label"):
        crowd_csv.read(path, None, FASHION_CLASSES)
