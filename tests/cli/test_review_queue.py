"""``review queue``."""

from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.review.quality import label_challenge, margin
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from tests import sample
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run

PROBS = np.random.default_rng(0).dirichlet(np.ones(10), TEST).astype(np.float32)
LABELS = sample.split("test", TEST).labels


@pytest.fixture
def home(fresh_home: Path) -> Path:
    return fresh_home / "fmnist-gui"


@pytest.fixture
def scored(run: Run, data: Path, tmp_path: Path, home: Path) -> Path:
    """Return a home folder that keeps predictions of the test images."""
    np.save(tmp_path / "probs.npy", PROBS)
    run("import", tmp_path / "probs.npy", "--split", "test", "--data", data)
    return home


def test_the_queue_ranks_by_imported_predictions(run: Run, data: Path, scored: Path) -> None:
    told = run("review", "queue", "--top", TEST, "--data", data, "--json").content
    images = told["images"]
    expected = margin(PROBS, LABELS)
    assert [image["index"] for image in images] == np.argsort(expected, kind="stable").tolist()
    assert [image["label"] for image in images[:5]] == [
        int(LABELS[image["index"]]) for image in images[:5]
    ]
    assert told["by"] == "margin"
    assert (told["waiting"], told["decided"]) == (TEST, 0)
    assert told["models"] == {"test": "probs"}
    assert told["ranks_by"] == RANKINGS["margin"].ranks_by
    assert set(images[0]) == {"split", "index", "label", "score", "suggested", "why"}
    assert not scored.joinpath("fmnist-gui.db").exists()


@pytest.mark.usefixtures("scored")
def test_a_line_says_what_may_be_right_and_with_why_also_why(run: Run, data: Path) -> None:
    plain = run("review", "queue", "--top", 2, "--data", data).out.splitlines()
    told = run("review", "queue", "--top", 2, "--why", "--data", data).out.splitlines()

    assert len(plain) == 3
    assert plain[2].startswith(f"{RANKINGS['margin'].ranks_by} 0 of {TEST:,} done.")
    assert "perhaps" in plain[0]
    assert plain[0].endswith(")")
    assert told[0].startswith(f"{plain[0]}: model gives ")


def test_several_rankings_make_a_mixture(
    run: Run, data: Path, scored: Path, tmp_path: Path
) -> None:
    counts = np.random.default_rng(1).integers(0, 9, (TEST, 10))
    rows = [",".join(map(str, row)) for row in counts]
    (tmp_path / "counts.csv").write_text("\n".join(rows) + "\n")
    taken = run("import", tmp_path / "counts.csv", "--format", "fmh", "--data", data)
    assert taken.status == 0, taken

    told = run(
        "review", "queue", "--by", "human,margin", "--top", TEST, "--data", data, "--json"
    ).content

    assert told["by"] == "margin+human"
    stands = [
        np.argsort(np.argsort(margin(PROBS, LABELS))),
        np.argsort(np.argsort(-label_challenge(counts, LABELS))),
    ]
    best = min(range(TEST), key=lambda index: stands[0][index] + stands[1][index])
    top = [image["index"] for image in told["images"]]
    assert best in top[:3]
    assert len(top) == TEST
    assert "people say" in told["images"][0]["why"]
    assert "model gives" in told["images"][0]["why"]


@pytest.mark.usefixtures("scored")
def test_a_query_narrows_the_queue(run: Run, data: Path) -> None:
    images = run(
        "review", "queue", "--where", "class:shirt margin<0.3", "--data", data, "--json"
    ).content["images"]

    assert images
    assert {image["label"] for image in images} == {6}
    assert all(image["score"] < 0.3 for image in images)
    measured = run("review", "queue", "--where", "brightness>0", "--data", data)
    assert measured.status == 0, measured


@pytest.mark.usefixtures("scored")
def test_decided_images_are_left_out_unless_all_are_asked_for(run: Run, data: Path) -> None:
    first, second, *_ = run("review", "queue", "--data", data, "--json").content["images"]
    who = ("--annotator", "Anna", "--data", data)
    run("review", "decide", "test", first["index"], "keep", *who)
    run("review", "decide", "test", second["index"], "skip", *who)

    told = run("review", "queue", "--data", data, "--json").content
    everything = run("review", "queue", "--all", "--data", data, "--json").content

    assert told["images"][0]["index"] == second["index"]
    assert (told["waiting"], told["decided"]) == (TEST - 1, 1)
    assert everything["images"][0]["index"] == first["index"]


