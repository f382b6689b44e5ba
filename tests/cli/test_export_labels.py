"""``export --format patch`` and ``idx``."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import decision_sheet, decision_table, label_patch
from fmnist_gui.core.review.decision import Decision
from tests import sample
from tests.cli.conftest import TEST, TRAIN, write_data
from tests.cli.console import Run

pytestmark = pytest.mark.usefixtures("fresh_home")
LABELS = {"train": sample.split("train", TRAIN).labels, "test": sample.split("test", TEST).labels}


def other(label: int) -> int:
    return (int(label) + 1) % 10


def decide(run: Run, data: Path, index: int, *words: object, by: str = "Anna") -> None:
    wish = ("review", "decide", "test", index, *words, "--annotator", by)
    assert run(*wish, "--data", data, "--json").content["id"]


def test_the_newest_decisions_become_a_patch(run: Run, data: Path, tmp_path: Path) -> None:
    new = other(LABELS["test"][7])
    decide(run, data, 7, "bad")
    decide(run, data, 7, "relabel", "--to", new, "--note", "=1+1")
    decide(run, data, 3, "keep")
    out = tmp_path / "own.csv"
    content = run("export", "--format", "patch", "--out", out, "--data", data, "--json").content
    assert content == {
        "rows_in": 2,
        "rows_out": 2,
        "files": [str(out)],
        "changed": 1,
        "rule": "one",
        "waiting": 0,
        "disputed": 0,
        "differing": 0,
        "unsure": 0,
        "put_off": 0,
    }
    rows = label_patch.read(out, classes=10).rows
    assert [(r.index, r.decision, r.new, r.reviewer, r.reason) for r in rows] == [
        (3, "keep", int(LABELS["test"][3]), "Anna", ""),
        (7, "relabel", new, "Anna", "=1+1"),
    ]
    told = run("export", "--format", "patch", "--out", out, "--data", data).out
    assert "Decisions about 2 images, which change 1 label." in told


def test_what_concludes_nothing_is_left_out_and_told(run: Run, data: Path, tmp_path: Path) -> None:
    for index, kind in ((3, "unsure"), (4, "skip"), (5, "bad")):
        decide(run, data, index, kind)
    wish = ("export", "--format", "patch", "--out", tmp_path / "own.csv", "--data", data)
    content = run(*wish, "--json").content
    assert (content["rows_in"], content["rows_out"]) == (3, 1)
    assert (content["unsure"], content["put_off"]) == (1, 1)
    assert "Left out: 1 is unsure and 1 was put off." in run(*wish).out


def test_by_the_rule_of_two_only_what_two_share_is_written(
    run: Run, data: Path, tmp_path: Path
) -> None:
    new = other(LABELS["test"][7])
    decide(run, data, 7, "relabel", "--to", new)
    decide(run, data, 7, "relabel", "--to", new, by="Bo")
    decide(run, data, 8, "bad")
    decide(run, data, 9, "bad")
    decide(run, data, 9, "keep", by="Bo")
    decide(run, data, 3, "keep")
    out = tmp_path / "two.csv"
    wish = ("export", "--format", "patch", "--rule", "two", "--out", out, "--data", data)
    content = run(*wish, "--json").content
    assert (content["rows_in"], content["rows_out"], content["waiting"], content["disputed"]) == (
        (4, 2, 1, 1)
    )
    rows = label_patch.read(out, classes=10).rows
    assert [(row.index, row.decision, row.reviewer) for row in rows] == [
        (3, "keep", "Anna"),
        (7, "relabel", "Anna"),
        (7, "relabel", "Bo"),
    ]
    place = ("--home", tmp_path / "elsewhere", "--data", data)
    assert run("import", out, *place, "--json").content["rows_kept"] == 3
    again = tmp_path / "again.csv"
    assert run("export", "--format", "patch", "--rule", "two", "--out", again, *place).status == 0
    assert again.read_bytes() == out.read_bytes()
    verdicts = tmp_path / "two.json"
    told = ("export", "--format", "verdicts", "--rule", "two", "--out", verdicts, "--data", data)
    assert "Verdicts about 2 images." in run(*told).out
    assert [v["reviewer"] for v in json.loads(verdicts.read_text())] == ["Anna", "Anna", "Bo"]
    assert "1 waits for a second reviewer and 1 is disputed" in run(*wish).out


def test_verdicts_go_out_and_come_in_again(run: Run, data: Path, tmp_path: Path) -> None:
    new = other(LABELS["test"][7])
    for index, words in ((7, ("relabel", "--to", new)), (3, ("keep",)), (5, ("ambiguous",))):
        decide(run, data, index, *words)
    out = tmp_path / "own.json"
    content = run("export", "--format", "verdicts", "--out", out, "--data", data, "--json").content
    assert (content["rows_in"], content["rows_out"]) == (3, 3)
    wish = ("import", out, "--home", tmp_path / "elsewhere", "--data", data, "--json")
    counts = run(*wish).content
    assert (counts["rows_in"], counts["rows_kept"], counts["already_there"]) == (3, 3, 0)
    assert run(*wish).content["already_there"] == 3
    again = tmp_path / "again.json"
    place = ("--home", tmp_path / "elsewhere", "--data", data)
    assert run("export", "--format", "verdicts", "--out", again, *place).status == 0
    assert again.read_bytes() == out.read_bytes()


def test_the_table_of_decisions_has_all_of_them(run: Run, data: Path, tmp_path: Path) -> None:
    decide(run, data, 3, "keep")
    decide(run, data, 3, "skip")
    out = tmp_path / "all.csv"
    content = run("export", "--format", "decisions", "--out", out, "--data", data, "--json").content
    assert (content["rows_in"], content["rows_out"]) == (2, 2)
    splits = [sample.split("train", TRAIN), sample.split("test", TEST)]
    logs = decision_table.read(out, splits, classes=10)
    kinds = [e.kind for e in logs[splits[1].fingerprint] if isinstance(e, Decision)]
    assert kinds == ["keep", "skip"]


@pytest.mark.parametrize(("name", "start"), [("s.png", b"\x89PNG"), ("s.svg", b"<svg")])
def test_a_picture_sheet_is_drawn_and_may_be_drawn_again(
    run: Run, data: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    decide(run, data, 3, "bad")
    out = tmp_path / name
    wish = ("export", "--format", "sheet", "--out", out, "--data", data, "--json")
    content = run(*wish).content
    assert (content["rows_out"], content["files"]) == (1, [str(out)])
    assert out.read_bytes().startswith(start)
    assert run(*wish).status == 0
    out.write_bytes(start)
    assert "expected a picture sheet or no file yet" in run(*wish).refusal


def test_further_pages_and_added_endings_write_over_nothing_else(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_sheet, "DOWN", 1)
    monkeypatch.setattr(decision_sheet, "ACROSS", 1)
    for index in (3, 4):
        decide(run, data, index, "bad")
    thesis = tmp_path / "s-2.svg"
    thesis.write_text("years of work")
    wish = ("export", "--format", "sheet", "--data", data, "--out")
    told = run(*wish, tmp_path / "s.svg").refusal
    assert "a page of a picture sheet or no file yet, found another file" in told
    assert not (tmp_path / "s-1.svg").exists()
    thesis.rename(tmp_path / "s.png")
    assert "it stays as it is" in run(*wish, tmp_path / "s").refusal
    assert (tmp_path / "s.png").read_text() == "years of work"
    files = run(*wish, tmp_path / "s.svg", "--json").content["files"]
    assert files == [str(tmp_path / f"s-{n}.svg") for n in (1, 2)]
    assert run(*wish, tmp_path / "s.svg").status == 0


def test_a_report_is_written_and_may_be_written_again(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    wish = ("export", "--format", "review", "--out", out, "--data", data)
    assert "nothing was decided yet" in run(*wish).refusal
    drawn = run(
        "review",
        "audit",
        "new",
        "--split",
        "test",
        "--count",
        2,
        "--annotator",
        "Anna",
        "--data",
        data,
        "--json",
    ).content
    first = drawn["indices"][0]
    decide(run, data, first, "bad", "--audit", drawn["id"])
    assert run(*wish).status == run(*wish).status == 0
    assert f"Estimated from random audit {drawn['id'][:8]} of test" in out.read_text()
    out.write_text("<!doctype html> years of work")
    assert "it stays as it is" in run(*wish).refusal


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


def test_one_split_alone_gets_its_label_file(run: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "train only", tmp_path / "corrected"
    folder.mkdir()
    write_data(folder, train=TRAIN)
    content = run("export", "--format", "idx", "--out", out, "--data", folder, "--json").content
    assert content["rows_out"] == TRAIN
    (file,) = out.iterdir()
    assert gzip.decompress(file.read_bytes()) == gzip.decompress((folder / file.name).read_bytes())


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


def test_reviewers_who_differ_are_counted_where_the_newest_counts(
    run: Run, data: Path, tmp_path: Path
) -> None:
    decide(run, data, 7, "bad")
    decide(run, data, 7, "keep", by="Bo")
    wish = ("export", "--format", "patch", "--out", tmp_path / "own.csv", "--data", data)
    content = run(*wish, "--json").content
    assert (content["differing"], content["disputed"]) == (1, 0)
    assert "1 image on which reviewers differ; the newest counts." in run(*wish).out
