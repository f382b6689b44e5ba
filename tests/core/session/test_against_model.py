"""A person and a model on the same images."""

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.contingency_tables import mcnemar

from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.against_model import ModelResult, model_result
from fmnist_gui.core.session.result import session_result
from fmnist_gui.core.stats.proportion import wilson
from tests.core.session.example import Sitting


def _result(
    both: int, only_person: int, only_model: int, neither: int, *, is_complete: bool = True
) -> ModelResult:
    """Return a comparison with these counts, over images that are all of class 3."""
    cells = ((3, 3, both), (3, 0, only_person), (0, 3, only_model), (0, 6, neither))
    pairs = [(answer, predicted) for answer, predicted, count in cells for _ in range(count)]
    sitting = Sitting([3] * len(pairs), protocol="solo-200")
    for answer, _ in pairs:
        sitting.answer(answer)
    sitting.do("finish")
    trials = session_result(sitting.history(), ()).trials
    predicted = np.array([predicted for _, predicted in pairs], dtype=np.uint8)
    return model_result(trials, predicted, is_complete=is_complete)


def test_the_worked_tests_are_met_and_agree_with_other_libraries() -> None:
    found = _result(0, 30, 12, 0)
    assert found.table.mcnemar_p == pytest.approx(0.007916, abs=1e-6)
    oracle = mcnemar([[0, 30], [12, 0]], exact=True)
    assert found.table.mcnemar_p == pytest.approx(oracle.pvalue)
    found = _result(70, 8, 8, 14)
    assert found.table.error_consistency == pytest.approx(0.533800, abs=1e-6)
    person = [1] * 78 + [0] * 22
    model = [1] * 70 + [0] * 8 + [1] * 8 + [0] * 14
    oracle = cohen_kappa_score(person, model)
    assert found.table.error_consistency == pytest.approx(oracle)


def test_both_have_their_accuracy_with_its_interval() -> None:
    found = _result(150, 30, 10, 10)
    assert (found.n, found.person_right, found.model_right) == (200, 180, 160)
    assert (found.person_wilson, found.model_wilson) == (wilson(180, 200), wilson(160, 200))
    assert found.headline[0] == (
        "On the same 200 images you scored 90 %, 95 % interval 85.1–93.4 %, and the model 80 %, "
        "95 % interval 73.9–85.0 %."
    )


def test_every_image_is_in_one_of_four_groups() -> None:
    found = _result(3, 2, 4, 1)
    groups = (found.both_right, found.only_person, found.only_model, found.both_wrong)
    assert [len(group) for group in groups] == [3, 2, 4, 1]
    assert sorted(image.image_index for group in groups for image in group) == list(range(10))
    assert {(i.answer, i.predicted) for i in found.only_model} == {(0, 3)}
    assert {(i.answer, i.predicted) for i in found.both_wrong} == {(0, 6)}


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((150, 30, 12, 8), "You had more of them right than the model"),
        ((150, 12, 30, 8), "The model had more of them right than you"),
        ((150, 12, 12, 26), "The two cannot be told apart by it"),
    ],
)
def test_the_verdict_is_mcnemars(counts: tuple[int, int, int, int], words: str) -> None:
    verdict = _result(*counts).headline[1]
    assert verdict.startswith(f"{words} (McNemar's exact test, p = ")


def test_no_verdict_below_200_images_and_before_the_end() -> None:
    assert _result(100, 60, 2, 10).headline[1] == ("Too few images for a verdict: it takes 200.")
    unfinished = _result(150, 60, 2, 10, is_complete=False)
    assert unfinished.headline[1].startswith("The session is incomplete")
    assert not any("difference" in note for note in unfinished.notes)


def test_the_notes_tell_discordance_difference_and_consistency() -> None:
    notes = _result(150, 30, 12, 8).notes
    assert notes[0] == "Right on only one side: 30 and 12 of 200 images."
    assert notes[1].startswith("The difference is +9.0 points, 95 % interval +")
    assert "mistakes on the very same images" in notes[2]


def test_without_an_image_there_is_nothing_to_compare() -> None:
    found = model_result((), np.zeros(10, dtype=np.uint8))
    assert (found.n, found.notes) == (0, ())
    assert found.headline[0].startswith("No scored image yet")


def test_all_right_leave_no_consistency_to_tell() -> None:
    found = _result(200, 0, 0, 0)
    assert found.table.error_consistency is None
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    ("predicted", "image_count", "found"),
    [
        (np.zeros(2), None, "2"),
        (np.zeros(9), 10, "9"),
        (np.zeros((10, 10)), None, "10 × 10"),
        (np.zeros(()), None, "a single number"),
    ],
)
def test_predictions_of_the_wrong_length_are_refused_in_one_sentence(
    predicted: np.ndarray, image_count: int | None, found: str
) -> None:
    sitting = Sitting([3] * 3, protocol="quick-20")
    for _ in range(3):
        sitting.answer(3)
    sitting.do("finish")
    trials = session_result(sitting.history(), ()).trials
    with pytest.raises(DataError) as refusal:
        model_result(trials, predicted, model="my network", image_count=image_count)
    told = str(refusal.value)
    assert told.startswith("the predictions of my network: expected one class for each of ")
    assert f"found {found};" in told
    assert "\n" not in told


def test_less_in_common_than_chance_has_a_true_minus() -> None:
    assert "Error consistency −0.14 (" in " ".join(_result(70, 15, 10, 0).notes)
