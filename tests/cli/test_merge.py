"""``merge`` and ``import`` of sessions: what others answered, taken in once and whole."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.session.record import Answer, History
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.store.backup import list_backups
from fmnist_gui.store.label_store import LabelStore
from tests.cli.console import Run
from tests.core.session.example import played
from tests.store.sample import opened


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the home folder of another machine."""
    return tmp_path / "other machine"


def written(folder: Path, name: str, history: History) -> Path:
    path = folder / f"{name}.fmsession"
    session_file.write(path, history)
    return path


def test_a_session_travels_and_says_the_same_there(
    run: Run, session: str, other: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.fmsession"
    run("export", "--format", "session", "--session", session, "--out", file)
    content = run("merge", file, "--home", other, "--json").content
    assert (content["added"], content["already_there"], content["conflicts"]) == (21, 0, 0)
    assert (content["sessions"], content["grown"], content["answers"]) == ([session], [], 20)
    assert run("results", session, "--home", other, "--json").content == (
        run("results", session, "--json").content
    )
    again = run("merge", file, "--home", other, "--json").content
    assert (again["added"], again["already_there"], again["conflicts"]) == (0, 21, 0)


def test_several_files_are_taken_in_together(run: Run, tmp_path: Path) -> None:
    files = [
        written(tmp_path, "a", played(8, 10, name="Ada")),
        written(tmp_path, "b", played(9, 10, name="Bo")),
    ]
    told = run("merge", *files)
    assert told.out == "Added 2 sessions, 20 new answers.\n"
    assert run("merge", *files).out == "2 sessions are here already.\n"
    assert len(run("sessions", "--json").content["sessions"]) == 2


def test_a_bad_file_among_good_ones_takes_nothing_in(run: Run, tmp_path: Path) -> None:
    good, bad = (written(tmp_path, name, played(8, 10)) for name in "ab")
    bad.write_text(bad.read_text().replace('"chosen":', '"chosen":1', 1))
    assert "was changed after it was written" in run("merge", good, bad).refusal
    assert run("sessions", "--json").content["sessions"] == []


def forged(file: Path, out: Path) -> Path:
    """Write a session like that in `file` in which the first wrong answer is made the label."""
    history = session_file.read(file)
    place = next(
        n for n, e in enumerate(history.entries) if isinstance(e, Answer) and not e.is_right
    )
    entry = history.entries[place]
    assert isinstance(entry, Answer)
    entries = list(history.entries)
    entries[place] = replace(entry, label=entry.chosen)
    session_file.write(out, History(history.record, tuple(entries)))
    return out


@pytest.mark.parametrize("verb", ["merge", "import"])
def test_labels_that_the_images_do_not_have_are_refused_where_these_are_at_hand(
    run: Run, session: str, data: Path, other: Path, tmp_path: Path, verb: str
) -> None:
    honest = tmp_path / "a.fmsession"
    run("export", "--format", "session", "--session", session, "--out", honest)
    false = forged(honest, tmp_path / "b.fmsession")
    refusal = run(verb, false, "--home", other, "--data", data).refusal
    assert refusal.startswith(f"{false}: expected the label of image test ")
    assert run("sessions", "--home", other, "--json").content["sessions"] == []
    assert run(verb, honest, "--home", other, "--data", data).status == 0


def test_a_session_needs_no_images_that_can_be_read(
    run: Run, session: str, other: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.fmsession"
    run("export", "--format", "session", "--session", session, "--out", file)
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for name in ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"):
        (damaged / name).write_bytes(b"no images")
    assert run("data", "check", damaged).status == 2
    assert run("merge", file, "--home", other, "--data", damaged).status == 0


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    assert "no such file" in run("merge", tmp_path / "nothing.fmsession").refusal


@pytest.mark.parametrize("form", [("--format", "session"), ()])
def test_a_session_is_imported_known_by_its_content(
    run: Run, tmp_path: Path, form: tuple[str, ...]
) -> None:
    file = written(tmp_path, "a", played(8, 10, name="Ada"))
    plain = file.rename(tmp_path / "from a friend")
    content = run("import", plain, *form, "--json").content
    assert content == {"rows_in": 11, "rows_kept": 11, "already_there": 0, "refused": 0}
    again = run("import", plain, *form, "--json").content
    assert again == {"rows_in": 11, "rows_kept": 0, "already_there": 11, "refused": 0}
    assert run("import", plain).out == "1 session of Ada is here already.\n"


def test_what_contradicts_is_counted_and_stays_out(run: Run, tmp_path: Path) -> None:
    history = played(8, 10)
    run("merge", written(tmp_path, "a", history))
    forged = History(replace(history.record, app_version="9"), history.entries)
    done = run("import", written(tmp_path, "b", forged), "--json").content
    assert done == {"rows_in": 11, "rows_kept": 0, "already_there": 0, "refused": 11}


def test_who_sits_here_stays_apart_from_another_of_that_name(
    run: Run, fresh_home: Path, data: Path, tmp_path: Path
) -> None:
    home = Home(fresh_home / "fmnist-gui")
    Settings(home.settings).change(annotator="Ada")
    history = played(8, 10, name="Ada")
    run("merge", written(tmp_path, "a", history))
    assert run("tag", "odd", "test", 1, "--annotator", "Ada", "--data", data).status == 0
    with opened(home.folder) as database:
        found = LabelStore(database).annotators()
    assert [annotator.name for annotator in found] == ["Ada", "Ada"]
    assert found[1] == history.record.annotator


@pytest.mark.parametrize("option", [("--split", "test"), ("--name", "x"), ("--classes", "c.txt")])
def test_what_a_session_says_itself_cannot_be_said(
    run: Run, tmp_path: Path, option: tuple[str, str]
) -> None:
    file = written(tmp_path, "a", played(8, 10))
    assert "leave it out" in run("import", file, *option).refusal


def test_what_is_here_is_backed_up_before_others_come_in(
    run: Run, session: str, fresh_home: Path, tmp_path: Path
) -> None:
    backups = Home(fresh_home / "fmnist-gui").backups
    assert list_backups(backups) == ()
    file = written(tmp_path, "a", played(8, 10, name="Ada"))
    run("merge", file)
    (copy,) = list_backups(backups)
    with closing(sqlite3.connect(copy.path)) as connection:
        assert connection.execute("SELECT id FROM session").fetchall() == [(UUID(session).hex,)]
    assert len(run("sessions", "--json").content["sessions"]) == 2


def test_without_a_backup_nothing_is_taken_in(
    run: Run, session: str, fresh_home: Path, tmp_path: Path
) -> None:
    backups = Home(fresh_home / "fmnist-gui").backups
    backups.parent.mkdir(parents=True, exist_ok=True)
    backups.write_text("in the way")
    refusal = run("merge", written(tmp_path, "a", played(8, 10, name="Ada"))).refusal
    assert refusal.count("\n") <= 1
    (only,) = run("sessions", "--json").content["sessions"]
    assert only["id"] == session


def test_a_whole_database_travels_and_says_the_same_there(
    run: Run, session: str, other: Path
) -> None:
    path = Path(run("db", "path", "--json").content["path"])
    content = run("merge", path, "--home", other, "--json").content
    assert (content["added"], content["already_there"], content["conflicts"]) == (21, 0, 0)
    assert (content["sessions"], content["grown"], content["answers"]) == ([session], [], 20)
    assert run("results", session, "--home", other, "--json").content == (
        run("results", session, "--json").content
    )
    again = run("merge", path, "--home", other, "--json").content
    assert (again["added"], again["already_there"], again["conflicts"]) == (0, 21, 0)
    before = path.read_bytes()
    assert run("merge", path, "--home", other).out == "Nothing is new, 21 entries were here.\n"
    assert path.read_bytes() == before


def test_databases_and_sessions_are_taken_in_together(
    run: Run, session: str, other: Path, tmp_path: Path
) -> None:
    path = Path(run("db", "path", "--json").content["path"])
    file = written(tmp_path, "a", played(8, 10, name="Ada"))
    told = run("merge", path, file, "--home", other).out
    assert told == "Added 2 sessions, 30 new answers.\n"
    bad = tmp_path / "b.db"
    bad.write_bytes(path.read_bytes()[:5000])
    elsewhere = tmp_path / "elsewhere"
    assert run("merge", path, file, bad, "--home", elsewhere).status == 2
    assert run("sessions", "--home", elsewhere, "--json").content["sessions"] == []


def test_one_who_answered_an_image_at_two_places_is_named(
    run: Run, other: Path, tmp_path: Path
) -> None:
    here, there = played(8, 10, name="Ada"), played(9, 10, name="Ada")
    run("merge", written(tmp_path, "a", here))
    with opened(other) as database:
        LabelStore(database).merge([there])
    content = run("merge", other / "fmnist-gui.db", "--json").content
    assert (content["added"], content["left_out"], content["conflicts"]) == (11, 0, 10)
    first = content["conflict_list"][0]
    assert (first["annotator"], first["split"], first["index"]) == ("Ada", "test", 0)
    assert len(first["answers"]) == len(first["sessions"]) == 2
    assert first["study"] is None
    assert run("merge", other / "fmnist-gui.db", "--json").content["conflicts"] == 0
    told = run("merge", tmp_path / "a.fmsession", "--home", other).out
    assert "; Ada answered test 0 twice: " in told
    assert told.endswith("; so were 7 more images; all answers are kept.\n")
    assert told.count("\n") == 1


def test_labels_of_a_database_that_the_images_do_not_have_are_refused(
    run: Run, session: str, data: Path, other: Path
) -> None:
    path = Path(run("db", "path", "--json").content["path"])
    assert run("merge", path, "--home", other, "--data", data).status == 0
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE answer SET label = (label + 1) % 10 WHERE seq = 3")
    refusal = run("merge", path, "--home", other, "--data", data).refusal
    assert refusal.startswith(f"{path}: expected the label of image test ")


def test_a_database_does_not_come_into_itself(run: Run, session: str) -> None:
    path = run("db", "path", "--json").content["path"]
    assert "found the one that is to take it in" in run("merge", path).refusal
