"""Agreement in a study, against other libraries and worked values."""

from uuid import UUID

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.stats.proportion import wilson
from fmnist_gui.core.study import agreement
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.labels import StudyLabels
from tests.core.study.sample import ANNA, BEN, EVA, Said, labels

PEOPLE = (ANNA, BEN, EVA, UUID(int=4))
IMAGES, CLASSES = 40, 3


def crowd(*, gaps: float) -> tuple["np.ndarray[tuple[int, int], np.dtype[np.int64]]", StudyLabels]:
    """Return what everybody said, (people, images) with -1 for nothing, and as labels."""
    rng = np.random.default_rng(4)
    truth = rng.integers(CLASSES, size=IMAGES)
    size = (len(PEOPLE), IMAGES)
    table = np.where(rng.random(size) < 0.6, truth, rng.integers(CLASSES, size=size))
    table[rng.random(size) < gaps] = CANNOT_TELL
    said: list[Said] = [
        (person, image, int(table[n, image]))
        for image in range(IMAGES)
        for n, person in enumerate(PEOPLE)
    ]
    return table, labels(said)


@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_alpha_and_kappas_are_those_of_other_libraries(gaps: float) -> None:
    table, told = crowd(gaps=gaps)
    found = study_agreement(told, class_count=CLASSES)

    reliability = np.where(table < 0, np.nan, table)
    expected = krippendorff.alpha(reliability_data=reliability, level_of_measurement="nominal")
    assert found.alpha == pytest.approx(expected, abs=1e-12)
    assert found.labels == int((table >= 0).sum())
    assert len(found.pairs) == 6
    for pair in found.pairs:
        first, second = (table[PEOPLE.index(person)] for person in (pair.first, pair.second))
        common = (first >= 0) & (second >= 0)
        assert pair.images == common.sum()
        assert pair.agreeing == (first == second)[common].sum()
        assert pair.interval == wilson(pair.agreeing, pair.images)
        assert pair.kappa == pytest.approx(cohen_kappa_score(first[common], second[common]))


def test_fleiss_is_told_where_every_image_has_as_many_labels() -> None:
    _, told = crowd(gaps=0)
    found = study_agreement(told, class_count=CLASSES)
    assert found.fleiss == pytest.approx(inter_rater.fleiss_kappa(found.counts))
    assert found.why_no_fleiss == ""


@pytest.mark.parametrize(
    ("said", "why_fleiss", "why_alpha"),
    [
        ([], "nobody has named a class yet", "Nobody has named a class yet."),
        ([(ANNA, 0, CANNOT_TELL)], "nobody has named a class yet", "Nobody has named a class yet."),
        ([(ANNA, 0, 1), (BEN, 1, 1)], "two labels or more on each", "No image has two labels yet"),
        (
            [(ANNA, 0, 1), (BEN, 0, 1), (ANNA, 1, 2)],
            "as many labels on each image, and here are 1 to 2",
            "All labels that can be compared name one class",
        ),
        ([(ANNA, 0, 1), (BEN, 0, 1)], "all labels name one class", "All labels that can be"),
    ],
)
def test_where_nothing_can_be_said_it_says_why(
    said: list[Said], why_fleiss: str, why_alpha: str
) -> None:
    found = study_agreement(labels(said), class_count=CLASSES)
    assert (found.alpha, found.fleiss) == (None, None)
    assert why_fleiss in found.why_no_fleiss
    assert found.why_no_alpha.startswith(why_alpha)


def test_two_people_without_a_common_image_are_no_pair() -> None:
    told = labels([(ANNA, 0, 1), (BEN, 0, 2), (BEN, 1, 1), (EVA, 2, 1)])
    (pair,) = study_agreement(told, class_count=CLASSES).pairs
    assert (pair.names, pair.images, pair.agreeing, pair.kappa) == (("Anna", "Ben"), 1, 0, 0.0)


def test_of_too_many_people_those_with_the_most_votes_are_paired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agreement, "MOST_PEOPLE", 2)
    said = [(ANNA, 0, 1), (BEN, 0, 2), (BEN, 1, 1), (EVA, 0, 1), (EVA, 1, 1)]
    found = study_agreement(labels(said), class_count=CLASSES)
    assert [pair.names for pair in found.pairs] == [("Ben", "Eva")]
    assert (found.people, found.all_people) == (2, 3)
