"""The consensus of a study: which answers are votes, and what too little is."""

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.consensus import study_consensus, study_votes
from fmnist_gui.core.study.person import people_figures
from tests.core.study.sample import ANNA, BEN, EVA, labels, study


def test_votes_are_the_first_answers_that_name_a_class() -> None:
    said = [(ANNA, 4, 1), (BEN, 4, CANNOT_TELL), (EVA, 4, 1), (ANNA, 2, 0), (ANNA, 4, 2)]
    found = study_votes(labels([*said, (EVA, 9, 1)], repeats=[4], checks=[5]), class_count=3)

    assert found.index.tolist() == [2, 4]
    assert found.counts.tolist() == [[1, 0, 0], [0, 2, 0]]
    assert found.said.names == ("Anna", "Eva")
    assert found.said.row.tolist() == [1, 1, 0]
    assert found.said.annotator.tolist() == [0, 1, 0]
    assert not found.are_simulated


def test_the_plurality_of_a_study_tells_ties_and_changes() -> None:
    told = labels([(ANNA, 4, 1), (BEN, 4, 2), (ANNA, 2, 0), (BEN, 2, 0)])
    table = study_consensus(study(), told, "plurality").table

    assert [(row.split, row.index, row.consensus) for row in table.rows] == [
        ("test", 2, 0),
        ("test", 4, 1),
    ]
    assert (table.ties, table.changed, table.adjudicated) == (1, 1, 0)
    assert table.fingerprints == {"test": study().fingerprint}


def test_a_study_without_a_vote_says_so() -> None:
    with pytest.raises(RequestError, match="nobody has named a class in “Shirts”"):
        study_consensus(study(), labels([(ANNA, 1, CANNOT_TELL)]), "plurality")


def test_a_model_of_people_names_what_is_missing() -> None:
    with pytest.raises(RequestError, match=r"needs 3 people .* found 2; .* 'plurality'"):
        study_consensus(study(), labels([(ANNA, 4, 1), (BEN, 4, 2)]), "dawid-skene")


def test_a_class_that_the_study_does_not_have_is_no_vote() -> None:
    told = labels([(ANNA, 4, 7), (BEN, 4, 1), (EVA, 4, 1)])
    (row,) = study_consensus(study(), told, "plurality").table.rows
    assert (row.consensus, row.votes) == (1, 2)
    assert study_agreement(told, class_count=3).labels == 2
    (eva,) = (own for own in people_figures(told, class_count=3) if own.person == EVA)
    assert (eva.agreement.right, eva.agreement.count) == (1, 1)
