"""Session files are taken in, said in one line and shown, or refused in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import session_file
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.ui.results.reader import own_ids
from fmnist_gui.ui.session_desk import SessionDesk
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests.core.session.example import START, Sitting, played
from tests.store.sample import opened


@dataclass
class Heard:
    """What the window was asked to show and to say."""

    shown: list[UUID] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    work: list[tuple[str, int, int]] = field(default_factory=list)
    cancels: bool = False

    def show_work(self, what: str, done: int, total: int, *, cancel: Callable[[], object]) -> None:
        self.work.append((what, done, total))
        if self.cancels:
            cancel()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, heard: Heard) -> SessionDesk:
    window = QWidget()
    qtbot.addWidget(window)
    return SessionDesk(
        workspace,
        show=lambda record: heard.shown.append(record.id),
        tell=heard.told.append,
        show_work=heard.show_work,
        parent=window,
    )


@pytest.fixture
def here(dataset: Dataset) -> Callable[..., History]:
    """Return a maker of sessions over the images that are open."""

    def make(name: str = "Ada", *, day: int = 0) -> History:
        split = dataset.splits["test"]
        sitting = Sitting(
            split.labels[:10].tolist(),
            name=name,
            fingerprint=split.fingerprint,
            started_at=START + timedelta(days=day),
        )
        for label in split.labels[:10].tolist():
            sitting.answer(label)
        sitting.do("finish")
        return sitting.history()

    return make


def written(path: Path, history: History) -> Path:
    session_file.write(path, history)
    return path


def asked(qtbot: QtBot, workspace: Workspace, session_id: UUID) -> History:
    found: list[History] = []
    workspace.ask(lambda store: store.history(session_id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_session_is_taken_in_told_and_shown(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    history = here()
    with qtbot.waitSignal(workspace.labels_changed) as changed:
        desk.take([written(tmp_path / "a.fmsession", history)])
    qtbot.waitUntil(lambda: bool(heard.told))
    assert changed.args == [LabelsChanged("sessions")]
    assert heard.told == ["Added 1 session of Ada, 10 new answers."]
    assert heard.shown == [history.record.id]
    assert asked(qtbot, workspace, history.record.id) == history


def test_one_that_is_here_already_changes_nothing_and_is_shown(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    history = here()
    workspace.ask(lambda store: store.merge([history]))
    with qtbot.assertNotEmitted(workspace.labels_changed):
        desk.take([written(tmp_path / "a.fmsession", history)])
        qtbot.waitUntil(lambda: bool(heard.told))
    assert heard.told == ["1 session of Ada is here already."]
    assert heard.shown == [history.record.id]


def test_of_several_the_newest_is_shown(
    qtbot: QtBot,
    desk: SessionDesk,
    heard: Heard,
    here: Callable[..., History],
    *,
    tmp_path: Path,
) -> None:
    new, old = here("Ada", day=2), here("Bo", day=1)
    paths = [written(tmp_path / "a", new), written(tmp_path / "b", old)]
    desk.take(paths)
    qtbot.waitUntil(lambda: bool(heard.told))
    assert heard.told == ["Added 2 sessions, 20 new answers."]
    assert heard.shown == [new.record.id]


def test_one_over_other_data_is_taken_in_and_both_fingerprints_are_named(
    qtbot: QtBot, desk: SessionDesk, heard: Heard, dataset: Dataset, tmp_path: Path
) -> None:
    history = played(8, 10, name="Ada")
    desk.take([written(tmp_path / "a.fmsession", history)])
    qtbot.waitUntil(lambda: bool(heard.told))
    assert heard.told == [
        "Added 1 session of Ada, 10 new answers. Its images belong to other data: fingerprint "
        f"ffffffff, open here is {dataset.splits['test'].fingerprint[:8]}."
    ]
    assert heard.shown == [history.record.id]


def test_a_changed_file_among_good_ones_takes_nothing_in(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    good, bad = written(tmp_path / "a", here()), written(tmp_path / "b", here())
    bad.write_text(bad.read_text().replace('"chosen":', '"chosen":1', 1))
    with qtbot.waitSignal(workspace.failed) as failed:
        desk.take([good, bad])
    assert failed.args is not None
    assert "the session file was changed after it was written" in failed.args[0].sentence
    lines: list[int] = []
    workspace.ask(lambda store: len(store.sessions()), lines.append)
    qtbot.waitUntil(lambda: bool(lines))
    assert lines == [0]
    assert heard == Heard()


def test_labels_that_the_open_images_do_not_have_are_refused(
    qtbot: QtBot, desk: SessionDesk, workspace: Workspace, heard: Heard, tmp_path: Path
) -> None:
    assert workspace.dataset is not None
    fingerprint = workspace.dataset.splits["test"].fingerprint
    forged = Sitting([3], fingerprint=fingerprint)
    forged.answer(3)
    with qtbot.waitSignal(workspace.failed) as failed:
        desk.take([written(tmp_path / "a", forged.history())])
    assert failed.args is not None
    assert "expected the label of image test 0 as in the data" in failed.args[0].sentence
    assert heard == Heard()


def test_what_contradicts_what_is_here_is_said_and_not_shown(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    history = here()
    workspace.ask(lambda store: store.merge([history]))
    record = history.record
    forged = type(record)(**{**vars(record), "annotator": Annotator(record.id, "Eve")})
    path = written(tmp_path / "a", History(forged, history.entries))
    with qtbot.assertNotEmitted(workspace.labels_changed):
        desk.take([path])
        qtbot.waitUntil(lambda: bool(heard.told))
    assert "1 session is here with another content" in heard.told[0]
    assert heard.shown == []


def test_who_sits_here_stays_apart_from_another_of_that_name(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    assert workspace.annotator_name == "Me"
    history = here("Me")
    desk.take([written(tmp_path / "a", history)])
    qtbot.waitUntil(lambda: bool(heard.told))
    found: list[Annotator] = []

    def verb(store: LabelStore) -> Annotator:
        return store.annotator("Me")

    workspace.ask(verb, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] != history.record.annotator


@pytest.mark.parametrize("is_chosen", [True, False])
def test_the_menu_asks_for_files(
    desk: SessionDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_chosen: bool
) -> None:
    names = [str(tmp_path / "a"), str(tmp_path / "b")] if is_chosen else []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    taken: list[list[Path]] = []
    monkeypatch.setattr(desk, "take", taken.append)
    desk.choose()
    assert taken == ([[tmp_path / "a", tmp_path / "b"]] if is_chosen else [])


def test_somebody_else_without_a_name_does_not_come_to_be_the_one_who_sits_here(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    workspace.settings.change(annotator="Ada")
    stranger = here("Me")
    desk.take([written(tmp_path / "a.fmsession", stranger)])
    qtbot.waitUntil(lambda: bool(heard.told))
    found: list[Annotator] = []
    workspace.ask(lambda store: store.annotators(), found.extend)
    qtbot.waitUntil(lambda: bool(found))
    assert stranger.record.annotator.id not in own_ids(found, "Ada")
    assert "Me" in {person.name for person in found if person.id in own_ids(found, "Ada")}


@pytest.fixture
def other(qtbot: QtBot, workspace: Workspace, tmp_path: Path, here: Callable[..., History]) -> Path:
    """Return the database of another machine, on which Bo answered ten images."""
    # No program makes two databases at the same time.
    ready: list[object] = []
    workspace.ask(LabelStore.counts, ready.append)
    qtbot.waitUntil(lambda: bool(ready))
    with opened(tmp_path / "other") as database:
        LabelStore(database).merge([here("Bo")])
    return tmp_path / "other" / "fmnist-gui.db"


def test_databases_and_sessions_are_taken_in_together_with_progress(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    *,
    here: Callable[..., History],
    other: Path,
    tmp_path: Path,
) -> None:
    history = here()
    with qtbot.waitSignal(workspace.labels_changed) as changed:
        desk.take([other, written(tmp_path / "a.fmsession", history)])
    qtbot.waitUntil(lambda: bool(heard.told))
    assert changed.args == [LabelsChanged("sessions")]
    assert heard.told == ["Added 2 sessions, 20 new answers."]
    assert heard.shown == [history.record.id]
    size = other.stat().st_size
    assert heard.work[0] == ("Merging fmnist-gui.db …", 0, 0)
    assert heard.work[-1] == ("Merging fmnist-gui.db …", size, size)


def test_merging_can_be_cancelled_and_begun_again(
    qtbot: QtBot, desk: SessionDesk, workspace: Workspace, heard: Heard, other: Path
) -> None:
    heard.cancels = True
    with qtbot.assertNotEmitted(workspace.labels_changed):
        desk.take([other])
        qtbot.waitUntil(lambda: bool(heard.told))
    assert heard.told == ["Merging was cancelled; nothing was added."]
    heard.cancels = False
    desk.take([other])
    qtbot.waitUntil(lambda: len(heard.told) == 2)
    assert heard.told[1] == "Added 1 session, 10 new answers."


def test_files_that_come_while_others_are_added_wait_for_these(
    qtbot: QtBot,
    desk: SessionDesk,
    workspace: Workspace,
    heard: Heard,
    other: Path,
    here: Callable[..., History],
    tmp_path: Path,
) -> None:
    missing = tmp_path / "gone.fmsession"
    with qtbot.waitSignal(workspace.failed) as failed:
        desk.take([other])
        desk.take([missing])
        desk.take([written(tmp_path / "a.fmsession", here())])
    assert str(missing) in failed.args[0].sentence
    qtbot.waitUntil(lambda: len(heard.told) == 2)
    assert heard.told == [
        "Added 1 session, 10 new answers.",
        "Added 1 session of Ada, 10 new answers.",
    ]


def test_a_database_that_is_open_elsewhere_is_refused_in_one_sentence(
    qtbot: QtBot, desk: SessionDesk, workspace: Workspace, heard: Heard, other: Path
) -> None:
    with opened(other.parent), qtbot.waitSignal(workspace.failed) as failed:
        desk.take([other])
    assert failed.args[0].sentence.endswith("close it there first")
    desk.take([other])
    qtbot.waitUntil(lambda: bool(heard.told))
