import json
from dataclasses import replace

import numpy as np
import pytest

from fmnist_gui.core.chart.figure import figures
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.fact import facts
from fmnist_gui.core.session.record import CANNOT_TELL, History
from fmnist_gui.core.session.result import SessionResult, session_result
from fmnist_gui.core.session.result_content import as_json
from fmnist_gui.core.stats.proportion import jeffreys, wilson
from fmnist_gui.core.stats.references import Reference
from tests.core.session.example import Sitting, played
from tests.store.studying import BEN, STUDY, said, sitting

CHANCE = Reference("Chance", 0.1, None, None, None, "chance", "uniform guess", None, "")


def _result(history: History, *, reader: str | None = None) -> SessionResult:
    return session_result(history, [CHANCE], reader=reader)


def test_81_of_100_is_told_with_interval_and_baseline() -> None:
    result = _result(played(81, 100))
    assert (result.count, result.right, result.accuracy) == (100, 81, 0.81)
    assert list(result.wilson) == pytest.approx([0.722213, 0.874860], abs=1e-4)
    assert result.comparison is not None
    assert result.comparison.verdict == "too few"
    assert result.comparison.needed.higher == 92
    assert result.references == (CHANCE,)
    assert result.headline[0] == "You agreed with Zalando's label on 81 of 100 images."
    assert "majority of three people" in " ".join(result.headline)


def test_matrix_rows_are_labels_and_columns_first_answers() -> None:
    sitting = Sitting([3, 3, 4], protocol="quick-20")
    sitting.answer(3)
    sitting.answer(0)
    sitting.do("take_back")
    sitting.answer(3)
    sitting.answer(2)
    result = _result(sitting.history())
    assert np.argwhere(result.confusion).tolist() == [[3, 0], [3, 3], [4, 2]]
    assert (result.right, result.right_at_last) == (1, 2)
    assert (result.accuracy, result.accuracy_at_last) == (1 / 3, 2 / 3)
    assert (result.classes[3].count, result.classes[3].right) == (2, 1)
    with pytest.raises(ValueError, match="read-only"):
        result.confusion[0, 0] = 1


def test_practice_is_not_scored_and_stands_beside_nothing() -> None:
    result = _result(played(8, 10, protocol="practice"))
    assert (result.count, result.right, result.accuracy) == (0, 0, None)
    assert not result.confusion.any()
    assert result.charted.sum() == 10
    assert result.comparison is None
    assert result.references == ()
    assert result.headline == ("You practised on 10 images. Practice is not scored.",)


@pytest.mark.parametrize("identity", [None, "practice"])
def test_other_data_has_no_references(identity: str | None) -> None:
    result = _result(played(81, 100, identity=identity))
    assert result.comparison is None
    assert result.references == ()
    assert result.notes == ()
    assert "83.5" not in " ".join(result.headline)
    assert "Zalando" not in " ".join(result.headline)


def test_the_train_split_has_no_references() -> None:
    sitting = Sitting([1] * 10, split="train")
    sitting.answer(1)
    assert _result(sitting.history()).comparison is None


def test_no_verdict_before_the_planned_number() -> None:
    result = _result(played(140, 210, planned=250))
    assert result.comparison is not None
    assert result.comparison.verdict == "too few"
    assert "210 of 250" in result.headline[0]
    assert [flag.key for flag in result.flags] == ["incomplete"]


def test_tests_are_withheld_until_the_planned_number_is_reached() -> None:
    machine = played(140, 210, planned=250, is_simulated=True)
    open_notes = " ".join(_result(machine).notes)
    assert "Fisher" not in open_notes
    assert "majority of three" in open_notes
    assert "Fisher" in " ".join(_result(played(140, 210, protocol="solo-200")).notes)


@pytest.mark.parametrize("protocol", ["quick-20", "standard-100", "daily"])
def test_sessions_planned_too_short_for_a_verdict_are_told_by_their_interval_alone(
    protocol: str,
) -> None:
    result = session_result(played(81, 100, protocol=protocol), [CHANCE, ONE_WORKER])
    told = " ".join(result.notes)
    for word in ("difference from", "Fisher", "binomial"):
        assert word not in told
    assert "majority of three people" in told
    assert result.headline[-1].startswith("Too few images for a verdict")
    # Programs compare what they like.
    assert as_json(result)["baseline"] is not None


def test_a_solo_session_is_set_beside_one_person_before_the_published_figure() -> None:
    notes = session_result(played(162, 200, protocol="solo-200"), [CHANCE, ONE_WORKER]).notes
    assert notes[1] == (
        "The difference from one crowd worker, 66.72 % of 10,000 images, is +14.3 points, 95 % "
        "interval +8.2 to +19.2."
    )
    assert [note.split(",")[0].split(":")[0] for note in notes[2:5]] == [
        "The difference from the published 83.5 %",
        "Fisher's exact test against 835 of 1",
        "If the published figure were exact",
    ]


