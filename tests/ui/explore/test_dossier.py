"""When the dossier looks for what is known, and that it comes to the right image."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset, Images
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.dataset.predictions import Predictions, predictions_of
from fmnist_gui.core.review import neighbour
from fmnist_gui.core.review.neighbour import Neighbours
from fmnist_gui.core.table.column import number_column
from fmnist_gui.core.table.table import Table
from fmnist_gui.store.score_shelf import Kept, KeptCounts, KeptPredictions
from fmnist_gui.ui.explore import dossier as dossier_module
from fmnist_gui.ui.explore.dossier import Dossier
from fmnist_gui.ui.explore.side_card import SideCard
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.thumb import Thumb
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample
from tests.ui.image.kept import about, sure_of
from tests.ui.image.tagged import tag
from tests.ui.image.words import words_of


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


@pytest.fixture
def dossier(workspace: Workspace, card: SideCard) -> Dossier:
    return Dossier(workspace, card, card)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the numbers of the images whose neighbours are searched, as it happens."""
    asked: list[int] = []
    real = neighbour.nearest

    def nearest(images: Images, queries: Sequence[int], count: int, **more: Any) -> Neighbours:
        asked.extend(queries)
        return real(images, queries, count, **more)

    monkeypatch.setattr(neighbour, "nearest", nearest)
    return asked


def show(card: SideCard, gallery: Gallery, number: int) -> None:
    card.show_image(Subject(gallery, number), is_blind=False, is_pinned=False)


def shown(card: SideCard) -> list[int]:
    thumbs = [thumb for thumb in card.findChildren(Thumb) if thumb.isVisible()]
    return [thumb.subject.number for thumb in thumbs if thumb.subject]


def test_resting_brings_neighbours_of_both_splits_and_the_history(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    tag(workspace, gallery, 305, "odd")
    show(card, gallery, 305)
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    qtbot.waitUntil(lambda: "Ann tagged odd" in words_of(card))
    flat = gallery.images.reshape(600, -1).astype(np.int64)
    squares = ((flat - flat[305]) ** 2).sum(axis=1)
    order = [n for n in np.argsort(squares, kind="stable").tolist() if n != 305]
    expected = [n for n in order if n < 300][:8] + [n for n in order if n >= 300][:8]
    assert shown(card) == expected


def test_passing_over_images_searches_only_where_it_ends(
    qtbot: QtBot, gallery: Gallery, card: SideCard, dossier: Dossier, searches: list[int]
) -> None:
    for number in range(20):
        show(card, gallery, number)
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    assert searches == [19]


def test_neighbours_found_before_are_not_searched_again(
    qtbot: QtBot, gallery: Gallery, card: SideCard, dossier: Dossier, searches: list[int]
) -> None:
    for number in (3, 4, 3):
        show(card, gallery, number)
        qtbot.waitUntil(lambda: len(shown(card)) == 16)
    assert searches == [3, 4]


def test_only_the_latest_images_are_remembered(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    gallery: Gallery,
    card: SideCard,
    dossier: Dossier,
    searches: list[int],
) -> None:
    monkeypatch.setattr(dossier_module, "KEPT", 2)
    for number in (3, 4, 3, 5, 3, 4):
        show(card, gallery, number)
        qtbot.waitUntil(lambda: len(shown(card)) == 16)
    assert searches == [3, 4, 5, 4]


def test_other_data_is_searched_anew(
    qtbot: QtBot, gallery: Gallery, card: SideCard, dossier: Dossier, searches: list[int]
) -> None:
    show(card, gallery, 3)
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    show(card, gallery_of(sample.dataset(20, 9)), 3)
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    assert searches == [3, 3]
    assert max(shown(card)) < 29


def test_a_hidden_card_asks_for_nothing_until_it_is_in_sight(
    qtbot: QtBot, gallery: Gallery, card: SideCard, dossier: Dossier, searches: list[int]
) -> None:
    show(card, gallery, 3)
    card.hide()
    with qtbot.waitSignal(dossier.findChildren(QTimer)[0].timeout):
        pass
    assert searches == []
    card.show()
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    assert searches == [3]


def test_what_is_written_while_an_image_is_shown_is_told(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    show(card, gallery, 3)
    qtbot.waitUntil(lambda: len(shown(card)) == 16)
    tag(workspace, gallery, 3, "odd")
    workspace.labels_changed.emit(LabelsChanged("test"))
    qtbot.waitUntil(lambda: "Ann tagged odd" in words_of(card))


def test_scores_and_columns_are_told_at_once(
    gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    test = gallery.splits[1]
    counts = np.zeros((300, 10), dtype=np.int64)
    counts[5, 4] = 7
    people = KeptCounts(about("counts", test, "crowd"), counts)
    table = Table(600).with_columns(number_column("contrast", "Contrast", np.arange(600.0)))
    dossier.offer_kept(gallery, Kept((sure_of(test, 3),), (people,)))
    dossier.offer_table(table)
    show(card, gallery, 305)
    words = words_of(card)
    assert words[words.index("Contrast") + 1] == "305"
    assert words[words.index("Model: forest") + 1 :][:2] == ["Dress", "100 %"]
    assert words[words.index("People: 7 answers") + 1 :][:2] == ["Coat", "100 %"]
    show(card, gallery, 3)
    assert not any("Model" in word or "People" in word for word in words_of(card))


def test_other_data_of_the_same_size_begins_without_scores(
    workspace: Workspace, gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    dossier.offer_kept(gallery, Kept((sure_of(gallery.splits[0]),)))
    dossier.offer_table(Table(600).with_columns(number_column("seen", "Seen", np.arange(600))))
    other = sample.dataset()
    workspace.show_dataset(other)
    show(card, gallery_of(other), 3)
    assert not any(word in ("Model: forest", "Times seen") for word in words_of(card))


def test_what_is_kept_of_models_is_told_by_split(
    gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    train, test = gallery.splits
    sure = predictions_of(np.eye(10, dtype=np.float32)[(train.labels + 1) % 10])
    plain = Predictions(None, test.labels)
    people = np.eye(10, dtype=np.int64)[test.labels] * 7
    kept = Kept(
        (
            KeptPredictions(about("probs", train, "forest"), sure),
            KeptPredictions(about("labels", test, "plain"), plain),
            KeptPredictions(about("labels", train, "older"), Predictions(None, train.labels)),
        ),
        (KeptCounts(about("counts", test, "crowd"), people),),
    )
    dossier.offer_kept(gallery, kept)
    show(card, gallery, 3)
    words = words_of(card)
    assert words[words.index("Model: forest") + 1 :] == ["Coat", "100 %"]
    show(card, gallery, 304)
    words = words_of(card)
    assert words[words.index("Model: plain") + 1 :] == [
        "Coat",
        "",
        "People: 7 answers",
        "Coat",
        "100 %",
    ]


def test_scores_that_come_later_are_told_too(
    gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    show(card, gallery, 3)
    dossier.offer_kept(gallery, Kept((sure_of(gallery.splits[0]),)))
    assert "Model: forest" in words_of(card)
    dossier.offer_kept(gallery, Kept())
    assert "Model: forest" not in words_of(card)


def test_scores_of_other_data_are_left_out(
    gallery: Gallery, card: SideCard, dossier: Dossier
) -> None:
    other = gallery_of(sample.dataset(train=5, test=0))
    dossier.offer_kept(other, Kept((sure_of(other.splits[0]),)))
    dossier.offer_table(Table(5).with_columns(number_column("seen", "Seen", np.arange(5))))
    show(card, gallery, 3)
    assert not any(word in ("Model: forest", "Times seen") for word in words_of(card))
