"""Data that changes on disk, in the whole program: said in its bar until it is opened again."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.core.dataset.samples import images_idx, make_images, write_split
from tests.e2e.conftest import Open


def test_the_bar_says_that_files_changed_until_they_are_opened_again(
    qtbot: QtBot, open_app: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    write_split(folder)
    app = open_app(data=folder)
    bar = app.window.notice_bar
    assert bar.sentence == ""
    (folder / "train-images-idx3-ubyte").write_bytes(images_idx(255 - make_images()))
    qtbot.waitUntil(lambda: bar.sentence.startswith(f"The files in {folder} changed"))
    app.open_path(folder)
    qtbot.waitUntil(lambda: bar.sentence == "")
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: "no longer in" in bar.sentence)
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    assert app.workspace.dataset.source == folder


def test_a_split_without_labels_at_the_start_is_said_and_practice_images_are_there(
    open_app: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    write_split(folder)
    (folder / "train-labels-idx1-ubyte").unlink()
    app = open_app(data=folder)
    said = app.window.notice_bar.sentence
    assert said.startswith(f"{folder / 'train-labels-idx1-ubyte'}: expected this file beside")
    assert app.workspace is not None
    assert app.workspace.dataset is not None
    assert app.workspace.dataset.is_practice
