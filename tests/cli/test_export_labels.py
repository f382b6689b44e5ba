"""``export --format patch`` and ``idx``."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import label_patch
from tests import sample
from tests.cli.conftest import TEST, TRAIN
from tests.cli.console import Run

pytestmark = pytest.mark.usefixtures("fresh_home")
LABELS = {"train": sample.split("train", TRAIN).labels, "test": sample.split("test", TEST).labels}


def other(label: int) -> int:
    return (int(label) + 1) % 10


def decide(run: Run, data: Path, index: int, *words: object) -> None:
    wish = ("review", "decide", "test", index, *words, "--annotator", "Anna")
    assert run(*wish, "--data", data, "--json").content["id"]


def test_the_newest_decisions_become_a_patch(run: Run, data: Path, tmp_path: Path) -> None:
    new = other(LABELS["test"][7])
    decide(run, data, 7, "bad")
    decide(run, data, 7, "relabel", "--to", new, "--note", "=1+1")
    decide(run, data, 3, "keep")
    out = tmp_path / "own.csv"
    content = run("export", "--format", "patch", "--out", out, "--data", data, "--json").content
    assert content == {"rows_in": 2, "rows_out": 2, "files": [str(out)], "changed": 1}
    rows = label_patch.read(out, classes=10).rows
    assert [(r.index, r.decision, r.new, r.reviewer, r.reason) for r in rows] == [
        (3, "keep", int(LABELS["test"][3]), "Anna", ""),
        (7, "relabel", new, "Anna", "=1+1"),
    ]
    told = run("export", "--format", "patch", "--out", out, "--data", data).out
    assert "Decisions about 2 images, which change 1 label:" in told


def test_no_decision_gives_back_the_label_files_byte_for_byte(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "corrected"
    content = run("export", "--format", "idx", "--out", out, "--data", data, "--json").content
    assert content["rows_out"] == TRAIN + TEST
    for file in map(Path, content["files"]):
        (source,) = data.glob(f"{file.name.removesuffix('.gz')}*")
        original = source.read_bytes()
        if original.startswith(b"\x1f\x8b"):
            original = gzip.decompress(original)
        assert gzip.decompress(file.read_bytes()) == original


def test_corrected_labels_hold_what_was_decided_and_are_the_same_every_time(
    run: Run, data: Path, tmp_path: Path
) -> None:
    new = other(LABELS["test"][7])
    decide(run, data, 7, "relabel", "--to", new)
    wish = ("export", "--format", "idx", "--data", data, "--json", "--out")
    (first,) = (Path(f) for f in run(*wish, tmp_path / "a").content["files"] if "t10k" in f)
    (again,) = (Path(f) for f in run(*wish, tmp_path / "b").content["files"] if "t10k" in f)
    expected = LABELS["test"].copy()
    expected[7] = new
    assert np.array_equal(idx.read_labels(first), expected)
    assert first.read_bytes() == again.read_bytes()


def test_the_data_itself_is_never_written_over(run: Run, data: Path) -> None:
    refused = run("export", "--format", "idx", "--out", data, "--data", data).refusal
    assert "found the data itself" in refused


def test_another_file_is_never_written_over(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "thesis.csv"
    out.write_text("years of work")
    refused = run("export", "--format", "patch", "--out", out, "--data", data).refusal
    assert "it stays as it is" in refused
    assert out.read_text() == "years of work"


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (("--format", "session"), "--format session needs --session"),
        (("--format", "patch", "--session", "4f"), "leave --session out"),
    ],
)
def test_what_does_not_go_together_is_said(
    run: Run, data: Path, tmp_path: Path, wish: tuple[str, ...], told: str
) -> None:
    assert told in run("export", *wish, "--out", tmp_path / "x", "--data", data).refusal
