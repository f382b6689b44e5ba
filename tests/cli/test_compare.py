"""``compare``: two counts against the published ones."""

import pytest

from tests.cli.console import Run

KEYS = {
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


def test_a_score_is_told_with_everything_beside_it(run: Run) -> None:
    content = run("compare", "81/100", "--json").content
    assert set(content) >= KEYS
    assert content["accuracy"] == 0.81
    assert [round(end, 3) for end in content["wilson"]] == [0.722, 0.875]
    assert content["difference"] == pytest.approx(-0.025)
    assert len(content["exact"]) == len(content["newcombe"]) == 2
    assert content["verdict"] == "too few"
    assert content["needed"] == {"higher": 92, "lower": 75}


@pytest.mark.parametrize(
    ("score", "verdict"),
    [("199/200", "higher"), ("120/200", "lower"), ("167/200", "consistent"), ("5/5", "too few")],
)
def test_the_verdict_is_one_of_four(run: Run, score: str, verdict: str) -> None:
    content = run("compare", score, "--json").content
    assert content["verdict"] == verdict
    for name in ("fisher_p", "binomial_p"):
        assert 0 <= content[name] <= 1


@pytest.mark.parametrize("score", ["0/1", "1/1", "0/200", "200/200", " 8 / 10 "])
def test_the_ends_are_figures_too(run: Run, score: str) -> None:
    content = run("compare", score, "--json").content
    low, high = content["wilson"]
    assert 0 <= low < high <= 1


def test_another_baseline_may_be_given(run: Run) -> None:
    content = run("compare", "500/1000", "--baseline", "300/1000", "--json").content
    assert content["verdict"] == "higher"
    assert content["difference"] == pytest.approx(0.2)
    assert "30 %" in run("compare", "500/1000", "--baseline", "300/1000").out


def test_the_words_begin_with_the_score(run: Run) -> None:
    told = run("compare", "81/100")
    assert told.out.startswith("81 of 100: 81 %, 95 % interval 72.2–87.5 %\n")
    assert "835 of 1,000" in told.out


@pytest.mark.parametrize(
    "score",
    [
        "81",
        "81/",
        "/100",
        "81/100/2",
        "a/b",
        "8.1/10",
        "81:100",
        "",
        "101/100",
        "0/0",
        "1/0",
        "²/3",
        "5/1000001",
        "5/1000000000000",
        "1e3/1e4",
        "8" * 5000 + "/3",
        "81/10\n0",
    ],
)
def test_what_is_no_score_is_one_line(run: Run, score: str) -> None:
    assert run("compare", score).refusal
    assert run("compare", "8/10", "--baseline", score, "--json").refusal


def test_a_negative_count_is_one_line(run: Run) -> None:
    assert run("compare", "-1/5").refusal


def test_the_largest_score_is_still_told(run: Run) -> None:
    assert run("compare", "835000/1000000", "--json").content["verdict"] == "consistent"
