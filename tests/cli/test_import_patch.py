"""``import`` of a label patch."""

from pathlib import Path

import pytest

from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run

LABELS = sample.split("test", TEST).labels


@pytest.fixture
def patch(run: Run, data: Path, tmp_path: Path, fresh_home: Path) -> Path:
    kinds = {
        3: ("keep",),
        5: ("ambiguous", "--to", 2, "--to", 5, "--note", "{ both"),
        6: ("duplicate", "--of", "train", 8),
        7: ("relabel", "--to", (int(LABELS[7]) + 1) % 10),
    }
    for index, kind in kinds.items():
        run("review", "decide", "test", index, *kind, "--annotator", "Anna", "--data", data)
    out = tmp_path / "own.csv"
    run("export", "--format", "patch", "--out", out, "--data", data)
    return out


def elsewhere(tmp_path: Path) -> tuple[str, Path]:
    return "--home", tmp_path / "elsewhere"


def test_a_patch_is_taken_in_once_and_goes_out_as_it_came(
    run: Run, data: Path, patch: Path, tmp_path: Path
) -> None:
    wish = ("import", patch, *elsewhere(tmp_path), "--data", data, "--json")
    assert run(*wish).content == {
        "rows_in": 4,
        "rows_kept": 4,
        "already_there": 0,
        "refused": 0,
    }
    assert run(*wish).content["already_there"] == 4
    again = tmp_path / "again.csv"
    place = elsewhere(tmp_path)
    assert not run("export", "--format", "patch", "--out", again, *place, "--data", data).status
    assert again.read_bytes() == patch.read_bytes()


def test_what_was_taken_back_here_does_not_come_back_with_a_patch(
    run: Run, data: Path, patch: Path, tmp_path: Path
) -> None:
    place = (*elsewhere(tmp_path), "--data", data)
    assert run("import", patch, *place).status == 0
    assert run("review", "undo", "--annotator", "Anna", *place).status == 0
    assert run("import", patch, *place, "--json").content["already_there"] == 4
    out = tmp_path / "left.csv"
    content = run("export", "--format", "patch", "--out", out, *place, "--json").content
    assert content["rows_out"] == 3


def test_ones_own_decisions_are_there_already(run: Run, data: Path, patch: Path) -> None:
    content = run("import", patch, "--format", "patch", "--data", data, "--json").content
    assert (content["rows_kept"], content["already_there"]) == (0, 4)


def test_nothing_of_a_patch_that_contradicts_the_labels_is_taken_in(
    run: Run, data: Path, patch: Path, tmp_path: Path
) -> None:
    lines = patch.read_text().splitlines(keepends=True)
    old = int(LABELS[3])
    lines[2] = lines[2].replace(f",{old},{old},keep", f",{(old + 1) % 10},{(old + 1) % 10},keep")
    patch.write_text("".join(lines))
    place = elsewhere(tmp_path)
    told = run("import", patch, *place, "--data", data).refusal
    assert "image 3 to have the label" in told
    out = tmp_path / "none.csv"
    content = run("export", "--format", "patch", "--out", out, *place, "--data", data, "--json")
    assert content.content["rows_out"] == 0


def test_a_patch_of_other_data_is_refused(run: Run, data: Path, patch: Path) -> None:
    first, rest = patch.read_text().split("\n", 1)
    patch.write_text(first.replace(first[-8:], "0" * 8) + "\n" + rest)
    assert "fingerprint" in run("import", patch, "--data", data).refusal
