from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.review.decision import DECISION_KINDS
from fmnist_gui.core.table.answer_column import SplitAnswers, answer_columns, tag_masks
from fmnist_gui.core.table.column import Column
from fmnist_gui.core.table.given_answers import GivenAnswers
from fmnist_gui.core.table.times_seen import TimesSeen
from tests import sample
from tests.store.sample import decision

TRAIN, TEST = 4, 6
GALLERY = gallery_of(sample.dataset(train=TRAIN, test=TEST))


def _given(
    *rows: tuple[int, int, int, float, int],
    names: tuple[str, ...] = ("Anna", "Ben"),
    simulated: tuple[int, ...] = (),
) -> GivenAnswers:
    """Return answers from rows of image, chosen, label, seconds and annotator, oldest first."""
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    annotator = table[:, 4].astype(np.intp)
    return GivenAnswers(
        image_index=table[:, 0].astype(np.intp),
        chosen=table[:, 1].astype(np.int16),
        current=table[:, 1].astype(np.int16),
        label=table[:, 2].astype(np.int16),
        response_s=table[:, 3],
        annotator=annotator,
        session=annotator,
        is_simulated=np.isin(annotator, simulated),
        is_scored=np.ones(len(table), dtype=np.bool_),
        is_standard=np.ones(len(table), dtype=np.bool_),
        was_seen=np.zeros(len(table), dtype=np.bool_),
        is_collected=np.zeros(len(table), dtype=np.bool_),
        is_batch=np.zeros(len(table), dtype=np.bool_),
        annotators=names,
        people=tuple(UUID(int=number) for number, _ in enumerate(names)),
        sessions=tuple(UUID(int=number) for number, _ in enumerate(names)),
    )


def _columns(answers: GivenAnswers, *, split: str = "test", **more: Any) -> dict[str, Column]:
    said = {split: SplitAnswers(answers, **more)}
    return {c.key: c for c in answer_columns(GALLERY, said, annotator=UUID(int=0))}


def _test(column: Column) -> list[float | None]:
    values = column.values[TRAIN:].tolist()
    return [None if np.isnan(value) else value for value in values]


def test_the_columns_are_those_that_queries_know() -> None:
    columns = _columns(_given())

    kinds = {key: (c.kind, c.tells_label) for key, c in columns.items()}
    assert kinds == {
        "answer": ("choice", False),
        "wrong": ("flag", True),
        "answered": ("flag", False),
        "time": ("number", False),
        "seen": ("number", False),
        "answers": ("number", False),
        "decision": ("choice", True),
    }
    assert columns["answer"].choices == GALLERY.class_names
    assert columns["decision"].choices == DECISION_KINDS
    for column in columns.values():
        assert column.values.shape == (TRAIN + TEST,)
        assert column.values.dtype == np.float32


def test_the_chosen_persons_first_answer_counts() -> None:
    columns = _columns(
        _given((2, 7, 2, 1.0, 0), (3, 5, 3, 1.0, 1), (2, 2, 2, 3.0, 0), (5, 5, 5, 0.5, 0))
    )

    assert _test(columns["answer"]) == [None, None, 7, None, None, 5]
    assert _test(columns["wrong"]) == [None, None, 1, None, None, 0]
    assert _test(columns["answered"]) == [0, 0, 1, 0, 0, 1]
    assert _test(columns["time"]) == [None, None, 2.0, None, None, 0.5]
    assert np.isnan(columns["answer"].values[:TRAIN]).all()


def test_somebody_else_of_the_name_is_another_person() -> None:
    columns = _columns(_given((0, 1, 0, 1.0, 0), (0, 0, 0, 3.0, 1), names=("Anna", "Anna")))

    assert _test(columns["answer"])[0] == 1
    assert _test(columns["time"])[0] == 1.0
    assert _test(columns["answers"])[0] == 2


def test_people_are_counted_once_and_simulated_ones_never() -> None:
    columns = _columns(
        _given(
            (1, 1, 1, 1.0, 0),
            (1, 2, 1, 1.0, 0),
            (1, 1, 1, 1.0, 1),
            (1, 1, 1, 1.0, 2),
            (4, 1, 1, 1.0, 2),
            names=("Anna", "Ben", "Simulated 1"),
            simulated=(2,),
        )
    )

    assert _test(columns["answers"]) == [0, 2, 0, 0, 0, 0]


def test_simulated_answers_under_the_name_of_a_person_count_nowhere() -> None:
    own = _given((1, 3, 1, 1.0, 1), (2, 2, 2, 2.0, 0), names=("Anna", "Anna"), simulated=(1,))
    columns = _columns(own)

    assert _test(columns["answer"]) == [None, None, 2, None, None, None]
    assert _test(columns["wrong"]) == [None, None, 0, None, None, None]
    assert _test(columns["time"]) == [None, None, 2, None, None, None]
    assert _test(columns["answered"]) == [0, 0, 1, 0, 0, 0]
    assert _test(columns["answers"]) == [0, 0, 1, 0, 0, 0]


