"""What the command line writes over, and what it leaves alone."""

from pathlib import Path

import pytest

from fmnist_gui.core.exchange import deck_file
from fmnist_gui.home import find
from tests.cli.console import Run


def _new(data: Path, out: Path, *, seed: int = 1) -> tuple[object, ...]:
    return ("deck", "new", "--preset", "quick-20", "--seed", seed, "--out", out, "--data", data)


def test_a_deck_takes_the_place_of_a_deck_and_of_nothing_else(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.fmdeck"
    assert run(*_new(data, out)).status == 0
    assert run(*_new(data, out, seed=2)).status == 0
    assert deck_file.read(out).seed == 2
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work")
    told = run(*_new(data, thesis)).refusal
    assert told == (
        f"{thesis}: expected a deck or no file yet, found another file; it stays as it is, choose "
        "another name"
    )
    assert thesis.read_text() == "years of work"


@pytest.mark.parametrize("form", ["session", "html"])
def test_an_export_takes_the_place_of_its_own_kind_alone(
    run: Run, session: str, deck: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / {"session": "b.fmsession", "html": "b.html"}[form]
    wish = ("export", "--format", form, "--session", session, "--out")
    assert run(*wish, out).status == 0
    assert run(*wish, out).status == 0
    other = out.with_name(f"c{out.suffix}")
    other.write_bytes(deck.read_bytes())
    assert "found another file" in run(*wish, other).refusal
    assert other.read_bytes() == deck.read_bytes()


def test_what_the_program_keeps_is_never_written_over(run: Run, session: str, data: Path) -> None:
    home = find()
    kept = home.database.read_bytes()
    for own in (
        home.database,
        home.database.with_name(home.database.name + "-wal"),
        home.settings,
        home.views,
        home.references,
        home.backups / "new.fmdeck",
        home.data / "new.fmdeck",
    ):
        there = own.exists()
        assert "the program keeps its own files" in run(*_new(data, own)).refusal
        wish = ("export", "--format", "session", "--session", session, "--out", own)
        assert "the program keeps its own files" in run(*wish).refusal
        assert own.exists() == there
    assert home.database.read_bytes() == kept
