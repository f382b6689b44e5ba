"""``results --verify``: a report recomputed from its session."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.exchange.report_file import write_report
from fmnist_gui.core.session.record import Answer, History
from tests.cli.console import Run, Told

ENDINGS = (".html", ".json", ".fmsession")


@pytest.fixture
def page(run: Run, session: str, tmp_path: Path) -> Path:
    """Return the page of a saved report."""
    out = tmp_path / "a.html"
    assert run("export", "--format", "html", "--session", session, "--out", out).status == 0
    return out


def differing(told: Told) -> Any:
    """Return the one JSON object of a verification that found something."""
    assert told.status == 2
    assert told.err.startswith("error: ")
    assert told.err.count("\n") == 1
    assert told.out.count("\n") == 1
    return json.loads(told.out)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_saved_agrees(run: Run, session: str, page: Path, ending: str) -> None:
    told = run("results", "--verify", page.with_suffix(ending), "--json").content
    assert told["agrees"] is True
    assert told["differences"] == []
    assert told["session"] == session
    own = [".fmsession"] if ending == ".fmsession" else list(ENDINGS)
    assert [Path(file).suffix for file in told["files"]] == own
    words = run("results", "--verify", page.with_suffix(ending))
    assert words.status == 0
    assert "recomputed from the 21 entries" in words.out


def test_a_session_that_is_named_is_looked_at_alone(run: Run, page: Path) -> None:
    path = page.with_suffix(".json")
    path.write_text('{"anything": "else"}')
    session = page.with_suffix(".fmsession")
    told = run("results", "--verify", session, "--json").content
    assert told["agrees"] is True
    assert told["files"] == [str(session)]
    assert told["ignored"] == [str(page), str(path)]
    words = run("results", "--verify", session).out.splitlines()
    assert words[1] == "Not looked at, since the session itself was named: a.html, a.json."


@pytest.mark.parametrize("ending", [".html", ".json"])
def test_a_changed_figure_is_said_line_by_line(run: Run, page: Path, ending: str) -> None:
    path = page.with_suffix(".json")
    correct = json.loads(path.read_text())["correct"]
    changed = path.read_text().replace(
        f'"correct":{correct},"correct_at_last"', '"correct":20,"correct_at_last"'
    )
    path.write_text(changed)
    told = differing(run("results", "--verify", page.with_suffix(ending), "--json"))
    assert told["agrees"] is False
    assert all(set(found) >= {"field", "stated", "recomputed"} for found in told["differences"])
    found = {one["field"]: (one["stated"], one["recomputed"]) for one in told["differences"]}
    assert found["certificate.correct"] == (20, correct)
    words = run("results", "--verify", page.with_suffix(ending))
    assert words.status == 2
    assert f"a.json: certificate.correct: stated 20, recomputed {correct}\n" in words.out
    assert words.out.count("\n") == len(found)
    assert words.err.count("\n") == 1
    assert "does not agree with its session: " in words.err


def test_the_session_is_looked_for_in_the_database(run: Run, page: Path, tmp_path: Path) -> None:
    page.with_suffix(".fmsession").unlink()
    assert run("results", "--verify", page, "--json").content["agrees"] is True
    elsewhere = tmp_path / "elsewhere"
    refusal = run("results", "--verify", page, "--home", elsewhere).refusal
    assert "neither beside it nor in this database" in refusal
    # Looking makes nothing.
    assert not elsewhere.exists()


def test_a_changed_session_file_is_found(run: Run, page: Path) -> None:
    path = page.with_suffix(".fmsession")
    path.write_text(path.read_text().replace('"chosen":', '"chosen":1', 1))
    told = differing(run("results", "--verify", page, "--json"))
    assert [(one["file"], one["field"]) for one in told["differences"]] == [
        ("a.fmsession", "sha256")
    ]


def test_it_needs_a_session_or_a_file(run: Run, session: str, page: Path) -> None:
    for arguments in ((), (session, "--verify", page)):
        assert "either SESSION or --verify FILE" in run("results", *arguments).refusal


def test_what_is_no_report_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert "expected a report" in run("results", "--verify", tmp_path / "a.json").refusal
    assert "no such file" in run("results", "--verify", tmp_path / "b.html").refusal


def test_labels_that_the_images_do_not_have_are_found(
    run: Run, data: Path, session: str, tmp_path: Path
) -> None:
    """Everything is forged so that it agrees with itself, but not with the images."""
    kept = tmp_path / "kept.fmsession"
    run("export", "--format", "session", "--session", session, "--out", kept)
    history = session_file.read(kept)
    entries = tuple(
        replace(entry, label=entry.chosen) if isinstance(entry, Answer) else entry
        for entry in history.entries
    )
    page = tmp_path / "forged.html"
    write_report(page, History(history.record, entries), (), made_at=history.record.started_at)
    assert run("results", "--verify", page, "--json").content["labels_checked"] is False
    told = differing(run("results", "--verify", page, "--data", data, "--json"))
    assert told["labels_checked"] is True
    correct = run("results", session, "--json").content["correct"]
    assert len(told["differences"]) == 20 - correct
    assert all(one["field"].endswith(".label") for one in told["differences"])
    assert (
        "its labels are those of the images" in run("results", "--verify", kept, "--data", data).out
    )
