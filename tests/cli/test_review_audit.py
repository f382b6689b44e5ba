"""``review audit``: a random sample from drawing to estimate."""

from pathlib import Path

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from tests.cli.conftest import TEST
from tests.cli.console import Run

WHO = ("--annotator", "Ada")


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


def _new(run: Run, data: Path, *, count: int = 5) -> tuple[str, list[int]]:
    wish = ("review", "audit", "new", "--count", count, "--seed", 3, *WHO)
    content = run(*wish, "--data", data, "--json").content
    return str(content["id"]), content["indices"]


def _decide(run: Run, data: Path, index: int, *what: object) -> None:
    assert run("review", "decide", "test", index, *what, *WHO, "--data", data).status == 0


def test_an_audit_is_the_beginning_of_a_permutation_by_its_seed(run: Run, data: Path) -> None:
    _, indices = _new(run, data, count=40)

    assert indices == np.random.default_rng(3).permutation(TEST)[:40].tolist()


def test_decisions_made_in_it_become_an_estimate(run: Run, data: Path) -> None:
    audit, indices = _new(run, data)
    kinds = (("relabel", "--to", 3), ("keep",), ("ambiguous",), ("unsure",), ("bad",))
    for index, kind in zip(indices, kinds, strict=True):
        _decide(run, data, index, *kind, "--audit", audit[:8])

    told = run("review", "audit", "show", audit[:6], "--data", data, "--json").content

    assert (told["looked"], told["planned"], told["population"]) == (5, 5, TEST)
    assert (told["wrong"], told["kept"], told["unknown"]) == (1, 1, 1)
    assert (told["ambiguous"], told["bad"], told["duplicates"]) == (1, 1, 0)
    low, _ = proportion_confint(1, 5, method="wilson")
    _, high = proportion_confint(2, 5, method="wilson")
    assert told["interval"] == pytest.approx([low, high])
    assert told["projected_interval"] == [round(low * TEST), round(high * TEST)]
    assert (told["method"], told["is_complete"], told["next"]) == ("wilson", True, None)
    assert told["reviewers"] == ["Ada"]


def test_it_is_told_in_words_with_what_comes_next(run: Run, data: Path) -> None:
    audit, indices = _new(run, data)
    _decide(run, data, indices[0], "relabel", "--to", 3, "--audit", audit)

    told = run("review", "audit", "show", "--data", data).out

    assert "1 of 1 label drawn at random from test is wrong: 100 %" in told
    assert "1 of 5 images decided" in told
    assert "The yield of a queue does not" in told
    assert "Decided by Ada." in told
    assert f"review decide test {indices[1]} KIND --audit {audit[:8]}" in told


def test_only_what_is_decided_in_the_audit_counts(run: Run, data: Path) -> None:
    audit, indices = _new(run, data)
    _decide(run, data, indices[0], "relabel", "--to", 3)

    told = run("review", "audit", "show", audit, "--data", data, "--json").content

    assert (told["looked"], told["elsewhere"], told["next"]) == (0, 1, indices[0])


def test_audits_are_listed_the_newest_first(run: Run, data: Path) -> None:
    assert "No audit of" in run("review", "audit", "list", "--data", data).out
    first, indices = _new(run, data)
    second, _ = _new(run, data, count=7)
    _decide(run, data, indices[0], "keep", "--audit", first)

    content = run("review", "audit", "list", "--data", data, "--json").content
    lines = run("review", "audit", "list", "--data", data).out.splitlines()

    assert [entry["id"] for entry in content["audits"]] == [second, first]
    assert [entry["looked"] for entry in content["audits"]] == [0, 1]
    assert [line[:8] for line in lines] == [second[:8], first[:8]]
    assert "0 of 1 label drawn at random" in lines[1]


def test_without_a_seed_one_is_drawn_and_told(run: Run, data: Path) -> None:
    wish = ("review", "audit", "new", "--count", 4, *WHO, "--data", data, "--json")
    first, second = run(*wish).content, run(*wish).content

    assert first["seed"] != second["seed"]
    drawn = np.random.default_rng(first["seed"]).permutation(TEST)[:4].tolist()
    assert first["indices"] == drawn


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("new", "--count", 0, *WHO), "an audit of test takes 1 to 300 images, not 0"),
        (("new", "--count", TEST + 1, *WHO), "takes 1 to 300 images, not 301"),
        (("new", "--seed", -1, *WHO), "a seed is a number from 0"),
        (("new", "--split", "extra", *WHO), "has no split called 'extra'"),
        (("new",), "give a name with --annotator"),
        ((), "required: new|show|list"),
    ],
)
def test_what_cannot_be_drawn_is_one_line_and_makes_no_database(
    run: Run, data: Path, home: Path, arguments: tuple[object, ...], found: str
) -> None:
    assert found in run("review", "audit", *arguments, "--data", data).refusal
    assert not home.exists()


def test_an_audit_that_is_not_there_is_refused(run: Run, data: Path) -> None:
    show = ("review", "audit", "show")
    assert "no audit of" in run(*show, "--data", data).refusal
    _new(run, data)
    _new(run, data)
    assert "there is no audit 'zz'" in run(*show, "zz", "--data", data).refusal
    assert "there is no audit ''" in run(*show, "", "--data", data).refusal


def test_an_image_that_the_audit_did_not_draw_is_refused(run: Run, data: Path) -> None:
    audit, indices = _new(run, data)
    other = next(index for index in range(TEST) if index not in indices)

    told = run("review", "decide", "test", other, "keep", "--audit", audit, *WHO, "--data", data)

    assert f"audit {audit[:8]} did not draw test {other}" in told.refusal
    shown = run("review", "audit", "show", audit, "--data", data, "--json").content
    assert (shown["looked"], shown["beyond"]) == (0, 0)