def test_only_the_shipped_reference_is_the_average_crowd_worker() -> None:
    mine = replace(ONE_WORKER, name="My aunt", is_own=True, source="Letters 1999", n=None)
    history = played(162, 200, protocol="solo-200")
    notes = session_result(history, [replace(mine, low=None, high=None)]).notes
    assert notes[0] == (
        "A reference for one person is My aunt: 66.7 %. Source: Letters 1999, added here."
    )
    assert "crowd worker" not in " ".join(notes)
    # Without a number of images there is no interval, and so no difference.
    assert notes[1].startswith("The difference from the published")


def test_200_complete_images_carry_a_verdict() -> None:
    result = _result(played(154, 200))
    assert result.comparison is not None
    assert result.comparison.verdict == "lower"
    assert "lower than" in result.headline[-1]


def test_times_are_told_apart_by_right_and_wrong_without_the_first_trial() -> None:
    sitting = Sitting([0] * 5)
    for chosen, seconds in ((0, 9.0), (0, 1.0), (0, 1.2), (1, 2.0), (1, 2.2)):
        sitting.answer(chosen, seconds)
    timing = _result(sitting.history()).timing
    assert timing.right_s == (1.0, 1.2)
    assert timing.wrong_s == (2.0, 2.2)
    assert timing.right is not None
    assert timing.right.median_s == pytest.approx(1.1)
    assert timing.all is not None
    assert (timing.all.n, timing.kept) == (4, 4)


def test_rules_of_a_later_version_are_not_called_practice() -> None:
    result = _result(played(8, 10, protocol="of a later version"))
    assert result.headline == ("10 images answered under rules that this program does not know.",)


def test_a_session_without_an_answer_has_no_accuracy() -> None:
    result = _result(played(0, 0, planned=20))
    assert result.accuracy is None
    assert list(result.wilson) == [0, 1]
    assert result.comparison is None
    assert result.timing.all is None
    assert result.headline[0] == "0 of 20 images answered so far."


def test_while_a_person_can_go_on_nothing_is_told_of_right_and_wrong() -> None:
    result = _result(played(140, 210, planned=250))
    assert result.is_sealed
    assert result.headline == (
        "210 of 250 images answered so far.",
        "What was right is told at the end.",
    )
    assert result.notes == ()
    assert figures(result) == ()
    told = {fact.name for fact in facts(result)}
    assert not told & {"First answers right", "After revisions", "Seed", "Deck code"}
    assert not _result(played(140, 210)).is_sealed
    assert not _result(played(140, 210, planned=250, is_simulated=True)).is_sealed


def test_the_reader_is_you_and_others_have_their_name() -> None:
    history = played(8, 10, name="Mira")
    assert _result(history, reader="Mira").headline[0].startswith("You ")
    assert _result(history, reader="Jan").headline[0].startswith("Mira ")
    machine = played(8, 10, name="Mira", is_simulated=True)
    assert _result(machine, reader="Mira").headline[0].startswith("The simulated annotator ")


def test_json_has_the_public_keys() -> None:
    told = json.loads(json.dumps(as_json(_result(played(81, 100)))))
    assert (told["n"], told["correct"], told["accuracy"]) == (100, 81, 0.81)
    assert told["wilson"] == pytest.approx([0.722213, 0.874860], abs=1e-4)
    assert told["exact"] == pytest.approx([0.719298, 0.881565], abs=1e-4)
    assert np.array(told["confusion"]).shape == (10, 10)
    assert sum(map(sum, told["confusion"])) == 100
    assert [entry["class"] for entry in told["per_class"]] == list(range(10))
    assert sum(entry["n"] for entry in told["per_class"]) == 100
    assert set(told["response_time"]) == {"median_s", "n"} | {
        f"p{percent}_s" for percent in (10, 25, 75, 90)
    }
    assert told["baseline"]["verdict"] == "too few"
    assert told["references"][0]["name"] == "Chance"
    assert told["flags"] == []
    assert told["balanced_accuracy"] == pytest.approx(
        np.mean([entry["correct"] / entry["n"] for entry in told["per_class"]])
    )


def test_json_of_practice_claims_nothing() -> None:
    told = json.loads(json.dumps(as_json(_result(played(8, 10, protocol="practice")))))
    assert (told["n"], told["correct"], told["accuracy"]) == (0, 0, None)
    assert told["answered"] == 10
    assert told["baseline"] is None


ONE_WORKER = Reference(
    "Fashion-MNIST-H, one worker", 0.6672, 0.6579, 0.6764, 10_000, "single", "Ishida", 2023, ""
)


def test_images_seen_before_are_in_no_figure_and_are_told() -> None:
    seen = set(range(0, 100, 8))
    result = _result(played(100, 100, seen=seen))
    assert (result.count, result.right, result.outcome.answered) == (87, 87, 100)
    assert result.confusion.sum() == result.charted.sum() == 87
    assert sum(score.count for score in result.classes) == 87
    assert result.comparison is not None
    assert result.comparison.count == 87
    assert result.is_complete
    assert result.headline[0] == "You agreed with Zalando's label on 87 of 87 images."
    assert [flag.sentence for flag in result.flags] == [
        "13 images had been seen before and are left out of the score."
    ]


