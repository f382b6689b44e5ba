"""``deck``: drawn from data, written, shown after its hash was checked."""

from datetime import date
from pathlib import Path

import pytest

from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.drawing import daily_seed, draw
from fmnist_gui.core.session.preset import PRESETS, preset
from fmnist_gui.core.session.protocol import Protocol
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run

KEYS = {"sha256", "indices", "preset", "seed", "fingerprint"}
TOO_LARGE = {
    "solo-500": "a deck of 500 images: expected a number from 1 to 300, found 300 test images;",
    "solo-1000": "a deck of 1000 images: expected a number from 1 to 300, found 300 test images;",
    "replicate-zalando": "a deck of 1000 images: expected a number from 1 to 300, found 300 test",
    "hard-pairs": "a deck of 100 images: expected a number from 1 to 30, found 60 train images, 30",
    "tiny-matrix": "a matrix of 30 x 30: expected at least 900 test images, found 300;",
}
"""What the small data of these tests cannot fill, and what is said then."""


def test_new_writes_the_deck_that_it_tells(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.fmdeck"
    told = run(
        "deck", "new", "--preset", "Quick 20", "--seed", 7, "--out", path, "--data", data, "--json"
    )
    content = told.content
    drawn = draw(sample.split("test", TEST), "quick-20", count=20, seed=7)
    assert set(content) >= KEYS
    assert content["sha256"] == drawn.sha256
    assert tuple(content["indices"]) == drawn.indices
    assert (content["preset"], content["seed"]) == ("quick-20", 7)
    assert content["fingerprint"] == drawn.fingerprint
    assert deck_file.read(path) == drawn


def test_show_tells_the_same_of_the_file(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.fmdeck"
    wish = ("deck", "new", "--preset", "solo", "--seed", 7, "--out", path, "--data", data)
    new = run(*wish, "--json").content
    assert run("deck", "show", path, "--json").content == new
    assert len(new["indices"]) == 200
    words = run("deck", "show", path).out
    assert words == run(*wish).out
    assert f"Deck {new['sha256'][:8]}: 200 test images, preset solo-200, seed 7" in words
    assert "and 188 more" in words


@pytest.mark.parametrize("protocol", PRESETS, ids=lambda p: p.key)
def test_each_preset_draws_from_its_split_or_says_how_many_there_are(
    run: Run, data: Path, tmp_path: Path, protocol: Protocol
) -> None:
    path = tmp_path / "a.fmdeck"
    told = run("deck", "new", "--preset", protocol.key, "--out", path, "--data", data, "--json")
    if protocol.key in TOO_LARGE:
        assert TOO_LARGE[protocol.key] in told.refusal
        assert not path.exists()
        return
    assert told.content["split"] == protocol.split
    usual = TRAIN if protocol.split == "train" else TEST
    assert len(told.content["indices"]) == (protocol.count or usual)
    assert run("deck", "show", path, "--json").content == told.content


@pytest.mark.parametrize("key", ["hard-pairs", "tiny-matrix", "blitz", "solo-500"])
def test_more_data_fill_every_preset(run: Run, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    write_data(folder, train=200, test=900)
    wish = ("deck", "new", "--preset", key, "--out", tmp_path / "a.fmdeck", "--data", folder)
    content = run(*wish, "--json").content
    assert len(content["indices"]) == (preset(key).count or 600)
    assert len(content.get("matrix", ())) == (900 if key == "tiny-matrix" else 0)
    words = run("deck", "show", tmp_path / "a.fmdeck").out
    assert ("in a matrix of 900 images" in words) == (key == "tiny-matrix")


def test_a_preset_with_a_list_of_its_own_is_drawn_by_its_own_seed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    write_data(folder, test=1000)
    wish = ("deck", "new", "--preset", "replicate", "--out", tmp_path / "a", "--data", folder)
    one = run(*wish, "--json").content
    other = run(*wish, "--seed", 5, "--json").content
    assert one == other
    assert one["seed"] == 20170919


def test_a_seed_that_a_preset_does_not_follow_is_said(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("deck", "new", "--preset", "daily", "--out", tmp_path / "a", "--data", data)
    note = "--seed 5 was not used: Daily has a seed of its own"
    assert note in run(*wish, "--seed", 5).out
    assert "--seed" not in run(*wish).out


def test_fewer_extra_trials_than_asked_for_are_said(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("deck", "new", "--preset", "custom", "--count", 20, "--attention", 9, "--seed", 1)
    told = run(*wish, "--out", tmp_path / "a", "--data", data, "--json").content
    drawn = told["phases"].count("attention") if "phases" in told else 0
    assert drawn < 9
    assert told["fewer_trials"] == {"attention": {"asked": 9, "drawn": drawn}}
    words = run(*wish, "--out", tmp_path / "a", "--data", data).out
    assert f"only {drawn} of 9 attention trials" in words


def test_the_deck_of_a_day_is_the_same_whoever_draws_it(
    run: Run, data: Path, tmp_path: Path
) -> None:
    wish = ("deck", "new", "--preset", "daily", "--out", tmp_path / "a", "--data", data, "--json")
    one = run(*wish, "--day", "2025-03-01").content
    assert run(*wish, "--day", "2025-03-01", "--seed", 5).content == one
    assert run(*wish, "--day", "2025-03-02").content["indices"] != one["indices"]
    today = run(*wish).content
    seed = daily_seed(date.today(), one["fingerprint"])
    assert today["seed"] == seed


def test_without_a_seed_each_deck_is_another_one(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("deck", "new", "--preset", "quick", "--out", tmp_path / "a", "--data", data, "--json")
    one, other = run(*wish).content, run(*wish).content
    assert one["seed"] != other["seed"]
    assert one["indices"] != other["indices"]


def test_a_count_may_be_asked_for(run: Run, data: Path, tmp_path: Path) -> None:
    wish = ("deck", "new", "--preset", "quick", "--seed", 1, "--data", data, "--json")
    short = run(*wish, "--count", 5, "--out", tmp_path / "a").content["indices"]
    long = run(*wish, "--count", TEST, "--out", tmp_path / "b").content["indices"]
    assert short == long[:5]
    assert sorted(long) == list(range(TEST))


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--preset", "nope"), "there is no preset called 'nope'"),
        (("--preset", "nope"), ", or custom"),
        (("--preset", "custom", "--only", ","), "--only ',': expected classes by name or number"),
        (("--preset", "s"), "there is no preset called 's'"),
        (("--preset", "quick", "--count", TEST + 1), f"a number from 1 to {TEST}, found"),
        (("--preset", "quick", "--count", 0), "a deck of 0 images"),
        (("--preset", "quick", "--count", -5), "a deck of -5 images"),
        (("--preset", "quick", "--count", "many"), "--count: invalid int value: 'many'"),
        (("--preset", "quick", "--count", "9" * 5000), "--count: invalid int value"),
        (("--preset", "quick", "--seed", -1), "seed -1: expected a number from 0"),
        (("--preset", "quick", "--seed", "1.5"), "--seed: invalid int value: '1.5'"),
        (("--preset", "quick", "--day", "2025-03-01"), "--day is that of a daily deck"),
        (("--preset", "daily", "--day", "yesterday"), "a day as in 2025-03-01, not 'yesterday'"),
        (("--preset", "quick", "--repeats", 2), "--repeats would change the rules of a preset"),
        (
            ("--preset", "quick", "--flash", "1/2/3", "--unscored"),
            "--flash and --unscored would change the rules of a preset; use --preset custom",
        ),
        ((), "required: --preset"),
    ],
)
def test_a_wrong_wish_is_one_line_and_writes_nothing(
    run: Run, data: Path, tmp_path: Path, arguments: tuple[object, ...], found: str
) -> None:
    path = tmp_path / "a.fmdeck"
    told = run("deck", "new", *arguments, "--out", path, "--data", data, "--json")
    assert found in told.refusal
    assert not path.exists()


@pytest.mark.parametrize("out", [".", "/", "nowhere/a.fmdeck", "folder"])
def test_a_place_that_takes_no_file_is_one_line(
    run: Run, data: Path, tmp_path: Path, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    told = run("deck", "new", "--preset", "quick", "--out", out, "--data", data)
    assert "choose another" in told.refusal or "name a file" in told.refusal


def test_a_preset_whose_split_is_missing_is_one_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "half"
    folder.mkdir()
    write_data(folder, train=30)
    told = run("deck", "new", "--preset", "quick", "--out", tmp_path / "a", "--data", folder)
    assert "expected a test split for Quick 20, found train" in told.refusal


def test_a_damaged_deck_is_one_line(run: Run, deck: Path, tmp_path: Path) -> None:
    deck.write_text(deck.read_text().replace('"seed":3', '"seed":4'))
    assert "the deck was changed after it was written" in run("deck", "show", deck).refusal
    deck.write_bytes(deck.read_bytes()[:40])
    assert "expected a deck" in run("deck", "show", deck, "--json").refusal


def test_what_is_no_deck_is_one_line(run: Run, data: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path, data / "t10k-images-idx3-ubyte.gz"):
        assert f"{path}: expected a deck" in run("deck", "show", path).refusal


def test_class_names_may_come_from_a_file(run: Run, data: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    wish = ("deck", "new", "--preset", "quick", "--out", tmp_path / "a.fmdeck", "--data", data)
    names.write_text("\n".join(f"Thing {number}" for number in range(10)))
    assert run(*wish, "--classes", names).status == 0
    names.write_text("Only one")
    assert "expected labels 0-0" in run(*wish, "--classes", names).refusal
