"""From images chosen in Explore to a study, and a study file dropped on the window."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fmnist_gui.core.exchange import session_file, study_file
from fmnist_gui.core.mosaic.selection import nothing
from fmnist_gui.core.session.record import History
from fmnist_gui.core.study.draft import Draft
from fmnist_gui.store.label_store import open_label_store
from tests.e2e.conftest import Open
from tests.store.studying import BEN, said, sitting, started
from tests.ui.collect import kept

pytestmark = pytest.mark.window


def test_what_is_selected_in_explore_becomes_a_study(qtbot: QtBot, open_app: Open) -> None:
    app = open_app()
    exhibit = app.pages.explore.exhibit
    gallery = exhibit.gallery
    assert gallery is not None
    first = gallery.numbers_of("test")[0]
    numbers = np.array([first + 7, first + 3, first + 30])
    exhibit.select(nothing(len(gallery)).with_numbers(numbers))
    qtbot.keyClick(app.window, "5", Qt.KeyboardModifier.ControlModifier)
    assert app.window.current_page == "collect"
    page = app.pages.collect
    qtbot.waitUntil(page.empty.isVisible, timeout=kept.PATIENCE_MS)
    page.empty.new_button.click()
    page.draft.desk.begin(Draft(name="Chosen", labels=1))
    page.draft.form.images.among.choose("explore")
    qtbot.waitUntil(page.draft.form.bar.start_button.isEnabled, timeout=kept.PATIENCE_MS)
    page.draft.form.bar.start_button.click()
    story = kept.show(qtbot, page)
    assert story.record.study.indices == (3, 7, 30)
    assert story.record.study.source == "selected in Explore"


def test_a_study_file_that_is_dropped_is_shown(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    study = Draft(name="Dropped", among="random", count=5).study(app.workspace.dataset)
    path = tmp_path / "dropped.fmstudy"
    study_file.write(path, study)
    app.window.dropped.emit((path,))
    qtbot.waitUntil(lambda: app.window.current_page == "collect")
    assert kept.show(qtbot, app.pages.collect, study).record.study == study
    assert study.title in app.window.notice_bar.sentence


def test_nothing_is_added_beside_a_study_that_cannot_be_read(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    bad, good = tmp_path / "bad.fmstudy", tmp_path / "theirs.db"
    bad.write_text("{}", encoding="utf-8")
    open_label_store(good, backups=tmp_path, now=datetime.now(UTC)).database.close()
    app.window.dropped.emit((bad, good))
    qtbot.waitUntil(lambda: bool(app.window.notice_bar.sentence))
    said = app.window.notice_bar.sentence
    assert said.startswith(f"{bad}: ")
    assert said.endswith("; theirs.db was not added either")
    assert app.window.notice_bar.is_warning
    assert app.window.current_page == "explore"


def test_answers_are_added_once_the_study_beside_them_is_here(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    study = Draft(name="Dropped", count=5).study(app.workspace.dataset)
    path, good = tmp_path / "dropped.fmstudy", tmp_path / "theirs.db"
    study_file.write(path, study)
    store = open_label_store(good, backups=tmp_path, now=datetime.now(UTC))
    store.studies.start(started())
    store.database.close()
    app.window.dropped.emit((path, good))
    assert app.window.current_page == "explore"
    qtbot.waitUntil(
        lambda: app.window.notice_bar.sentence.startswith("Added"), timeout=kept.PATIENCE_MS
    )
    assert app.window.current_page == "collect"


def test_a_sitting_that_is_dropped_leads_to_its_study(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    app = open_app()
    workspace = app.workspace
    assert workspace is not None
    assert workspace.dataset is not None
    study = Draft(name="Theirs", among="random", count=1).study(workspace.dataset)
    kept.start(workspace, study)
    kept.start(workspace, Draft(name="Newer", count=1).study(workspace.dataset), after_s=5)
    header = sitting(BEN, study.indices, study=study, fingerprint=study.fingerprint)
    header = replace(header, class_names=study.class_names)
    label = int(workspace.split("test").labels[study.indices[0]])
    answers = [replace(a, image_sha256="") for a in said(header, [3], label=label)]
    path = tmp_path / "ben.fmsession"
    session_file.write(path, History(header, tuple(answers)))
    app.window.dropped.emit((path,))
    qtbot.waitUntil(lambda: app.window.current_page == "collect", timeout=kept.PATIENCE_MS)
    assert [p.name for p in kept.show(qtbot, app.pages.collect, study).people] == ["Ben"]
    assert "1 new answer" in app.window.notice_bar.sentence