def test_200_images_one_of_them_seen_before_carry_no_verdict() -> None:
    result = _result(played(199, 200, seen={7}))
    assert result.is_complete
    assert result.comparison is not None
    assert (result.comparison.count, result.comparison.verdict) == (199, "too few")
    assert "higher than" not in " ".join(result.headline)


def test_a_session_of_images_all_seen_before_has_no_score() -> None:
    result = _result(played(20, 20, seen=range(20)))
    assert (result.count, result.accuracy, result.comparison) == (0, None, None)
    assert result.headline == ("None of 20 images answered enters a score.",)


def test_idle_trials_pauses_and_lost_focus_are_told_and_stay_in_the_score() -> None:
    sitting = Sitting([0] * 4, protocol="quick-20")
    sitting.answer(0, 30.5)
    sitting.session.lose_focus()
    sitting.answer(0, 30.0)
    sitting.session.lose_focus()
    sitting.answer(0)
    sitting.do("pause", "resume")
    sitting.answer(0)
    sitting.do("finish")
    result = _result(sitting.history())
    assert (result.count, result.right) == (4, 4)
    told = [
        {"key": "idle", "sentence": "1 answer came after more than 30 s."},
        {"key": "paused", "sentence": "1 answer came after a pause."},
        {"key": "unfocused", "sentence": "The window was not in front during 2 answers."},
    ]
    assert [vars(flag) for flag in result.flags] == told
    assert as_json(result)["flags"] == told


def test_the_single_person_reference_comes_before_the_majority_of_three() -> None:
    machine = played(140, 210, planned=250, is_simulated=True)
    for history in (played(154, 200), played(81, 100), machine):
        notes = session_result(history, [CHANCE, ONE_WORKER]).notes
        assert notes[0] == (
            "The reference for one person is Fashion-MNIST-H, one worker: 66.7 % over 10,000 "
            "images, 95 % interval 65.8–67.6 %. It is the average crowd worker: other people, "
            "with other instructions."
        )
        assert not any("one worker" in note for note in notes[1:])


@pytest.mark.parametrize("choices", [{"identity": None}, {"protocol": "practice"}])
def test_nobody_is_set_beside_the_single_person_without_a_score_on_these_images(
    choices: dict[str, str],
) -> None:
    history = played(81, 100, **choices)  # type: ignore[arg-type]
    assert session_result(history, [ONE_WORKER]).notes == ()


def test_json_of_a_session_that_can_be_gone_on_with_tells_nothing_of_right_and_wrong() -> None:
    sealed, other = (as_json(_result(played(right, 30, planned=40))) for right in (30, 3))
    assert sealed["is_sealed"] is True
    assert (sealed["n"], sealed["answered"], sealed["planned"]) == (30, 30, 40)
    same = {"session", "annotator", "response_time"}
    assert {k: v for k, v in sealed.items() if k not in same} == {
        k: v for k, v in other.items() if k not in same
    }
    ended = as_json(_result(played(30, 40)))
    assert ended["is_sealed"] is False
    assert ended["correct"] == 30
    assert set(ended) == set(sealed)
    machine = as_json(_result(played(30, 30, planned=40, is_simulated=True)))
    assert (machine["is_sealed"], machine["correct"]) == (False, 30)


def test_json_holds_every_interval_the_quartiles_and_those_of_the_cells() -> None:
    content = as_json(_result(played(81, 100)))
    assert content["jeffreys"] == pytest.approx(list(jeffreys(81, 100)))
    assert content["finite_population"] is None
    json.dumps(content)
    cells = content["confusion_intervals"]
    assert isinstance(cells, list)
    assert np.array(cells).shape == (10, 10, 2)
    times = content["response_time"]
    assert isinstance(times, dict)
    assert times["p10_s"] <= times["p25_s"] <= times["median_s"] <= times["p75_s"]
    apart = [content[key] for key in ("response_time_right", "response_time_wrong")]
    assert sum(found["n"] for found in apart if isinstance(found, dict)) == times["n"]


def test_over_these_images_alone_only_a_complete_long_session_on_them_is_told() -> None:
    content = as_json(_result(played(400, 500, protocol="solo-500")))
    narrowed = wilson(400, 500, population=10_000)
    assert content["finite_population"] == {"population": 10_000, "wilson": list(narrowed)}
    for other in (
        played(400, 500, protocol="solo-500", identity=None),
        played(500, 600, planned=1000, protocol="solo-1000"),
    ):
        assert as_json(_result(other))["finite_population"] is None


def test_times_are_over_the_very_images_of_the_score() -> None:
    result = _result(played(16, 20, protocol="quick-20", seen={3, 4, 5}))
    content = as_json(result)
    speed = content["speed_accuracy"]
    assert isinstance(speed, list)
    assert result.timing.all is not None
    assert result.count == 17
    assert result.timing.all.n == sum(point["n"] for point in speed)
    assert result.timing.all.n < result.count


def test_labels_for_others_have_no_result() -> None:
    header = sitting(BEN, (1, 2))
    history = History(header, said(header, (1, CANNOT_TELL)))
    with pytest.raises(RequestError, match=f"labels for the study {STUDY.code}"):
        session_result(history, ())
