"""``export --format csv`` and the other formats of what people answered."""

from pathlib import Path

import pytest

from fmnist_gui.core.exchange.label_out import ANSWER_FORMATS
from tests.cli.console import Run


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_all_answers_and_their_sessions_are_written(
    run: Run, session: str, tmp_path: Path, format: str
) -> None:
    table = ANSWER_FORMATS[format]
    out = tmp_path / f"own.{format}"
    wish = ("export", "--format", format, "--out", out)
    content = run(*wish, "--json").content
    beside = tmp_path / f"own-sessions.{format}"
    assert content == {
        "rows_in": 20,
        "rows_out": 20,
        "files": [str(out), str(beside)],
        "sessions": 1,
        "closed_sessions": 0,
        "answers_of_open_studies": 0,
        "sittings_of_open_studies": 0,
        "retracted": 0,
        "simulated": 20,
        "withdrawn": {},
        "study": None,
    }
    assert len(table.read(out, classes=10).rows) == 20
    assert [str(s.id) for s in table.read_sessions(beside).rows] == [session]
    told = run(*wish, "--session", session[:8]).out
    assert "Answers: 20, in sessions: 1; of them 20 are simulated, and marked so." in told


def test_nothing_collected_is_said_and_nothing_else_is_written_over(
    run: Run, tmp_path: Path, session: str
) -> None:
    empty = ("--home", tmp_path / "empty")
    out = tmp_path / "own.csv"
    assert (
        "there are no answers to export"
        in run("export", "--format", "csv", "--out", out, *empty).refusal
    )
    assert not out.exists()
    (tmp_path / "own-sessions.csv").write_text("years of work")
    told = run("export", "--format", "csv", "--out", out).refusal
    assert "it stays as it is" in told
    assert not out.exists()
