"""What is found out about an image under review, when, and that it comes to the right image."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import Dataset, Images
from fmnist_gui.core.dataset.gallery import Gallery, gallery_of
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review import neighbour
from fmnist_gui.core.review.evidence import ModelOpinion
from fmnist_gui.core.review.near_table import NearTable
from fmnist_gui.core.review.neighbour import Neighbours
from fmnist_gui.core.review.queue import Candidate
from fmnist_gui.store.score_shelf import Kept, KeptCounts
from fmnist_gui.ui.image.vote import Vote
from fmnist_gui.ui.review import witness as witness_module
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.witness import CasesForeseen, Witness
from fmnist_gui.ui.workspace import LabelsChanged, Workspace
from tests import sample
from tests.ui.image.kept import about, sure_of
from tests.ui.image.tagged import tag


@pytest.fixture
def gallery(dataset: Dataset) -> Gallery:
    return gallery_of(dataset)


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


@pytest.fixture
def witness(workspace: Workspace, gallery: Gallery, searches: list[int]) -> Witness:
    made = Witness(workspace, workspace)
    made.open(gallery)
    return made


@pytest.fixture
def told(witness: Witness) -> list[Case]:
    """Return the cases about which more was told, as it happens."""
    cases: list[Case] = []
    witness.known.connect(lambda known: cases.append(known.case))
    return cases


def candidate(number: int, suggested: int | None = 3) -> Candidate:
    return Candidate(number, number % 10, 0.1, suggested, f"reason {number}")


def is_whole(cases: list[Case], number: int) -> bool:
    case = cases[-1] if cases else None
    return (
        case is not None
        and case.number == number
        and case.neighbours is not None
        and case.history is not None
        and bool(case.examples)
    )


def nearest_to(gallery: Gallery, number: int) -> list[int]:
    flat = gallery.images.reshape(len(gallery), -1).astype(np.int64)
    squares = ((flat - flat[number]) ** 2).sum(axis=1)
    return [n for n in np.argsort(squares, kind="stable").tolist() if n != number][:8]


def tags(case: Case) -> list[str]:
    return [remark.text for remark in case.history or ()]


def test_what_is_at_hand_comes_at_once_and_the_rest_by_itself(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    test = gallery.splits[1]
    counts = np.zeros((len(test), 10), dtype=np.int64)
    counts[4, 6] = 5
    people = KeptCounts(about("counts", test, "people"), counts)
    witness.offer_kept(gallery, Kept((sure_of(test, 6),), (people,)))
    tag(workspace, gallery, 304, "odd")
    case = witness.ask(candidate(304))
    assert (case.suggested, case.why) == (3, "reason 304")
    assert case.votes == (Vote(6, 5, 1.0),)
    assert [ranking.title for ranking in case.rankings] == ["forest"]
    assert (case.neighbours, case.history) == (None, None)
    qtbot.waitUntil(lambda: is_whole(told, 304))
    assert [n.number for n in told[-1].neighbours or ()] == nearest_to(gallery, 304)
    assert tags(told[-1]) == ["odd"]


def test_examples_are_of_the_label_and_of_the_suggestion_and_never_the_image_itself(
    qtbot: QtBot, gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: is_whole(told, 4))
    own, other = told[-1].examples
    assert (own.class_number, own.towards) == (4, 3)
    assert (other.class_number, other.towards) == (3, 4)
    assert {int(gallery.labels[n]) for n in (*own.typical, *own.border)} == {4}
    assert {int(gallery.labels[n]) for n in other.typical} == {3}
    best = own.typical[0]
    case = witness.ask(candidate(best))
    assert best not in case.examples[0].typical
    assert len(case.examples[0].typical) == 4


def test_without_a_suggestion_the_other_class_is_what_people_or_models_say(
    qtbot: QtBot, gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    witness.ask(candidate(304, None))
    qtbot.waitUntil(lambda: is_whole(told, 304))
    assert [e.class_number for e in told[-1].examples] == [4]
    witness.offer_kept(gallery, Kept((sure_of(gallery.splits[1], 6),)))
    case = witness.ask(candidate(304, None))
    assert case.suggested is None
    assert [e.class_number for e in case.examples] == [4, 6]


def test_those_that_come_next_are_looked_up_ahead(
    qtbot: QtBot,
    workspace: Workspace,
    gallery: Gallery,
    witness: Witness,
    told: list[Case],
    searches: list[int],
) -> None:
    foreseen: list[CasesForeseen] = []
    witness.foreseen.connect(foreseen.append)
    tag(workspace, gallery, 12, "odd")
    upcoming = [candidate(n) for n in (12, 305, 6)]
    witness.ask(candidate(4), upcoming=upcoming)
    qtbot.waitUntil(lambda: len(searches) == 4 and searches[0] == 4)

    def is_foreseen() -> bool:
        cases = foreseen[-1].cases if foreseen else ()
        return [c.number for c in cases] == [12, 305] and all(
            c.neighbours is not None and c.history is not None for c in cases
        )

    qtbot.waitUntil(is_foreseen)
    case = witness.ask(candidate(12), upcoming=upcoming[1:])
    assert [n.number for n in case.neighbours or ()] == nearest_to(gallery, 12)
    assert tags(case) == ["odd"]
    assert sorted(searches) == [4, 6, 12, 305]
    assert {c.number for c in told} == {4}


def test_nothing_is_told_about_an_image_that_was_left(
    qtbot: QtBot, witness: Witness, told: list[Case]
) -> None:
    for number in (3, 4, 5):
        witness.ask(candidate(number))
    qtbot.waitUntil(lambda: is_whole(told, 5))
    assert {case.number for case in told} == {5}


def test_only_the_latest_images_are_remembered(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    gallery: Gallery,
    witness: Witness,
    told: list[Case],
    searches: list[int],
) -> None:
    monkeypatch.setattr(witness_module, "KEPT", 2)
    witness.open(gallery)
    for number in (3, 4, 5):
        witness.ask(candidate(number))
        qtbot.waitUntil(partial(is_whole, told, number))
    assert witness.ask(candidate(4)).neighbours is not None
    assert witness.ask(candidate(3)).neighbours is None


def test_a_table_of_neighbours_makes_searches_needless(
    qtbot: QtBot, gallery: Gallery, witness: Witness, told: list[Case], searches: list[int]
) -> None:
    numbers = (np.arange(600)[:, None] + np.arange(1, 9)).astype(np.int32) % 600
    apart = np.ones((600, 8), dtype=np.float32)
    witness.offer_near(gallery, NearTable(numbers[:5], apart[:5], apart[:5]))
    assert witness.ask(candidate(4)).neighbours is None
    witness.offer_near(gallery, NearTable(numbers, apart, 7 * apart))
    case = witness.ask(candidate(5))
    assert [(n.number, n.distance) for n in case.neighbours or ()][:2] == [(6, 7.0), (7, 7.0)]
    qtbot.waitUntil(lambda: is_whole(told, 5))
    assert 5 not in searches


def test_what_was_written_about_an_image_is_read_again(
    qtbot: QtBot, workspace: Workspace, gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: is_whole(told, 4))
    tag(workspace, gallery, 4, "one")
    witness.forget_history([4])
    qtbot.waitUntil(lambda: tags(told[-1]) == ["one"])
    tag(workspace, gallery, 4, "two")
    workspace.labels_changed.emit(LabelsChanged("explore"))
    # What was known stays in sight until there is something newer.
    assert tags(witness.ask(candidate(4))) == ["one"]
    qtbot.waitUntil(lambda: tags(told[-1]) == ["two", "one"])


@pytest.mark.parametrize(
    "news", [LabelsChanged("review"), LabelsChanged("explore", is_exposure=True)]
)
def test_news_that_say_nothing_new_about_images_are_let_pass(
    qtbot: QtBot,
    workspace: Workspace,
    gallery: Gallery,
    witness: Witness,
    told: list[Case],
    news: LabelsChanged,
) -> None:
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: is_whole(told, 4))
    tag(workspace, gallery, 4, "one")
    workspace.labels_changed.emit(news)
    witness.ask(candidate(4))
    witness.ask(candidate(5))
    qtbot.waitUntil(lambda: is_whole(told, 5))
    assert tags(witness.ask(candidate(4))) == []


def test_a_store_that_refuses_is_asked_again_later(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    workspace: Workspace,
    witness: Witness,
    told: list[Case],
) -> None:
    real, refused = workspace.ask, []

    def refuse(_verb: object, _then: object = None, *, failed: Any = None) -> None:
        refused.append(failed)
        failed(RequestError("the database is not open"))

    monkeypatch.setattr(workspace, "ask", refuse)
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: bool(told) and told[-1].neighbours is not None and bool(refused))
    assert told[-1].history is None
    monkeypatch.setattr(workspace, "ask", real)
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: told[-1].history == ())


def test_other_data_begins_afresh(
    qtbot: QtBot, gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    witness.ask(candidate(4))
    qtbot.waitUntil(lambda: is_whole(told, 4))
    other = sample.gallery()
    witness.open(other)
    witness.offer_kept(gallery, Kept((sure_of(gallery.splits[0], 6),)))
    case = witness.ask(candidate(4))
    assert case.subject.gallery is other
    assert (case.neighbours, case.history, case.examples, case.rankings) == (None, None, (), ())


def test_neighbours_stand_in_the_order_of_their_pixels(gallery: Gallery, witness: Witness) -> None:
    numbers = np.tile(np.array([9, 8, 7], dtype=np.int32), (600, 1))
    pixels = np.tile(np.array([30, 10, 10], dtype=np.float32), (600, 1))
    witness.offer_near(gallery, NearTable(numbers, np.ones_like(pixels), pixels))

    found = witness.ask(candidate(5)).neighbours or ()

    assert [(n.number, n.distance) for n in found] == [(7, 10.0), (8, 10.0), (9, 30.0)]


def test_first_scores_are_told_by_their_name_until_they_are_gone(
    gallery: Gallery, witness: Witness, told: list[Case]
) -> None:
    probs = np.full((300, 10), 0.05, dtype=np.float32)
    probs[:, 3] = 0.55
    first = tuple(ModelOpinion("First scores", split.name, probs) for split in gallery.splits)
    assert not witness.ask(candidate(305)).rankings

    witness.offer_first(first)
    (ranking,) = told[-1].rankings
    assert (ranking.title, ranking.shares[0].class_number) == ("First scores", 3)
    assert witness.brief(candidate(4)).rankings

    witness.offer_first(())
    assert not told[-1].rankings
