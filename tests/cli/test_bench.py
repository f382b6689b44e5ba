"""``bench``: figures of this machine, each with the number of its values."""

import sys
from pathlib import Path

import pytest

from fmnist_gui.cli import bench, bench_window, play_time, review_time
from fmnist_gui.ui.explore import measure
from tests.cli.conftest import TRAIN, write_data
from tests.cli.console import Run


def is_figure(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"n", "median", "p90", "p99", "unit"}
        and value["n"] > 0
        and 0 < value["median"] <= value["p90"] <= value["p99"]
    )


def test_each_answer_of_a_session_is_timed(run: Run, data: Path) -> None:
    content = run("bench", "--only", "commit", "--data", data, "--json").content
    assert set(content) == {"commit_one_answer", "screen"}
    assert is_figure(content["commit_one_answer"])
    assert content["commit_one_answer"]["n"] >= TRAIN
    assert content["screen"] == "offscreen"


def test_reading_is_told_beside_its_floor(run: Run, data: Path) -> None:
    content = run("bench", "--only", "load", "--data", data, "--json").content
    assert set(content) == {"load_both_splits", "load_gzip_decompress", "load_to_gzip", "screen"}
    ours, floor = content["load_both_splits"], content["load_gzip_decompress"]
    assert is_figure(ours)
    assert is_figure(floor)
    assert content["load_to_gzip"] == pytest.approx(ours["median"] / floor["median"], rel=0.05)


def test_the_table_shows_what_was_measured(run: Run, data: Path) -> None:
    lines = run("bench", "--only", "load", "--data", data).out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "figure",
        "load_both_splits",
        "load_gzip_decompress",
        "load_to_gzip",
        "screen",
    ]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_the_canvas_is_measured_beside_the_item_of_the_library(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "FRAMES", 20)
    parts = ("frames", "dense", "memory")
    asked = [word for part in parts for word in ("--only", part)]
    content = run("bench", *asked, "--data", data, "--json").content
    for name in ("pan_at_fit", "pan_at_1:1", "new_order"):
        ours, peer = content[f"canvas_{name}"], content[f"image_item_{name}"]
        assert is_figure(ours)
        ratio = ours["median"] / peer["median"]
        assert content[f"canvas_{name}_to_image_item"] == pytest.approx(ratio, abs=0.01)
    for name in ("canvas_rearranged", "canvas_zoom_sweep", "dense_pan_at_1/2"):
        assert is_figure(content[name])
    assert content["canvas_memory_added"]["unit"] == "MB"


def test_response_times_are_compared_with_known_delays(run: Run, data: Path) -> None:
    content = run("bench", "--only", "timing", "--data", data, "--json").content
    error = content["response_time_error"]
    assert is_figure(error)
    assert error["unit"] == "ms"
    assert error["median"] <= 5


@pytest.mark.slow
def test_the_wait_for_an_image_is_measured_with_much_stored_and_in_company(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play_time, "STORED", 500)
    content = run("bench", "--only", "play", "--data", data, "--json").content
    for name in ("key_to_next_image_painted", "key_to_next_image_painted_while_computing"):
        assert is_figure(content[name])
        assert content[name]["n"] >= 18


def test_the_wait_of_a_reviewer_is_measured(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_time, "DECIDED", 20)
    monkeypatch.setattr(bench_window, "REVIEWED", 5)
    content = run("bench", "--only", "review", "--data", data, "--json").content
    for name in review_time.RESTS_MS:
        assert is_figure(content[name])
        assert content[name]["n"] == 5


@pytest.mark.parametrize(
    ("part", "train", "test", "sentence"),
    [
        ("play", 60, 0, "at least 20 test images to measure with, found none"),
        ("review", 60, 0, "at least 20 test images to measure with, found none"),
        ("timing", 60, 0, "at least 20 test images to measure with, found none"),
        ("play", 60, 7, "at least 20 test images to measure with, found 7"),
        ("commit", 0, 60, "at least 20 train images to measure with, found none"),
    ],
)
def test_too_few_images_are_one_sentence(
    run: Run, tmp_path: Path, part: str, train: int, test: int, sentence: str
) -> None:
    few = tmp_path / "few"
    few.mkdir()
    write_data(few, train=train, test=test)
    assert sentence in run("bench", "--only", part, "--data", few).refusal


@pytest.mark.slow
def test_every_step_of_the_start_is_told_beside_a_bare_window(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "STARTS", 2)
    content = run("bench", "--only", "start", "--json").content
    bare = content["start_bare_pyside6"]
    assert is_figure(bare)
    for step in ("first_paint", "first_image", "ready_to_store", "everything"):
        figure = content[f"start_{step}"]
        assert is_figure(figure)
        assert figure["n"] == bare["n"]
        ratio = figure["median"] / bare["median"]
        assert content[f"{step}_to_bare"] == pytest.approx(ratio, abs=0.01)
