"""Milestones: written down only when somebody asked."""

import time
from pathlib import Path

import pytest

from fmnist_gui import milestone


def test_unasked_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(milestone.FILE, raising=False)
    monkeypatch.setenv(milestone.UNTIL, "painted")
    assert not milestone.note("painted")


def test_each_milestone_is_a_line_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "milestones"
    monkeypatch.setenv(milestone.FILE, str(path))
    monkeypatch.setenv(milestone.UNTIL, "ready")
    before_ns = time.monotonic_ns()
    assert [milestone.note(name) for name in ("painted", "ready")] == [False, True]
    lines = [line.split() for line in path.read_text().splitlines()]
    assert [name for name, _ in lines] == ["painted", "ready"]
    assert before_ns <= int(lines[0][1]) <= int(lines[1][1]) <= time.monotonic_ns()
