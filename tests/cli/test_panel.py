"""``panel``: several people over one deck."""

from pathlib import Path

import pytest

from fmnist_gui.core.stats.proportion import wilson
from tests.cli.console import Run

KEYS = {"n", "single", "majority", "krippendorff_alpha", "fleiss_kappa", "baseline"}
TIE_RULES = {"split", "strict", "optimistic", "tied_left_out", "tie_share"}


def _simulated(run: Run, deck: Path, data: Path, *, people: int = 3) -> list[str]:
    told = run(
        *("simulate", "--deck", deck, "--data", data, "--annotators", people),
        *("--accuracy", 0.6, "--json"),
    )
    return [str(session) for session in told.content["sessions"]]


def test_three_people_over_one_deck_have_every_figure(run: Run, data: Path, deck: Path) -> None:
    sessions = _simulated(run, deck, data)
    content = run("panel", *sessions, "--json").content
    assert set(content) >= KEYS
    assert set(content["majority"]) == TIE_RULES
    assert content["n"] == 20
    correct = [run("results", session, "--json").content["correct"] / 20 for session in sessions]
    assert content["single"] == correct
    found = content["majority"]
    assert found["strict"] <= found["split"] <= found["optimistic"]
    assert 0 <= found["tie_share"] <= 1
    intervals = content["majority_intervals"]
    assert set(intervals) == TIE_RULES
    assert intervals["strict"] == list(wilson(round(20 * found["strict"]), 20))
    sole = round(20 * (1 - found["tie_share"]))
    assert intervals["tied_left_out"] == list(wilson(round(20 * found["strict"]), sole))
    for name in ("krippendorff_alpha", "fleiss_kappa"):
        assert -1 <= content[name] <= 1
    assert content["baseline"] is None
    assert [person["session"] for person in content["people"]] == sessions


def test_the_words_have_the_majority_everybody_and_the_ties(
    run: Run, data: Path, deck: Path
) -> None:
    sessions = _simulated(run, deck, data)
    told = run("panel", *sessions).out
    assert told.startswith("By majority the 3 simulated annotators agreed with the label on ")
    assert run("panel", *sessions, "--json").content["is_simulated"] is True
    for line in ("Simulated 1: ", "Simulated 3: ", "Ties wrong: ", "60 of 60 labels given."):
        assert line in told
    assert "83.5" not in told


def test_sessions_over_different_images_are_one_line(
    run: Run, data: Path, deck: Path, tmp_path: Path
) -> None:
    other = tmp_path / "b.fmdeck"
    run("deck", "new", "--preset", "quick-20", "--seed", 4, "--out", other, "--data", data)
    sessions = [*_simulated(run, deck, data, people=2), *_simulated(run, other, data, people=1)]
    refusal = run("panel", *sessions, "--json").refusal
    assert "are over different images" in refusal
    assert sessions[2][:8] in refusal


def test_one_person_alone_and_one_person_twice_are_one_line(
    run: Run, data: Path, deck: Path
) -> None:
    (session,) = _simulated(run, deck, data, people=1)
    assert "at least 2 people" in run("panel", session).refusal
    assert "'Simulated 1' is in this panel twice" in run("panel", session, session).refusal
    assert "there is no session" in run("panel", session, "nonsense").refusal


def test_practice_makes_no_panel(run: Run, data: Path, tmp_path: Path) -> None:
    deck = tmp_path / "p.fmdeck"
    run("deck", "new", "--preset", "practice", "--count", 5, "--out", deck, "--data", data)
    sessions = _simulated(run, deck, data)
    assert "is not scored" in run("panel", *sessions).refusal


def test_without_sessions_it_says_what_is_missing(run: Run) -> None:
    assert "SESSION" in run("panel").refusal


def test_a_replication_is_set_beside_the_published_figure(
    run: Run, fashion_mnist: Path, tmp_path: Path
) -> None:
    deck = tmp_path / "z.fmdeck"
    run("deck", "new", "--preset", "replicate-zalando", "--out", deck, "--data", fashion_mnist)
    sessions = _simulated(run, deck, fashion_mnist)
    content = run("panel", *sessions, "--json").content
    assert (content["n"], content["labels"], content["labels_planned"]) == (1000, 3000, 3000)
    split = content["majority"]["split"]
    assert content["baseline"]["correct"] == round(1000 * split)
    assert content["baseline"]["difference"] == pytest.approx(round(1000 * split) / 1000 - 0.835)
    assert len(content["deviations"]) == 6
    told = run("panel", *sessions).out
    assert "majority of three people" in told
    assert "Which 1,000 test images they saw." in told


def test_a_crowd_drawn_from_fashion_mnist_h_agrees_as_the_crowd_does(
    run: Run, fashion_mnist: Path, tmp_path: Path
) -> None:
    counts = fashion_mnist.parent / "fashion-mnist-h" / "fmh_counts.csv"
    if not counts.is_file():
        pytest.skip("Fashion-MNIST-H is not here")
    deck = tmp_path / "z.fmdeck"
    run("deck", "new", "--preset", "replicate-zalando", "--out", deck, "--data", fashion_mnist)
    told = run(
        *("simulate", "--deck", deck, "--data", fashion_mnist, "--annotators", 3),
        *("--counts", counts, "--json"),
    )
    content = run("panel", *told.content["sessions"], "--json").content
    # 1000 images of 10,000: within three standard errors of the figures over all.
    assert content["majority"]["split"] == pytest.approx(0.735967, abs=0.045)
    assert content["krippendorff_alpha"] == pytest.approx(0.546824, abs=0.045)
    assert sum(content["single"]) / 3 == pytest.approx(0.667200, abs=0.045)


def test_a_panel_is_written_as_a_report_that_agrees_with_its_sessions(
    run: Run, deck: Path, data: Path, tmp_path: Path
) -> None:
    sessions = _simulated(run, deck, data)
    files = run("panel", *sessions, "--report", tmp_path / "p", "--json").content["files"]
    assert [Path(file).name for file in files][:3] == ["p.html", "p.json", "p-1.fmsession"]
    told = run("panel", "--verify", tmp_path / "p.html", "--data", data)
    assert told.out.endswith("recomputed from the sessions of 3 people, all agree.\n")
    figures = tmp_path / "p.json"
    figures.write_text(figures.read_text().replace('"n":20', '"n":19', 1))
    told = run("panel", "--verify", tmp_path / "p.html", "--data", data)
    assert told.status == 2
    assert "p.json: n: stated 19, recomputed 20\n" in told.out
    assert "does not agree with its sessions: 2 differences" in told.err


@pytest.mark.parametrize("wish", [(), ("abc", "--verify", "x.html")])
def test_either_sessions_or_a_report_are_named(run: Run, wish: tuple[str, ...]) -> None:
    assert "give one of the two" in run("panel", *wish).refusal
