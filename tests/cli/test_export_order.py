"""What is exported does not tell which of two files was merged first."""

from pathlib import Path

import pytest

from fmnist_gui.cli.main import main
from tests.cli.console import Run

FORMATS = ("csv", "jsonl", "parquet", "crowd", "cleanlab", "cifar10h", "model-vs-human")


@pytest.fixture(scope="module")
def merged(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two homes with the same answers of two machines, which came in either order."""
    folder = tmp_path_factory.mktemp("merged")
    at = ("--data", f"{data}")

    def told(*arguments: str) -> None:
        assert main(list(arguments)) == 0

    deck, study = f"{folder / 'a.fmdeck'}", f"{folder / 's.fmstudy'}"
    told("deck", "new", "--preset", "quick-20", "--seed", "3", "--out", deck, *at)
    wish = ("--name", "Some", "--count", "12", "--labels", "4", "--seed", "1", "--out", study)
    told("study", "new", *wish, *at, "--home", f"{folder / 'a'}")
    for seed, name in (("1", "a"), ("2", "b")):
        here = (*at, "--home", f"{folder / name}", "--annotators", "2", "--seed", seed)
        told("study", "start", study, *at, "--home", f"{folder / name}")
        told("simulate", "--study", "Some", *here)
        told("simulate", "--deck", deck, "--accuracy", "0.6", *here)
    told("study", "close", "Some", "--home", f"{folder / 'a'}")
    bases = [f"{folder / name / 'fmnist-gui.db'}" for name in ("a", "b")]
    there = folder / "ab", folder / "ba"
    for home, files in zip(there, (bases, bases[::-1]), strict=True):
        told("merge", *files, "--home", f"{home}")
    return there


@pytest.mark.parametrize("study", [(), ("--study", "Some")])
@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_merging_leaves_no_trace(
    run: Run,
    data: Path,
    merged: tuple[Path, Path],
    tmp_path: Path,
    format: str,
    study: tuple[str, ...],
) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    found = []
    for home in merged:
        out = tmp_path / home.name / "own.csv"
        out.parent.mkdir()
        wish = ("export", "--format", format, "--out", out, *study)
        told = run(*wish, "--data", data, "--home", home, "--json").content
        assert told["rows_out"] >= 24
        found.append({Path(f).name: Path(f).read_bytes() for f in told["files"]})
    assert found[0] == found[1]


def test_one_name_is_one_worker_of_a_study(
    run: Run, data: Path, merged: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "own.csv"
    wish = ("export", "--format", "crowd", "--out", out, "--data", data, "--home", merged[0])
    told = run(*wish, "--study", "Some", "--json").content
    assert told["annotators"] == 2
    assert set(told["left_out"]) <= {"same_person_again", "checks_and_repeats"}
