"""What is known about the images arrives part by part, and again when it has changed."""

from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES, Dataset
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.dataset.predictions import Predictions, predictions_of
from fmnist_gui.core.session.deck import deck_of
from fmnist_gui.core.session.record import Answer, SessionRecord
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.table_maker import ScoresFound, TableMade, TableMaker
from fmnist_gui.ui.workspace import LabelsChanged, ScoresChanged, Workspace
from tests import sample
from tests.store.sample import NOW, answer
from tests.ui.explore.stage import asked, settle

PATIENCE_MS = 20_000
"""So long a busy machine may take for what is made in the background."""

AT_ONCE = {"index", "class", "split"}


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def maker(workspace: Workspace) -> TableMaker:
    return TableMaker(workspace, workspace)


@pytest.fixture
def failures(workspace: Workspace) -> list[str]:
    heard: list[str] = []
    workspace.failed.connect(lambda failure: heard.append(failure.sentence))
    return heard


def open_all(qtbot: QtBot, maker: TableMaker, gallery: Gallery) -> Table:
    """Open the gallery and wait for all three parts: greys, scores and answers."""
    with qtbot.waitSignal(maker.scores_found, timeout=PATIENCE_MS):
        maker.open(gallery)
    qtbot.waitUntil(lambda: {"brightness", "seen"} <= set(maker.table.columns), timeout=PATIENCE_MS)
    return maker.table


def values(maker: TableMaker, key: str) -> dict[int, float]:
    """Return what is known of a column, by number."""
    column = maker.table.column(key)
    assert column is not None
    known = np.flatnonzero(column.is_known)
    return {int(n): float(column.values[n]) for n in known}


def session(store: LabelStore, workspace: Workspace, *, name: str) -> SessionRecord:
    """Begin a session of that person over the first three test images."""
    made = SessionRecord(
        id=uuid4(),
        annotator=store.annotator(name),
        deck=deck_of(workspace.split("test"), (0, 1, 2)),
        protocol="practice",
        class_names=FASHION_CLASSES,
        data_identity="fashion-mnist",
        started_at=NOW,
        app_version="0.1",
    )
    store.begin(made)
    return made


def give_answers(qtbot: QtBot, workspace: Workspace, *, name: str, chosen: tuple[int, ...]) -> None:
    def verb(store: LabelStore) -> None:
        record = session(store, workspace, name=name)
        given: list[Answer] = [
            answer(record, place, choice, label=place) for place, choice in enumerate(chosen)
        ]
        store.append(*given)

    asked(qtbot, workspace, verb)


def keep_model(workspace: Workspace, split: str, *, peak: float, minutes: int = 0) -> None:
    """Keep a model that is right about every image, with that probability."""
    part = workspace.split(split)
    probs = np.full((len(part), 10), (1 - peak) / 9)
    probs[np.arange(len(part)), part.labels] = peak
    ScoreShelf(workspace.home.scores).keep_predictions(
        part.fingerprint,
        split,
        name=f"{peak}",
        predictions=predictions_of(probs),
        source="m.npy",
        classes=10,
        now=NOW + timedelta(minutes=minutes),
    )


def test_classes_are_there_at_once_and_the_rest_follows(
    qtbot: QtBot, maker: TableMaker, gallery: Gallery
) -> None:
    made: list[TableMade] = []
    maker.made.connect(made.append)
    maker.open(gallery)
    assert set(maker.table.columns) == AT_ONCE
    qtbot.waitUntil(lambda: {"brightness", "seen"} <= set(maker.table.columns), timeout=PATIENCE_MS)
    assert made[-1].table is maker.table
    assert all(set(one.table.columns) >= AT_ONCE for one in made)


def test_greys_are_those_of_the_images(qtbot: QtBot, maker: TableMaker, gallery: Gallery) -> None:
    table = open_all(qtbot, maker, gallery)
    brightness, contrast = table.column("brightness"), table.column("contrast")
    assert brightness is not None
    assert contrast is not None
    assert brightness.values == pytest.approx(gallery.images.mean(axis=(1, 2)), rel=1e-5)
    assert contrast.values == pytest.approx(gallery.images.std(axis=(1, 2)), rel=1e-5)


