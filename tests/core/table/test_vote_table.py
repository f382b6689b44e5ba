"""All labels that people gave, as one table: who counts, and who does not."""

from dataclasses import replace
from uuid import NAMESPACE_DNS, uuid4, uuid5

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.table.given_answers import GivenAnswers
from fmnist_gui.core.table.vote_table import SplitVotes, vote_table

LABELS = np.array([0, 1, 2, 0, 1], dtype=np.uint8)
NOBODY: tuple[tuple[int, int, str], ...] = ()


def given(*rows: tuple[int, int, str], **flags: list[bool]) -> GivenAnswers:
    """Return answers (image, class, who), scored and by people unless said otherwise."""
    names = sorted({name for _, _, name in rows})
    count = len(rows)

    def flag(name: str, usual: bool) -> NDArray[np.bool_]:
        return np.array(flags.get(name, [usual] * count), dtype=np.bool_)

    return GivenAnswers(
        image_index=np.array([row[0] for row in rows], dtype=np.intp),
        chosen=np.array([row[1] for row in rows], dtype=np.int16),
        current=np.array([row[1] for row in rows], dtype=np.int16),
        label=np.array([LABELS[row[0] % len(LABELS)] for row in rows], dtype=np.int16),
        response_s=np.ones(count),
        annotator=np.array([names.index(row[2]) for row in rows], dtype=np.intp),
        session=np.zeros(count, dtype=np.intp),
        is_simulated=flag("is_simulated", False),
        is_scored=flag("is_scored", True),
        is_standard=flag("is_standard", True),
        was_seen=flag("was_seen", False),
        is_collected=flag("is_collected", False),
        is_batch=flag("is_batch", False),
        annotators=tuple(names),
        people=tuple(uuid5(NAMESPACE_DNS, name) for name in names),
        sessions=(uuid4(),),
    )


def test_each_image_with_a_vote_is_a_row() -> None:
    answers = given((3, 0, "Anna"), (3, 2, "Ben"), (1, 1, "Anna"))
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.counts.tolist() == [[0, 1, 0], [1, 0, 1]]
    assert table.truth.tolist() == [1, 0]
    assert (table.images, table.labels, table.answers, table.annotators) == (2, 3, 3, 2)
    assert not table.are_simulated


def test_splits_are_counted_one_after_the_other_and_people_once() -> None:
    parts = [
        SplitVotes(LABELS, given((0, 0, "Anna"))),
        SplitVotes(LABELS[::-1].copy(), given((0, 2, "Anna"), (0, 1, "Ben"))),
    ]
    table = vote_table(parts, class_count=3)
    assert table.counts.tolist() == [[1, 0, 0], [0, 1, 1]]
    assert table.truth.tolist() == [0, 1]
    assert table.annotators == 2


def test_every_vote_tells_its_person_and_its_image() -> None:
    crowd = np.zeros((5, 3), dtype=np.int64)
    crowd[[0, 4], 1] = 7
    parts = [
        SplitVotes(LABELS, given((4, 0, "Cem"), (2, 2, "Anna"), was_seen=[True, False]), [crowd]),
        SplitVotes(LABELS, given((3, 2, "Ben"), (1, 1, "Anna"), (3, 0, "Anna"))),
    ]
    table = vote_table(parts, class_count=3)
    assert table.split.tolist() == [0, 0, 0, 1, 1]
    assert table.index.tolist() == [0, 2, 4, 1, 3]
    said = table.said
    who = [said.names[n] for n in said.annotator]
    assert list(zip(said.row.tolist(), who, said.chosen.tolist(), strict=True)) == [
        (1, "Anna", 2),
        (4, "Ben", 2),
        (3, "Anna", 1),
        (4, "Anna", 0),
    ]
    assert said.people == tuple(uuid5(NAMESPACE_DNS, name) for name in said.names)


def test_a_person_has_one_vote_about_an_image_the_first() -> None:
    answers = given((0, 0, "Anna"), (0, 2, "Ben"), (0, 1, "Anna"), (1, 1, "Anna"))
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.counts.tolist() == [[1, 0, 1], [0, 1, 0]]
    assert (table.labels, table.answers, table.annotators) == (3, 3, 2)


def test_people_of_one_name_are_several() -> None:
    answers = replace(given((0, 0, "Anna"), (0, 2, "Ben")), annotators=("Anna", "Anna"))
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.counts.tolist() == [[1, 0, 1]]
    assert table.annotators == 2


