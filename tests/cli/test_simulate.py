"""``simulate``: sessions through the same code as everybody else's."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.drawing import draw
from fmnist_gui.core.session.panel import panel_rules
from fmnist_gui.core.session.record import Answer, History
from fmnist_gui.store.database import open_database
from fmnist_gui.store.label_store import LabelStore
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


def test_the_same_seed_gives_the_same_answers_in_a_fresh_home_and_other_people_after_them(
    run: Run, data: Path, deck: Path, tmp_path: Path
) -> None:
    def answers(home: str, seed: int) -> object:
        at = ("--home", tmp_path / home)
        wish = ("simulate", "--deck", deck, "--data", data, "--accuracy", 0.5, "--seed", seed)
        (session,) = run(*wish, *at, "--json").content["sessions"]
        return run("results", session, *at, "--json").content["confusion"]

    first, second = answers("a", 5), answers("a", 5)
    assert first != second
    assert (answers("b", 5), answers("b", 5)) == (first, second)
    assert answers("c", 6) != first


def test_the_same_seed_gives_a_panel_the_same_orders_and_answers(
    run: Run, data: Path, tmp_path: Path
) -> None:
    base = draw(sample.split("test", TEST), "quick-20", count=20, seed=1)
    path = tmp_path / "panel.fmdeck"
    deck_file.write(path, replace(base, preset="custom", rules=panel_rules(20)))

    def told(home: str) -> list[list[tuple[int, int]]]:
        wish = ("simulate", "--deck", path, "--data", data, "--annotators", 3)
        ids = run(*wish, "--home", tmp_path / home / "fmnist-gui", "--json").content["sessions"]
        kept = [stored(tmp_path / home, session).entries for session in ids]
        return [
            [(e.image_index, e.chosen) for e in entries if isinstance(e, Answer)]
            for entries in kept
        ]

    first = told("a")
    assert len({tuple(image for image, _ in answers) for answers in first}) == 3
    assert told("b") == first


def test_the_sessions_are_told_in_words(run: Run, data: Path, deck: Path) -> None:
    words = run("simulate", "--deck", deck, "--data", data).out.splitlines()
    assert words[0] == "1 session, 20 answers:"
    assert run("results", words[1]).status == 0


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--annotators", 0), "at least 1 annotator"),
        (("--annotators", -3), "at least 1 annotator"),
        (("--annotators", 50_001), "at most 1,000,000 are given at once, so choose up to 50,000"),
        (("--accuracy", 1.1), "an accuracy from 0 to 1"),
        (("--accuracy", -0.1), "an accuracy from 0 to 1"),
        (("--accuracy", "nan"), "an accuracy from 0 to 1"),
        (("--accuracy", "inf"), "an accuracy from 0 to 1"),
        (("--accuracy", "most"), "--accuracy: invalid float value: 'most'"),
        (("--seed", -1), "a seed from 0"),
        (("--accuracy", 0.5, "--counts", "x"), "not allowed with argument --accuracy"),
        (("--confusion", "x", "--counts", "x"), "not allowed with argument"),
        (("--confusion", "nowhere"), "nowhere: expected a confusion matrix of 10 rows of 10"),
        (("--mu", -1), "a mu, sigma and tau from 0 to 3600 seconds; given were -1, 0.12, 0.45"),
        (("--tau", "nan"), "given were 0.75, 0.12, nan"),
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
    assert "the rules 'marathon', which this program does not know" in told.refusal


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


def test_a_confusion_matrix_is_followed(run: Run, data: Path, deck: Path, tmp_path: Path) -> None:
    path = tmp_path / "matrix.csv"
    np.savetxt(path, np.roll(np.eye(10, dtype=int), 3, axis=1), fmt="%d", delimiter=",")
    told = run("simulate", "--deck", deck, "--data", data, "--confusion", path, "--json")
    (session,) = told.content["sessions"]
    confusion = run("results", session, "--json").content["confusion"]
    assert sum(confusion[label][(label + 3) % 10] for label in range(10)) == 20


def test_one_persons_results_can_be_played_by_others(run: Run, data: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.fmdeck"
    run("deck", "new", "--preset", "solo-200", "--seed", 1, "--out", long, "--data", data)
    told = run("simulate", "--deck", long, "--data", data, "--accuracy", 0.6, "--json").content
    (tmp_path / "results.json").write_text(run("results", told["sessions"][0], "--json").out)
    again = run(
        "simulate",
        "--deck",
        long,
        "--data",
        data,
        "--confusion",
        tmp_path / "results.json",
        "--seed",
        1,
        "--json",
    )
    session = again.content["sessions"][0]
    assert 90 <= run("results", session, "--json").content["correct"] <= 150


def test_response_times_are_those_asked_for(run: Run, data: Path, deck: Path) -> None:
    wish = ("simulate", "--deck", deck, "--data", data, "--mu", 2, "--sigma", 0, "--tau", 0)
    (session,) = run(*wish, "--json").content["sessions"]
    assert run("results", session, "--json").content["response_time"]["median_s"] == 2.0


def own_deck(run: Run, data: Path, path: Path, *options: object) -> Path:
    run("deck", "new", "--preset", "custom", "--seed", 3, "--out", path, "--data", data, *options)
    return path


def test_custom_decks_are_played_with_all_that_they_ask_for(
    run: Run, data: Path, tmp_path: Path, fresh_home: Path
) -> None:
    options = ("--count", 40, "--repeats", 5, "--attention", 1, "--confidence", "key")
    path = own_deck(run, data, tmp_path / "own.fmdeck", *options, "--flash", "300/50/200")
    (session,) = run("simulate", "--deck", path, "--data", data, "--json").content["sessions"]
    entries = stored(fresh_home, session).entries
    answers = [entry for entry in entries if isinstance(entry, Answer)]
    assert [answer.phase for answer in answers] == list(deck_file.read(path).phases)
    assert all(answer.confidence is not None for answer in answers)
    told = run("results", session, "--json").content
    assert (told["n"], told["state"]) == (40, "complete")

    mute = run("simulate", "--deck", path, "--data", data, "--without-confidence", "--json")
    entries = stored(fresh_home, mute.content["sessions"][0]).entries
    assert all(entry.confidence is None for entry in entries if isinstance(entry, Answer))


def stored(home: Path, session: str) -> History:
    folder = home / "fmnist-gui"
    with open_database(
        folder / "fmnist-gui.db", backups=folder / "backups", now=datetime.now(UTC)
    ) as database:
        return LabelStore(database).history(UUID(session))


def test_the_clock_ends_a_blitz(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "blitz.fmdeck"
    run("deck", "new", "--preset", "blitz", "--out", path, "--data", data)
    told = run("simulate", "--deck", path, "--data", data, "--json").content
    (line,) = run("sessions", "--json").content["sessions"]
    assert line["state"] == "complete"
    assert 30 <= line["n"] == told["answers"] <= 70


def test_each_member_of_a_panel_has_an_order_of_their_own(
    run: Run, tmp_path: Path, fresh_home: Path
) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    write_data(folder, test=1000)
    path = tmp_path / "panel.fmdeck"
    run("deck", "new", "--preset", "replicate-zalando", "--out", path, "--data", folder)
    wish = ("simulate", "--deck", path, "--data", folder, "--annotators", 3)
    told = run(*wish, "--json").content
    assert told["answers"] == 3000
    decks = [stored(fresh_home, session).record.deck for session in told["sessions"]]
    shared = deck_file.read(path)
    assert {deck.base for deck in decks} == {shared.sha256}
    assert len({deck.indices for deck in decks}) == 3
    assert run("panel", *told["sessions"], "--json").content["n"] == 1000
