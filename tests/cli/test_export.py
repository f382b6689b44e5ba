"""``export``: sessions and reports through the command line."""

import json
from pathlib import Path

import numpy as np
import pytest

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.exchange import session_file
from tests import sample
from tests.cli.conftest import TEST
from tests.cli.console import Run


def test_a_session_is_written_whole(run: Run, session: str, tmp_path: Path) -> None:
    out = tmp_path / "a.fmsession"
    content = run("export", "--format", "session", "--session", session, "--out", out, "--json")
    assert content.content == {"rows_in": 21, "rows_out": 21, "files": [str(out)]}
    history = session_file.read(out)
    assert str(history.record.id) == session
    assert len(history.entries) == 21
    assert history.record.is_simulated
    again = tmp_path / "b.fmsession"
    told = run("export", "--format", "session", "--session", session[:6], "--out", again)
    assert str(again) in told.out
    assert again.read_bytes() == out.read_bytes()


def test_a_report_lies_beside_its_figures_and_its_session(
    run: Run, session: str, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.html"
    wish = ("export", "--format", "html", "--session", session, "--out", out, "--json")
    content = run(*wish, "--data", data).content
    names = [Path(file).name for file in content["files"]]
    assert names == ["a.html", "a.json", "a.fmsession"]
    figures = json.loads(out.with_suffix(".json").read_text())
    stated = run("results", session, "--json").content
    assert {name: figures[name] for name in stated} == stated
    pictures = out.read_text(encoding="utf-8").count("data:image/png;base64,")
    assert pictures == 20 - stated["correct"] > 0


def test_the_crowd_is_told_if_it_is_known_here(
    run: Run, session: str, data: Path, tmp_path: Path
) -> None:
    np.savetxt(tmp_path / "crowd.csv", np.ones((TEST, 10)), fmt="%d", delimiter=",")
    run("import", tmp_path / "crowd.csv", "--format", "fmh", "--data", data)
    out = tmp_path / "a.html"
    run("export", "--format", "html", "--session", session, "--out", out, "--data", data)
    assert "people: 10\u00a0% " in out.read_text(encoding="utf-8")


def test_without_its_images_a_report_has_no_pictures(
    run: Run, session: str, tmp_path: Path
) -> None:
    out = tmp_path / "a.html"
    run("export", "--format", "html", "--session", session, "--out", out)
    assert "<img" not in out.read_text(encoding="utf-8")
    folder = tmp_path / "other"
    folder.mkdir()
    split = sample.split("test", TEST)
    idx.write_images(folder / "t10k-images-idx3-ubyte", 255 - split.images)
    idx.write_labels(folder / "t10k-labels-idx1-ubyte", split.labels)
    run("export", "--format", "html", "--session", session, "--out", out, "--data", folder)
    assert "<img" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--format", "xlsx", "--session", "{0}"), "invalid choice: 'xlsx'"),
        (("--format", "session", "--session", "ffffffff"), "there is no session"),
        (("--format", "session"), "--session"),
        (("--session", "{0}"), "--format"),
    ],
)
def test_a_wrong_wish_is_one_line_and_writes_nothing(
    run: Run, session: str, tmp_path: Path, arguments: tuple[str, ...], found: str
) -> None:
    out = tmp_path / "a"
    given = [argument.format(session) for argument in arguments]
    assert found in run("export", *given, "--out", out).refusal
    assert not out.exists()


def test_a_place_that_takes_no_file_is_one_line(run: Run, session: str, tmp_path: Path) -> None:
    for kind in ("session", "html"):
        wish = ("export", "--format", kind, "--session", session)
        assert "expected a place" in run(*wish, "--out", tmp_path / "no" / "a.html").refusal
