"""``deck new --preset custom``: rules of one's own by options."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.exchange import deck_file, index_csv
from fmnist_gui.core.session.custom import custom
from fmnist_gui.core.session.protocol import Timeline
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run


@pytest.fixture
def new(data: Path, tmp_path: Path) -> tuple[object, ...]:
    """Return a wish for custom rules, to be gone on with."""
    out = ("--out", tmp_path / "own.fmdeck", "--data", data, "--json")
    return ("deck", "new", "--preset", "custom", "--seed", 3, *out)


def listed(path: Path, *numbers: int) -> Path:
    """Write a list of these images, numbered through train and test."""
    gallery = sample.gallery(sample.split("train", TRAIN), sample.split("test", TEST))
    index_csv.write(path, gallery, numbers=numbers, is_blind=True)
    return path


def test_without_options_it_is_a_hundred_test_images(
    run: Run, new: tuple[object, ...], tmp_path: Path
) -> None:
    content = run(*new).content
    assert (content["preset"], content["split"], len(content["indices"])) == ("custom", "test", 100)
    deck = deck_file.read(tmp_path / "own.fmdeck")
    assert deck.rules == custom()
    assert content["rules"] == custom().content()
    assert run("deck", "show", tmp_path / "own.fmdeck", "--json").content == content


def test_every_option_is_in_the_deck(run: Run, new: tuple[object, ...], tmp_path: Path) -> None:
    options = (
        *("--count", 30, "--sampling", "balanced-blocks", "--feedback", "end"),
        *("--confidence", "key", "--second-choice", "--only", "shirt,0,Coat"),
        *("--repeats", 4, "--attention", 1, "--time-limit", 90, "--flash", "100/50/0"),
    )
    content = run(*new, *options).content
    expected = custom(
        count=30,
        sampling="balanced blocks",
        feedback="end",
        confidence="key",
        has_second_choice=True,
        classes=(0, 4, 6),
        repeats=4,
        attention=1,
        time_limit_s=90,
        timeline=Timeline(100, 50, 0),
    )
    deck = deck_file.read(tmp_path / "own.fmdeck")
    assert deck.rules == expected
    assert set(sample.split("test", TEST).labels[list(deck.main_indices)].tolist()) == {0, 4, 6}
    assert content["source"] == "balanced blocks"
    assert content["phases"] == list(deck.phases)
    assert [content["phases"].count(p) for p in ("main", "repeat")] == [30, 4]

    words = run("deck", "show", tmp_path / "own.fmdeck").out.splitlines()
    assert "drawn balanced blocks" in words
    assert any(line.startswith("trials 30 main, ") for line in words)
    (told,) = (line for line in words if line.startswith("rules "))
    assert told == (
        "rules 30 test images, balanced blocks, labels at the end, flash 100/50/0 ms, within 90 s, "
        "classes 0,4,6, confidence by key, a second choice, scored"
    )


def test_feedback_makes_it_practice_and_so_does_the_wish(
    run: Run, new: tuple[object, ...], tmp_path: Path
) -> None:
    for option in (("--feedback", "each"), ("--unscored",)):
        run(*new, "--count", 5, *option)
        rules = deck_file.read(tmp_path / "own.fmdeck").rules
        assert rules is not None
        assert not rules.is_scored
        assert "never scored" in run("deck", "show", tmp_path / "own.fmdeck").out


def test_a_time_limit_alone_takes_as_many_images_as_come(run: Run, new: tuple[object, ...]) -> None:
    content = run(*new, "--time-limit", 30).content
    assert len(content["indices"]) == TEST
    assert content["rules"]["count"] is None


def test_the_images_may_come_from_a_list(run: Run, new: tuple[object, ...], tmp_path: Path) -> None:
    images = listed(tmp_path / "hard ones.csv", TRAIN + 9, TRAIN + 4, TRAIN + 200)
    content = run(*new, "--from", images).content
    assert sorted(content["indices"]) == [4, 9, 200]
    assert content["source"].startswith("list hard ones.csv, images ")
    assert f"from {content['source']}" in run("deck", "show", tmp_path / "own.fmdeck").out
    assert len(run(*new, "--from", images, "--count", 2).content["indices"]) == 2
    other = run(*new, "--from", listed(images, TRAIN + 9, TRAIN + 4, TRAIN + 201)).content
    assert other["source"] != content["source"]
    refusal = run(*new, "--from", images, "--count", 4).refusal
    assert "expected a number from 1 to 3, found 300 test images, 3 of them asked for" in refusal


def test_a_list_decides_for_its_split(run: Run, new: tuple[object, ...], tmp_path: Path) -> None:
    train = listed(tmp_path / "train.csv", 3, 1, 2)
    assert run(*new, "--from", train).content["split"] == "train"
    both = listed(tmp_path / "both.csv", 3, TRAIN + 1)
    assert "expected images of one split, found train and test" in run(*new, "--from", both).refusal
    assert run(*new, "--from", both, "--split", "test").content["indices"] == [1]
    assert "expected images of test, found none" in (
        run(*new, "--from", train, "--split", "test").refusal
    )


def test_a_list_of_other_data_is_refused_with_both_fingerprints(
    run: Run, new: tuple[object, ...], tmp_path: Path
) -> None:
    other = sample.gallery(sample.split("test", TEST + 1))
    index_csv.write(tmp_path / "a.csv", other, numbers=np.arange(3), is_blind=True)
    refusal = run(*new, "--from", tmp_path / "a.csv").refusal
    for count in (TEST, TEST + 1):
        assert sample.split("test", count).fingerprint[:16] in refusal


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--count", 0), "custom rules: 0 images are no session"),
        (("--count", TEST + 1), f"a number from 1 to {TEST}, found {TEST} test images;"),
        (("--count", 30, "--repeats", 12), "room for 11, not 12"),
        (("--sampling", "easy"), "one of simple-random, stratified, balanced-blocks"),
        (("--feedback", "always"), "invalid choice: 'always'"),
        (("--only", "shirt"), "one class alone"),
        (("--only", "shirt,hat"), "there is no class 'hat'; the classes are 0 T-shirt/top"),
        (("--only", "0,10"), "there is no class '10'"),
        (("--time-limit", "nan"), "custom rules: a time limit lies between 0 and 86400 seconds"),
        (("--time-limit", -3), "not at -3"),
        (("--flash", "300/200"), "three whole numbers of ms as in 300/200/200, not '300/200'"),
        (("--flash", "300/0/200"), "flashed for 1 to 60,000 ms"),
        (("--flash", "300/²/200"), "three whole numbers of ms"),
        (("--split", "validation"), "expected a validation split for Custom, found train and test"),
        (("--from", "nowhere.csv"), "nowhere.csv: expected a list of images, found no such file"),
        (("--day", "2025-03-01"), "--day is that of a daily deck"),
        (("--attention", 101), "101 attention checks among 100 images are too many"),
    ],
)
def test_what_does_not_go_is_one_line_and_writes_nothing(
    run: Run, new: tuple[object, ...], tmp_path: Path, arguments: tuple[object, ...], found: str
) -> None:
    assert found in run(*new, *arguments).refusal
    assert not (tmp_path / "own.fmdeck").exists()


def test_one_split_alone_has_its_checks_from_itself(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "half"
    folder.mkdir()
    write_data(folder, test=900)
    wish = ("deck", "new", "--preset", "custom", "--attention", 2, "--out", tmp_path / "a.fmdeck")
    content = run(*wish, "--count", 60, "--data", folder, "--json").content
    assert "attention_split" not in content
    assert content["phases"].count("attention") <= 2
