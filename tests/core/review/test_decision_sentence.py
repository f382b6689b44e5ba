"""How decisions are told in a few words."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.review.decision import Decision, DecisionKind, Original
from fmnist_gui.core.review.decision_sentence import told
from fmnist_gui.core.review.history import Step
from fmnist_gui.core.session.record import Annotator

NOON = datetime(2025, 11, 24, 12, tzinfo=UTC)
ANN = Annotator(UUID(int=1), "Ann")


def made(kind: DecisionKind, *, to_class: int | None = None) -> Decision:
    return Decision(uuid4(), ANN, "ab", "train", 7, kind, to_class, "", NOON)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (made("keep"), "train 7 kept"),
        (made("relabel", to_class=4), "train 7 relabelled to Coat"),
        (made("relabel", to_class=12), "train 7 relabelled to class 12"),
        (made("ambiguous"), "train 7 called ambiguous"),
        (
            replace(made("ambiguous"), classes=(0, 4, 6)),
            "train 7 called ambiguous: T-shirt/top, Coat or Shirt",
        ),
        (
            replace(made("duplicate"), original=Original("cd", "test", 3)),
            "train 7 called a duplicate of test 3",
        ),
        (made("bad"), "train 7 called a bad image"),
        (made("unsure"), "train 7 left unsure"),
        (made("skip"), "train 7 put off"),
    ],
)
def test_one_decision_is_told_with_its_image(decision: Decision, words: str) -> None:
    assert told(Step(decision.id, (decision,)), FASHION_CLASSES) == words


def test_a_page_is_told_by_its_counts() -> None:
    step = Step(uuid4(), (made("keep"), made("keep"), made("bad")))
    assert told(step, FASHION_CLASSES) == "3 images decided, 0 labels changed; 1 bad image"