@pytest.mark.usefixtures("scored")
def test_images_that_were_sent_come_in_the_order_in_which_they_were(run: Run, data: Path) -> None:
    for index in (7, 3):
        run("tag", "review", "train", index, "--annotator", "Anna", "--data", data)

    told = run("review", "queue", "--by", "sent", "--data", data, "--json").content

    assert [(image["split"], image["index"]) for image in told["images"]] == [
        ("train", 7),
        ("train", 3),
    ]
    assert told["images"][0]["suggested"] is None


@pytest.mark.usefixtures("home")
def test_wrong_answers_are_those_of_the_person_named(run: Run, data: Path, session: str) -> None:
    shown = run("sessions", "--json").content["sessions"]
    (name,) = {entry["annotator"] for entry in shown}

    told = run(
        "review", "queue", "--by", "wrong", "--annotator", name, "--data", data, "--json"
    ).content
    nobody = run("review", "queue", "--by", "wrong", "--annotator", "Nobody", "--data", data)

    (played,) = (entry for entry in shown if entry["id"] == session)
    assert len(told["images"]) == played["n"] - played["correct"] > 0
    assert all(image["suggested"] is not None for image in told["images"])
    assert "the queue by wrong needs answers of yours" in nobody.refusal


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ((), "the queue by margin needs a model's probabilities"),
        (("--by", "human"), "the queue by human needs human counts"),
        (("--by", "suspects"), "the queue by suspects needs data of which images were named"),
        (("--by", "sent"), "the queue by sent needs images that were sent to review"),
        (("--by", "beauty"), "there is no queue 'beauty'; there are margin, "),
        (("--by", ","), "no queue is chosen"),
        (("--where", "class:"), "a value is missing"),
        (("--split", "nowhere"), "has no split called 'nowhere'"),
        (("--top", "0"), "--top 0 asks for no image"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    run: Run, data: Path, wish: tuple[str, ...], told: str
) -> None:
    assert told in run("review", "queue", *wish, "--data", data).refusal


def test_the_help_says_what_each_queue_ranks_by(run: Run) -> None:
    told = " ".join(run("review", "queue", "--help").out.split())
    for key, ranking in RANKINGS.items():
        assert f"{key} {ranking.ranks_by}" in told


@pytest.mark.usefixtures("scored")
def test_a_queue_of_a_split_that_no_model_knows_needs_one(run: Run, data: Path) -> None:
    assert len(sample.split("train", TRAIN)) == TRAIN
    told = run("review", "queue", "--split", "train", "--by", "flags", "--data", data)
    assert "the queue by flags needs a model's probabilities" in told.refusal


def test_a_queue_tells_how_far_it_is_and_what_came_of_it(
    run: Run, data: Path, scored: Path
) -> None:
    (first, second) = run("review", "queue", "--top", 2, "--data", data, "--json").content["images"]
    by = ("--annotator", "Anna", "--queue", "margin", "--data", data)
    run("review", "decide", "test", first["index"], "relabel", "--to", first["suggested"], *by)
    run("review", "decide", "test", second["index"], "keep", *by)

    told = run("review", "queue", "--annotator", "Anna", "--data", data, "--json").content

    progress = told["progress"]
    assert (progress["done"], progress["total"]) == (2, TEST)
    assert (progress["looked"], progress["changed"]) == (2, 1)
    assert progress["sentence"].startswith("1 of the 2 decided here so far changed")
    lines = run("review", "queue", "--annotator", "Anna", "--data", data).out.splitlines()
    assert f"2 of {TEST:,} done. {progress['sentence']}." in lines[-1]


def test_a_model_is_chosen_by_its_name(run: Run, data: Path, scored: Path, tmp_path: Path) -> None:
    other = PROBS[:, ::-1].copy()
    np.save(tmp_path / "other.npy", other)
    run("import", tmp_path / "other.npy", "--split", "test", "--data", data)

    def order(*wish: object) -> list[int]:
        wish = ("review", "queue", "--top", TEST, *wish, "--data", data, "--json")
        return [image["index"] for image in run(*wish).content["images"]]

    assert order() == order("--model", "other")
    assert order("--model", "other") == np.argsort(margin(other, LABELS), kind="stable").tolist()
    assert order("--model", "probs") == np.argsort(margin(PROBS, LABELS), kind="stable").tolist()
    refused = run("review", "queue", "--model", "nobody", "--data", data).refusal
    assert "there are 'other', 'probs'" in refused


@pytest.mark.usefixtures("scored")
def test_evidence_about_other_images_alone_is_said(run: Run, data: Path) -> None:
    told = run("review", "queue", "--split", "train", "--data", data).refusal
    assert "needs a model's probabilities, and there are none about these images" in told
