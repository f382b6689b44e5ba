"""``sessions`` and ``results``: what was played, and what came of it."""

from pathlib import Path
from uuid import UUID

import pytest

from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.store.label_store import LabelStore
from tests.cli.console import Run
from tests.core.session.example import played
from tests.store.sample import opened

KEYS = {
    "n",
    "correct",
    "accuracy",
    "wilson",
    "exact",
    "balanced_accuracy",
    "confusion",
    "per_class",
    "response_time",
    "baseline",
    "references",
    "flags",
}


def test_without_sessions_the_list_is_empty(run: Run) -> None:
    assert run("sessions", "--json").content == {"sessions": []}
    assert run("sessions").out == "No sessions yet.\n"


def test_a_session_is_listed_with_what_came_of_it(run: Run, session: str) -> None:
    (line,) = run("sessions", "--json").content["sessions"]
    assert set(line) >= {"id", "annotator", "preset", "state", "n", "correct", "started_at"}
    assert UUID(line["id"]) == UUID(session)
    assert (line["annotator"], line["preset"]) == ("Simulated 1", "quick-20")
    assert (line["state"], line["n"]) == ("complete", 20)
    assert 0 <= line["correct"] <= 20
    assert line["started_at"].endswith("+00:00")
    words = run("sessions").out
    assert f"{line['correct']} of 20" in words
    assert words.startswith(session[:8])


def test_the_figures_of_a_session_agree_with_each_other(run: Run, session: str) -> None:
    content = run("results", session, "--json").content
    assert set(content) >= KEYS
    assert content["n"] == 20
    assert content["accuracy"] == content["correct"] / 20
    for name in ("wilson", "exact"):
        low, high = content[name]
        assert 0 <= low <= content["accuracy"] <= high <= 1
    confusion = content["confusion"]
    assert [len(row) for row in confusion] == [10] * 10
    assert sum(map(sum, confusion)) == 20
    assert sum(confusion[number][number] for number in range(10)) == content["correct"]
    assert [score["class"] for score in content["per_class"]] == list(range(10))
    for number, score in enumerate(content["per_class"]):
        assert set(score) >= {"class", "n", "correct", "wilson"}
        assert score["n"] == sum(confusion[number])
        assert score["correct"] == confusion[number][number]
    times = content["response_time"]
    assert set(times) >= {"median_s", "p10_s", "p90_s", "n"}
    assert 0 < times["p10_s"] <= times["median_s"] <= times["p90_s"]


def test_random_images_are_not_compared_with_published_results(run: Run, session: str) -> None:
    content = run("results", session, "--json").content
    assert content["baseline"] is None
    assert content["references"] == []


def test_real_images_are_compared_with_published_results(
    run: Run, fashion_mnist: Path, tmp_path: Path
) -> None:
    deck = tmp_path / "a.fmdeck"
    run("deck", "new", "--preset", "solo", "--seed", 1, "--out", deck, "--data", fashion_mnist)
    told = run("simulate", "--deck", deck, "--data", fashion_mnist, "--accuracy", 1, "--json")
    content = run("results", *told.content["sessions"], "--json").content
    compared = {
        "accuracy",
        "wilson",
        "exact",
        "difference",
        "newcombe",
        "fisher_p",
        "binomial_p",
        "verdict",
        "needed",
    }
    assert set(content["baseline"]) >= compared
    assert content["baseline"]["verdict"] == "higher"
    assert set(content["baseline"]["needed"]) == {"higher", "lower"}
    assert any(reference["accuracy"] == 0.835 for reference in content["references"])
    assert [flag["key"] for flag in content["flags"]] == []


def test_the_figures_are_told_in_words(run: Run, session: str) -> None:
    told = run("results", session)
    content = run("results", session, "--json").content
    assert f"{content['correct']} of 20" in told.out
    assert f"{content['response_time']['median_s']:.2f} s" in told.out


@pytest.mark.parametrize(("here", "who"), [("Ada", "You"), ("Bo", "Ada")])
def test_only_who_sits_here_is_told_you(
    run: Run, fresh_home: Path, tmp_path: Path, here: str, who: str
) -> None:
    home = Home(fresh_home / "fmnist-gui")
    Settings(home.settings).change(annotator=here)
    history = played(8, 10, name="Ada")
    with opened(home.folder) as database:
        LabelStore(database).merge([history])
    session = history.record.id
    assert run("results", session).out.startswith(f"{who} agreed with Zalando's label on 8 of 10")
    page = tmp_path / "a.html"
    run("export", "--format", "html", "--session", session, "--out", page)
    assert f"{who} agreed with Zalando" in page.read_text()
    assert run("results", "--verify", page).status == 0


def test_a_name_of_any_length_and_direction_leaves_one_line(run: Run, fresh_home: Path) -> None:
    names = ("x" * 10_000, "\u05d0\u05d1")
    with opened(Home(fresh_home / "fmnist-gui").folder) as database:
        LabelStore(database).merge([played(8, 10, name=name) for name in names])
    told = run("sessions").out
    assert max(map(len, told.splitlines())) < 120
    assert "\u2068\u05d0\u05d1\u2069" in told
    found = {line["annotator"] for line in run("sessions", "--json").content["sessions"]}
    assert found == set(names)


def test_every_interval_is_told_when_asked_for(run: Run, session: str) -> None:
    assert "Jeffreys" not in run("results", session).out
    told = run("results", session, "--intervals").out
    low = run("results", session, "--json").content["jeffreys"][0]
    assert f"Jeffreys: {100 * low:.1f}" in told
    assert "Exact (Clopper and Pearson)" in told


def test_a_practice_is_not_scored(run: Run, data: Path, tmp_path: Path) -> None:
    deck = tmp_path / "p.fmdeck"
    run("deck", "new", "--preset", "practice", "--count", 5, "--out", deck, "--data", data)
    told = run("simulate", "--deck", deck, "--data", data, "--json")
    content = run("results", *told.content["sessions"], "--json").content
    assert (content["n"], content["answered"], content["accuracy"]) == (0, 5, None)
    assert content["baseline"] is None


@pytest.mark.parametrize("spelling", ["{0}", "{1}", "{2}", "{3}"])
def test_the_beginning_of_an_id_is_enough(run: Run, session: str, spelling: str) -> None:
    name = spelling.format(session, session[:6], session.replace("-", ""), session.upper())
    assert run("results", name, "--json").content["session"] == session


@pytest.mark.parametrize("name", ["nonsense", "", " ", "ffffffff-ffff-ffff-ffff-ffffffffffff"])
def test_an_unknown_session_is_one_line(run: Run, session: str, name: str) -> None:
    assert "there is no session" in run("results", name, "--json").refusal


def test_a_beginning_of_several_ids_is_one_line(run: Run, data: Path, deck: Path) -> None:
    told = run("simulate", "--deck", deck, "--data", data, "--annotators", 17, "--json")
    ids = told.content["sessions"]
    # Among 17 ids two begin with the same of 16 digits.
    first = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
    assert f"sessions begin with '{first}'; give more of the id" in run("results", first).refusal
