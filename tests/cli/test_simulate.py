"""``simulate``: sessions through the same code as everybody else's."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.exchange import deck_file
from tests import sample
from tests.cli.conftest import TEST, write_data
from tests.cli.console import Run


@pytest.fixture
def counts(tmp_path: Path) -> Path:
    """Return a counts file in which the crowd always says the label's next class."""
    labels = sample.split("test", TEST).labels
    rows = np.eye(10, dtype=int)[(labels + 1) % 10]
    np.savetxt(tmp_path / "counts.csv", rows, fmt="%d", delimiter=",")
    return tmp_path / "counts.csv"


def test_each_annotator_answers_the_whole_deck(run: Run, data: Path, deck: Path) -> None:
    told = run("simulate", "--deck", deck, "--annotators", 3, "--data", data, "--json")
    ids = told.content["sessions"]
    assert len(set(ids)) == 3
    lines = run("sessions", "--json").content["sessions"]
    assert {line["id"] for line in lines} == set(ids)
    assert {line["annotator"] for line in lines} == {"Simulated 1", "Simulated 2", "Simulated 3"}
    assert all((line["state"], line["n"]) == ("complete", 20) for line in lines)
    assert all(line["is_simulated"] for line in lines)


@pytest.mark.parametrize(("accuracy", "correct"), [(1, 20), (0, 0)])
def test_the_accuracy_is_the_one_asked_for(
    run: Run, data: Path, deck: Path, accuracy: int, correct: int
) -> None:
    run("simulate", "--deck", deck, "--data", data, "--accuracy", accuracy)
    (line,) = run("sessions", "--json").content["sessions"]
    assert line["correct"] == correct


def test_a_crowds_counts_are_followed(run: Run, data: Path, deck: Path, counts: Path) -> None:
    told = run("simulate", "--deck", deck, "--data", data, "--counts", counts, "--json")
    (session,) = told.content["sessions"]
    confusion = run("results", session, "--json").content["confusion"]
    wrong = sum(confusion[label][(label + 1) % 10] for label in range(10))
    assert wrong == 20


def test_the_same_seed_gives_the_same_answers(run: Run, data: Path, deck: Path) -> None:
    def answers(seed: int) -> object:
        wish = ("simulate", "--deck", deck, "--data", data, "--accuracy", 0.5, "--seed", seed)
        (session,) = run(*wish, "--json").content["sessions"]
        return run("results", session, "--json").content["confusion"]

    assert answers(5) == answers(5)
    assert answers(5) != answers(6)


def test_the_sessions_are_told_in_words(run: Run, data: Path, deck: Path) -> None:
    words = run("simulate", "--deck", deck, "--data", data).out.splitlines()
    assert words[0] == "1 session with 20 answers each:"
    assert run("results", words[1]).status == 0


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--annotators", 0), "at least 1 annotator"),
        (("--annotators", -3), "at least 1 annotator"),
        (("--accuracy", 1.1), "an accuracy from 0 to 1"),
        (("--accuracy", -0.1), "an accuracy from 0 to 1"),
        (("--accuracy", "nan"), "an accuracy from 0 to 1"),
        (("--accuracy", "inf"), "an accuracy from 0 to 1"),
        (("--accuracy", "most"), "--accuracy: invalid float value: 'most'"),
        (("--seed", -1), "a seed from 0"),
        (("--accuracy", 0.5, "--counts", "x"), "not allowed with argument --accuracy"),
        (("--counts", "nowhere.csv"), "nowhere.csv: expected 300 rows of 10 whole numbers"),
    ],
)
def test_a_wrong_wish_is_one_line_and_leaves_no_session(
    run: Run, data: Path, deck: Path, arguments: tuple[object, ...], found: str
) -> None:
    assert found in run("simulate", "--deck", deck, "--data", data, *arguments).refusal
    assert run("sessions", "--json").content["sessions"] == []


def test_a_deck_of_other_data_is_refused_with_both_fingerprints(
    run: Run, deck: Path, tmp_path: Path, counts: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    write_data(folder, test=TEST + 1)
    mine, theirs = (sample.split("test", n).fingerprint[:16] for n in (TEST, TEST + 1))
    for more in ((), ("--counts", counts)):
        sentence = run("simulate", "--deck", deck, "--data", folder, *more).refusal
        assert mine in sentence
        assert theirs in sentence


def test_a_damaged_deck_is_refused(run: Run, data: Path, deck: Path) -> None:
    deck.write_text(deck.read_text().replace('"seed":3', '"seed":4'))
    told = run("simulate", "--deck", deck, "--data", data)
    assert "the deck was changed after it was written" in told.refusal


def test_a_deck_under_rules_that_nobody_here_knows_is_refused(
    run: Run, data: Path, deck: Path
) -> None:
    deck_file.write(deck, replace(deck_file.read(deck), preset="marathon"))
    told = run("simulate", "--deck", deck, "--data", data)
    assert "there is no preset called 'marathon'" in told.refusal


def test_a_deck_with_images_that_are_not_there_is_refused(run: Run, data: Path, deck: Path) -> None:
    forged = replace(deck_file.read(deck), indices=(0, TEST))
    deck_file.write(deck, forged)
    told = run("simulate", "--deck", deck, "--data", data)
    assert f"expected images 0 to {TEST - 1} of test, found image {TEST}" in told.refusal


def test_class_names_may_come_from_a_file(run: Run, data: Path, deck: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"Thing {number}" for number in range(10)))
    wish = ("simulate", "--deck", deck, "--data", data, "--classes", names, "--json")
    (session,) = run(*wish).content["sessions"]
    assert "Thing 3" in run("results", session).out


def test_each_run_is_played_by_new_people(run: Run, data: Path, deck: Path) -> None:
    for _ in range(2):
        run("simulate", "--deck", deck, "--data", data, "--annotators", 2)
    lines = run("sessions", "--json").content["sessions"]
    assert {line["annotator"] for line in lines} == {f"Simulated {n}" for n in (1, 2, 3, 4)}
    assert all(line["n"] == 20 for line in lines)
