"""Taking out what people answered: what is said, what can be cancelled."""

from dataclasses import replace
from pathlib import Path

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.collected import Collected, collected_of
from fmnist_gui.core.exchange.label_out import ANSWER_FORMATS, answers_plan, votes_plan
from fmnist_gui.core.exchange.told_labels import ToldLabels
from fmnist_gui.core.progress import Cancelled
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.kept_back import KeptBack
from tests import sample
from tests.core.exchange.collecting import collected, history


def told() -> tuple[Dataset, ToldLabels]:
    """Return data, and what three people said about its test images."""
    images = sample.split("test", 9)
    whole = collected_of([history("Anna", (1, 2, 3)), history("Ben", (1, 2, 3))])
    own = [replace(answer, fingerprint=images.fingerprint) for answer in whole.answers]
    closed = KeptBack(1, withdrawn={"Cleo": 2, "Dan": 1})
    data = Dataset({"test": images}, FASHION_CLASSES, Path(), "Own")
    return data, ToldLabels(Collected(whole.sessions, tuple(own)), closed)


@pytest.mark.parametrize("format", ANSWER_FORMATS)
def test_what_is_cancelled_leaves_nothing(format: str, tmp_path: Path) -> None:
    plan = answers_plan(format, tmp_path / "own.x", ToldLabels(collected()))
    with pytest.raises(Cancelled):
        plan.write(is_cancelled=lambda: True)
    assert list(tmp_path.glob("own*")) == []
    steps: list[tuple[int, int]] = []
    done = plan.write(lambda *step: steps.append(step))
    assert steps[-1] == (9, 9)
    assert sorted(tmp_path.glob("own*")) == sorted(done.files)


def test_what_stays_closed_or_was_withdrawn_is_said(tmp_path: Path) -> None:
    data, labels = told()
    done = votes_plan("crowd", tmp_path / "own.csv", labels, data).write()
    assert done.sentence == (
        "Votes: 6, of 6 answers. 1 session is scored and not finished, and left out. "
        "2 answers of Cleo and 1 answer of Dan were withdrawn."
    )
    assert (done.rows_in, done.rows_out, done.figures["annotators"]) == (6, 6, 2)


def test_where_there_are_no_votes_none_are_written(tmp_path: Path) -> None:
    data, labels = told()
    elsewhere = ToldLabels(collected())
    with pytest.raises(RequestError, match="no answer is a vote about this data; Left out: 9"):
        votes_plan("crowd", tmp_path / "own.csv", elsewhere, data)
    assert labels.collected.answers


def test_tasks_with_pictures_can_be_cancelled_and_hold_who_could_not_tell(tmp_path: Path) -> None:
    data, labels = told()
    first, *rest = labels.collected.answers
    unsure = replace(first, chosen=CANNOT_TELL)
    labels = replace(labels, collected=Collected(labels.collected.sessions, (unsure, *rest)))
    plan = votes_plan("label-studio", tmp_path / "own.json", labels, data)
    with pytest.raises(Cancelled):
        plan.write(is_cancelled=lambda: True)
    assert list(tmp_path.glob("own*")) == []
    done = plan.write()
    assert (done.rows_out, done.figures["left_out"]) == (6, {})
    votes = votes_plan("crowd", tmp_path / "own.csv", labels, data)
    assert (votes.rows_out, votes.figures["left_out"]) == (5, {"cannot_tell": 1})
