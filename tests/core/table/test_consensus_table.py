"""One row per image: which votes enter, what ties and changes are, and what is too little."""

import numpy as np
import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.table.consensus_table import ConsensusRow, Consented, Method, consensus_table
from fmnist_gui.core.table.vote_table import SplitVotes, vote_table
from tests.core.table.test_vote_table import NOBODY, given

LABELS = (np.arange(66) % 3).astype(np.uint8)
NAMES = ("Bag", "Coat", "Shirt")
FINGERPRINTS = {"train": "a" * 64, "test": "b" * 64}
TRAIN = SplitVotes(LABELS[:5], given((4, 1, "Ada"), (4, 1, "Ben"), (1, 2, "Ada"), (1, 0, "Ben")))


def made(method: Method, *parts: SplitVotes) -> Consented:
    table = vote_table(parts, class_count=3)
    splits = dict(list(FINGERPRINTS.items())[: len(parts)])
    return consensus_table(table, method, fingerprints=splits, class_names=NAMES)


def everybody(people: str = "Ada Ben Cem") -> tuple[tuple[int, int, str], ...]:
    """Return answers of which the first person's are wrong about image 7."""
    return tuple(
        (image, (int(LABELS[image]) + (image == 7 and n == 0)) % 3, name)
        for n, name in enumerate(people.split())
        for image in range(66)
    )


def test_a_plurality_takes_every_vote_and_flags_ties() -> None:
    crowd = np.zeros((66, 3), dtype=np.int64)
    crowd[9] = (0, 1, 3)
    found = made("plurality", TRAIN, SplitVotes(LABELS, given((9, 2, "Ada")), [crowd]))
    assert found.table.rows == (
        ConsensusRow("train", 1, 1, 0, 0.5, 2, is_tied=True),
        ConsensusRow("train", 4, 1, 1, 1.0, 2, is_tied=False),
        ConsensusRow("test", 9, 0, 2, 0.8, 5, is_tied=False),
    )
    assert (found.table.ties, found.table.changed, found.nameless) == (1, 2, 0)
    assert found.table.fingerprints == FINGERPRINTS


@pytest.mark.parametrize("method", ["one-coin", "dawid-skene"])
def test_models_take_the_votes_of_known_people(method: Method) -> None:
    crowd = np.full((66, 3), 2, dtype=np.int64)
    found = made(method, SplitVotes(LABELS, given(*everybody()), [crowd]))
    rows = found.table.rows
    assert [row.index for row in rows] == list(range(66))
    assert [row.consensus for row in rows] == LABELS.tolist()
    assert {row.votes for row in rows} == {3}
    assert (found.table.ties, found.table.changed, found.nameless) == (0, 0, 396)
    assert found.rounds > 0
    assert rows[7].posterior > 2 / 3
    assert rows[7].posterior == round(rows[7].posterior, 9)


def test_models_flag_the_images_whose_votes_are_tied() -> None:
    answers = [row for row in everybody() if row[0] != 7 or row[2] != "Cem"]
    # A crowd that nobody knows, and that would break the tie.
    crowd = np.eye(3, dtype=np.int64)[LABELS]
    found = made("one-coin", SplitVotes(LABELS, given(*answers), [crowd]))
    assert [row.index for row in found.table.rows if row.is_tied] == [7]
    assert found.table.rows[7].votes == 2


def test_counts_without_people_serve_the_plurality_alone() -> None:
    crowd = np.eye(3, dtype=np.int64)[LABELS]
    only = SplitVotes(LABELS, given(*NOBODY), [crowd])
    assert len(made("plurality", only).table.rows) == 66
    with pytest.raises(RequestError, match="one-coin: expected labels that tell who gave them, fo"):
        made("one-coin", only)


def test_too_few_answers_are_a_sentence_that_names_the_way_out() -> None:
    with pytest.raises(RequestError) as refusal:
        made("dawid-skene", TRAIN)
    told = "dawid-skene: needs 3 people who answered, found 2; collect more or choose 'plurality'"
    assert str(refusal.value) == told
    few = SplitVotes(LABELS, given(*(row for row in everybody() if row[0] < 57)))
    with pytest.raises(RequestError, match=r"about 18 for Coat; .* 'plurality' or 'one-coin'"):
        made("dawid-skene", few)
    assert made("one-coin", few).has_settled


@pytest.mark.parametrize("method", ["plurality", "one-coin"])
def test_nothing_collected_has_no_consensus(method: Method) -> None:
    with pytest.raises(RequestError, match="no labels of this data that count"):
        made(method, SplitVotes(LABELS, given(*NOBODY)))


def test_a_consensus_of_simulated_people_says_so() -> None:
    rows = everybody()
    alone = given(*rows, is_simulated=[True] * len(rows))
    assert made("dawid-skene", SplitVotes(LABELS, alone)).table.is_simulated
    assert not made("dawid-skene", SplitVotes(LABELS, given(*rows))).table.is_simulated