def test_answers_are_those_of_whoever_is_here(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    give_answers(qtbot, workspace, name="Me", chosen=(0, 9))
    give_answers(qtbot, workspace, name="Anna", chosen=(3, 1, 2))
    open_all(qtbot, maker, gallery)
    assert values(maker, "answer") == {300: 0, 301: 9}
    assert values(maker, "wrong") == {300: 0, 301: 1}
    people = values(maker, "answers")
    assert [people[number] for number in (299, 300, 301, 302, 303)] == [0, 2, 2, 1, 0]


def test_somebody_else_who_is_chosen_later_has_other_answers(
    qtbot: QtBot, workspace: Workspace, page: ExplorePage
) -> None:
    settle(qtbot, page)
    give_answers(qtbot, workspace, name="Anna", chosen=(3, 1, 2))
    page.hide()
    workspace.choose_annotator("Anna")
    page.show()
    qtbot.waitUntil(lambda: _known(page, "answer") == {300: 3, 301: 1, 302: 2}, timeout=PATIENCE_MS)


def test_new_answers_are_read_when_they_were_written(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    open_all(qtbot, maker, gallery)
    assert values(maker, "answer") == {}
    give_answers(qtbot, workspace, name="Me", chosen=(5,))
    workspace.labels_changed.emit(LabelsChanged("play"))
    qtbot.waitUntil(lambda: values(maker, "answer") == {300: 5}, timeout=PATIENCE_MS)


def test_what_explore_showed_is_read_without_the_rest(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    open_all(qtbot, maker, gallery)
    with (
        qtbot.assertNotEmitted(maker.made),
        qtbot.waitSignal(maker.seen_again, timeout=5000) as heard,
    ):
        workspace.expose(workspace.split("test"), (0, 2), source="explore")
    assert heard.args is not None
    assert heard.args[0].table is maker.table
    assert {n for n, times in values(maker, "seen").items() if times} == {300, 302}


def test_what_others_showed_waits_for_their_answers(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    open_all(qtbot, maker, gallery)
    with (
        qtbot.assertNotEmitted(maker.made),
        qtbot.assertNotEmitted(maker.seen_again),
    ):
        with qtbot.waitSignal(workspace.labels_changed, timeout=PATIENCE_MS):
            workspace.expose(workspace.split("test"), (0, 2), source="practice")
        asked(qtbot, workspace, lambda _: True)
    workspace.labels_changed.emit(LabelsChanged("play"))
    qtbot.waitUntil(lambda: values(maker, "seen")[300] == 1, timeout=PATIENCE_MS)


def test_models_of_both_splits_are_one_column_and_the_newest_counts(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    keep_model(workspace, "train", peak=0.91)
    keep_model(workspace, "test", peak=0.55)
    keep_model(workspace, "test", peak=0.73, minutes=5)
    heard: list[ScoresFound] = []
    maker.scores_found.connect(heard.append)
    open_all(qtbot, maker, gallery)
    confidence = values(maker, "confidence")
    assert confidence[0] == pytest.approx(0.91)
    assert confidence[599] == pytest.approx(0.73)
    assert len(confidence) == 600
    assert heard[0].gallery is gallery
    assert len(heard[0].kept.predictions) == 3


def test_scores_that_are_added_are_read(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    open_all(qtbot, maker, gallery)
    assert maker.table.column("margin") is None
    keep_model(workspace, "test", peak=0.55)
    with qtbot.waitSignal(maker.scores_found, timeout=PATIENCE_MS):
        workspace.scores_changed.emit(ScoresChanged("added"))
    assert set(values(maker, "margin")) == set(range(300, 600))


def test_a_damaged_file_is_said_once_and_hides_nothing_else(
    qtbot: QtBot,
    workspace: Workspace,
    maker: TableMaker,
    gallery: Gallery,
    failures: list[str],
) -> None:
    keep_model(workspace, "train", peak=0.91)
    folder = workspace.home.scores / workspace.split("test").fingerprint
    folder.mkdir()
    (folder / "damaged.json").write_text("{", encoding="utf-8")
    open_all(qtbot, maker, gallery)
    with qtbot.waitSignal(maker.scores_found, timeout=PATIENCE_MS):
        workspace.scores_changed.emit(ScoresChanged("added"))
    assert len(failures) == 1
    assert "damaged.json: expected" in failures[0]
    assert set(values(maker, "confidence")) == set(range(300))


def test_what_comes_late_of_other_data_is_dropped(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    maker.open(gallery)
    made: list[TableMade] = []
    maker.made.connect(made.append)
    open_all(qtbot, maker, sample.gallery(sample.split("train", 7)))
    asked(qtbot, workspace, lambda _: None)
    assert {len(c.values) for one in made for c in one.table.columns.values()} == {7}


def test_nothing_comes_late_after_an_empty_gallery(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    maker.open(gallery)
    made: list[TableMade] = []
    maker.made.connect(made.append)
    maker.open(sample.gallery(sample.split("train", 0)))
    asked(qtbot, workspace, lambda _: None)
    ended: list[object] = []
    # The pool has two workers: what was begun before has come back when both answered.
    for _ in range(2):
        workspace.tasks.run(lambda *_: None, ended.append)
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=PATIENCE_MS)
    assert made == []


def test_what_only_an_older_model_says_is_not_mixed_in(
    qtbot: QtBot, workspace: Workspace, maker: TableMaker, gallery: Gallery
) -> None:
    keep_model(workspace, "test", peak=0.55)
    part = workspace.split("test")
    ScoreShelf(workspace.home.scores).keep_predictions(
        part.fingerprint,
        "test",
        name="labels alone",
        predictions=Predictions(None, part.labels),
        source="l.npy",
        classes=10,
        now=NOW + timedelta(minutes=5),
    )
    table = open_all(qtbot, maker, gallery)
    assert table.column("margin") is None
    assert table.column("predicted") is not None


def test_an_empty_gallery_has_columns_without_values(maker: TableMaker) -> None:
    maker.open(sample.gallery(sample.split("train", 0)))
    assert set(maker.table.columns) == AT_ONCE
    assert maker.table.count == 0


def _known(page: ExplorePage, key: str) -> dict[int, float]:
    column = page.exhibit.table.column(key)
    assert column is not None
    return {int(n): float(column.values[n]) for n in np.flatnonzero(column.is_known)}