def test_an_answer_to_another_split_makes_a_person() -> None:
    simulated = _given((1, 3, 1, 1.0, 0), simulated=(0,))
    said = {"test": SplitAnswers(simulated), "train": SplitAnswers(_given((0, 2, 2, 1.0, 0)))}
    columns = {c.key: c for c in answer_columns(GALLERY, said, annotator=UUID(int=0))}

    assert np.flatnonzero(columns["answer"].is_known).tolist() == [0]


def test_a_simulated_person_can_be_chosen() -> None:
    columns = _columns(_given((1, 3, 1, 1.0, 0), simulated=(0,)))

    assert _test(columns["answer"])[1] == 3


def test_times_seen_stand_at_their_images() -> None:
    columns = _columns(_given(), seen=TimesSeen(np.array([0, 5]), np.array([2, 9])))

    assert _test(columns["seen"]) == [2, 0, 0, 0, 0, 9]


def test_the_newest_decision_stands_at_its_image() -> None:
    made = [decision(1), decision(1, "bad", after_s=1), decision(4, "relabel", to_class=2)]
    columns = _columns(_given(), decisions=made)

    assert _test(columns["decision"]) == [None, 3, None, None, 1, None]


def test_what_the_data_does_not_have_is_passed_over() -> None:
    unknown: Any = "of a later version"
    columns = _columns(
        _given((TEST, 1, 1, 1.0, 0), (-1, 1, 1, 1.0, 0), (2, 11, 1, 1.0, 0)),
        decisions=[decision(TEST), decision(-1), replace(decision(0), kind=unknown)],
        seen=TimesSeen(np.array([-1, TEST]), np.array([1, 1])),
    )

    assert _test(columns["answered"]) == [0, 0, 1, 0, 0, 0]
    assert _test(columns["answer"]) == [None] * TEST
    assert _test(columns["wrong"])[2] == 1
    assert not columns["seen"].values.any()
    assert np.isnan(columns["decision"].values).all()


def test_a_split_that_is_not_there_is_passed_over() -> None:
    columns = _columns(_given((0, 1, 1, 1.0, 0)), split="extra")

    assert not columns["answered"].values.any()
    assert not columns["answers"].values.any()


answers = st.lists(
    st.tuples(
        st.integers(0, TEST - 1),
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from([0.25, 0.5, 1.0, 4.0]),
        st.integers(0, 1),
    ),
    max_size=30,
)


@given(rows=answers)
def test_columns_agree_with_counting_by_hand(rows: list[tuple[int, int, int, float, int]]) -> None:
    columns = _columns(_given(*rows))

    for index in range(TEST):
        here = [row for row in rows if row[0] == index]
        own = [row for row in here if row[4] == 0]
        assert _test(columns["answer"])[index] == (own[0][1] if own else None)
        assert _test(columns["wrong"])[index] == (own[0][1] != own[0][2] if own else None)
        median = float(np.median([row[3] for row in own])) if own else None
        assert _test(columns["time"])[index] == median
        assert _test(columns["answers"])[index] == len({row[4] for row in here})


def _indices(*indices: int) -> NDArray[np.intp]:
    return np.array(indices, dtype=np.intp)


def test_a_tag_marks_images_of_all_splits() -> None:
    masks = tag_masks(
        GALLERY,
        {
            "train": {"odd": _indices(1)},
            "test": {"odd": _indices(0, 5), "dark": _indices(2, TEST, -1)},
            "extra": {"odd": _indices(3)},
        },
    )

    assert list(masks) == ["dark", "odd"]
    assert np.flatnonzero(masks["odd"]).tolist() == [1, TRAIN, TRAIN + 5]
    assert np.flatnonzero(masks["dark"]).tolist() == [TRAIN + 2]


def test_a_split_of_no_images_changes_nothing() -> None:
    gallery = gallery_of(sample.dataset(train=0, test=2))
    said = {"train": SplitAnswers(_given()), "test": SplitAnswers(_given((1, 1, 1, 1.0, 0)))}

    columns = {c.key: c for c in answer_columns(gallery, said, annotator=UUID(int=0))}

    assert columns["answered"].values.tolist() == [0, 1]


def test_a_collected_label_is_an_answer_that_is_neither_right_nor_wrong() -> None:
    answers = _given((0, 1, 0, 2.0, 0), (1, 1, 0, np.nan, 0), (2, 1, 0, np.nan, 0), (1, 2, 0, 4, 0))
    collected = replace(answers, is_collected=np.array([True, True, False, False]))
    columns = _columns(collected)
    assert _test(columns["answer"])[:3] == [1, 1, 1]
    assert _test(columns["answered"]) == [1, 1, 1, 0, 0, 0]
    assert _test(columns["wrong"])[:3] == [None, 1, 1]
    assert _test(columns["time"])[:3] == [2.0, 4.0, None]
    assert _test(columns["answers"])[:3] == [1, 1, 1]