def test_an_image_that_is_not_there_any_more_has_no_vote() -> None:
    answers = given((0, 0, "Anna"), (4, 1, "Ben"))
    table = vote_table([SplitVotes(LABELS[:4], answers)], class_count=3)
    assert (table.labels, table.answers, table.annotators) == (1, 1, 1)


def test_answers_under_another_condition_are_left_out_and_counted() -> None:
    answers = given(
        (0, 0, "Anna"),
        (0, 1, "Ben"),
        (1, 1, "Ben"),
        (2, 0, "Cem"),
        is_standard=[True, False, False, False],
        was_seen=[False, False, False, True],
    )
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.counts.tolist() == [[1, 0, 0]]
    assert (table.answers, table.annotators, table.left_out) == (1, 1, 2)


def test_practice_and_images_met_before_are_no_votes() -> None:
    answers = given(
        (0, 0, "Anna"),
        (1, 1, "Ben"),
        (2, 2, "Cem"),
        is_scored=[False, True, True],
        was_seen=[False, True, False],
    )
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.counts.tolist() == [[0, 0, 1]]
    assert table.annotators == 1


def test_simulated_people_count_only_where_there_is_nobody_else() -> None:
    both = given((0, 0, "Anna"), (1, 1, "Simulated 1"), is_simulated=[False, True])
    table = vote_table([SplitVotes(LABELS, both)], class_count=3)
    assert (table.labels, table.annotators, table.are_simulated) == (1, 1, False)

    alone = given((0, 0, "Simulated 1"), (1, 1, "Simulated 2"), is_simulated=[True, True])
    table = vote_table([SplitVotes(LABELS, alone)], class_count=3)
    assert (table.labels, table.annotators, table.are_simulated) == (2, 2, True)

    crowd = np.eye(3, dtype=np.int64)[LABELS]
    table = vote_table([SplitVotes(LABELS, alone, [crowd])], class_count=3)
    assert (table.labels, table.answers, table.are_simulated) == (5, 0, False)


def test_a_person_in_one_split_silences_the_simulated_of_all() -> None:
    simulated = given((0, 0, "Simulated 1"), is_simulated=[True])
    parts = [SplitVotes(LABELS, simulated), SplitVotes(LABELS, given((2, 2, "Anna")))]
    assert vote_table(parts, class_count=3).labels == 1


def test_imported_crowds_are_added_to_what_was_said_here() -> None:
    crowd = 10 * np.eye(3, dtype=np.int64)[LABELS]
    table = vote_table([SplitVotes(LABELS, given((0, 2, "Anna")), [crowd, crowd])], class_count=3)
    assert table.counts[0].tolist() == [20, 0, 1]
    assert (table.labels, table.answers, table.annotators) == (101, 1, 1)


def test_a_crowd_of_other_classes_is_left_out() -> None:
    odd = np.ones((5, 4), dtype=np.int64)
    assert vote_table([SplitVotes(LABELS, given(*NOBODY), [odd])], class_count=3).labels == 0


def test_a_class_that_is_not_there_any_more_is_no_vote() -> None:
    answers = replace(given((0, 0, "Anna"), (1, 1, "Anna")), chosen=np.array([5, 1], np.int16))
    assert vote_table([SplitVotes(LABELS, answers)], class_count=3).labels == 1


def test_nothing_collected_is_an_empty_table() -> None:
    table = vote_table([SplitVotes(LABELS, given(*NOBODY))], class_count=3)
    assert (table.images, table.labels, table.annotators) == (0, 0, 0)
    assert table.counts.shape == (0, 3)
    assert (table.said.people, table.said.row.shape, table.index.shape) == ((), (0,), (0,))
    assert vote_table([], class_count=3).truth.shape == (0,)


def test_collected_labels_are_votes_unless_the_label_was_known() -> None:
    answers = given(
        *[(0, 1, "Anna"), (1, 1, "Anna"), (2, 1, "Anna"), (3, 1, "Anna")],
        is_scored=[False] * 4,
        is_standard=[False] * 4,
        is_collected=[True, True, True, False],
        is_batch=[False, False, True, False],
        was_seen=[False, True, True, False],
    )
    table = vote_table([SplitVotes(LABELS, answers)], class_count=3)
    assert table.index.tolist() == [0, 2]
    assert table.left_out == 0
