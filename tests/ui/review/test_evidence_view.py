"""What the desk shows about an image, to the eye, to screen readers and to the ledger."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.ui import theme
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.image.painted import Painted
from fmnist_gui.ui.image.remark_list import RemarkList
from fmnist_gui.ui.image.stimulus import WAYS
from fmnist_gui.ui.image.subject import Subject
from fmnist_gui.ui.image.told import ToldChanged
from fmnist_gui.ui.image.top_three import Ranking
from fmnist_gui.ui.image.vote import Vote
from fmnist_gui.ui.review import evidence_view
from fmnist_gui.ui.review.case import Case
from fmnist_gui.ui.review.evidence_view import EvidenceView
from fmnist_gui.ui.review.spot import Spot
from tests import sample
from tests.ui.image.words import words_of
from tests.ui.review.evidence import (
    BORDER,
    NEIGHBOURS,
    OTHER_BORDER,
    OTHER_TYPICAL,
    TYPICAL,
    decision,
    full_case,
)
from tests.ui.review.grey import grey


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return sample.gallery()


@pytest.fixture
def view(qtbot: QtBot, dark: None) -> EvidenceView:
    """Return a view in which all but the history is in sight."""
    made = EvidenceView()
    made.resize(1100, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(spots: list[Spot]) -> list[int]:
    return [spot.subject.number for spot in spots if spot.isVisible() and spot.subject]


def places(view: EvidenceView) -> list[QRect]:
    sheet = view.sheet
    parts: tuple[QWidget, ...] = (
        sheet.stimulus,
        sheet.ways,
        sheet.question,
        sheet.votes,
        sheet.models,
        sheet.neighbours,
        sheet.examples,
    )
    return [part.geometry() for part in parts]


def test_a_screen_reader_is_told_all_of_it(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery))
    sheet = view.sheet
    assert sheet.stimulus.accessibleName() == "Image of 28 by 28 pixels, smooth"
    assert sheet.question.accessibleName() == (
        "Coat? perhaps Dress. train 4. people: 8 of 10 say Dress. Not decided yet"
    )
    assert sheet.votes.accessibleName() == "People: 10 answers: Dress 8, 80 %; Coat 2, 20 %"
    assert sheet.models.accessibleName() == "Models: forest says Dress 71 %, Coat 20 %, Shirt 5 %"
    assert sheet.neighbours.accessibleName().endswith("; the first is 111 grey values away")
    assert sheet.neighbours.spots[0].accessibleName() == "train 11, Trouser, distance 111"
    assert sheet.neighbours.spots[4].accessibleName() == "test 1, Trouser, distance 401"
    assert "Typical Coat; Coat near Dress; Dress near Coat" in sheet.examples.accessibleName()


def test_a_screen_reader_is_told_of_another_image_wherever_the_keyboard_is(
    monkeypatch: pytest.MonkeyPatch, view: EvidenceView, gallery: Gallery
) -> None:
    said: list[str] = []
    monkeypatch.setattr(evidence_view, "announce", lambda _view, words: said.append(words))
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    view.show_case(full_case(gallery, why="", history=None))
    view.show_case(full_case(gallery, why=""))
    view.show_case(full_case(gallery, 14, why=""))
    assert said == [
        "Coat? perhaps Dress. train 4. Not decided yet",
        "Coat? perhaps Dress. train 14. Not decided yet",
    ]


def test_an_announcement_is_one_that_qt_takes(view: EvidenceView) -> None:
    evidence_view.announce(view, "Coat?")


def test_small_images_stand_in_their_order(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery))
    assert shown(view.sheet.neighbours.spots) == list(NEIGHBOURS)
    count = len(shown(view.sheet.examples.spots)) // 4
    assert count >= 3
    groups = (TYPICAL, BORDER, OTHER_BORDER, OTHER_TYPICAL)
    assert shown(view.sheet.examples.spots) == [n for group in groups for n in group[:count]]


def test_a_label_that_nobody_chose_is_a_vote_of_none(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery, votes=(Vote(3, 9, 1.0),)))
    assert view.sheet.votes.accessibleName().endswith("Dress 9, 100 %; Coat 0, 0 %")


def test_an_image_about_which_nothing_was_said_says_so(
    view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(Case(Subject(gallery, 4)))
    assert view.sheet.question.accessibleName() == "Coat? train 4. Not decided yet"
    assert view.sheet.votes.accessibleName() == "People: nobody answered"
    assert view.sheet.models.accessibleName() == "Models: none has scored it"
    assert shown(view.sheet.spots) == []


def test_decisions_of_others_are_hidden_when_blind(view: EvidenceView, gallery: Gallery) -> None:
    ann = decision("Ann", "relabel", 3)
    told = Conclusion("concluded", ann, (ann,))
    history = view.findChild(RemarkList)
    assert isinstance(history, RemarkList)
    view.show_case(full_case(gallery, conclusion=told))
    assert "Ann decided: relabel to Dress" in view.sheet.question.accessibleName()
    assert "Ann decided: relabel to Dress" in words_of(history)
    view.show_case(full_case(gallery, conclusion=told, is_blind=True))
    assert "Ann" not in view.sheet.question.accessibleName()
    assert "Ben said Dress" in words_of(history)
    assert not any("Ann" in words for words in words_of(history))


def test_what_comes_in_later_moves_nothing(view: EvidenceView, gallery: Gallery) -> None:
    whole = full_case(gallery)
    view.show_case(replace(whole, neighbours=None, history=None))
    assert shown(view.sheet.neighbours.spots) == []
    before = places(view)
    view.show_case(whole)
    assert shown(view.sheet.neighbours.spots) == list(NEIGHBOURS)
    assert places(view) == before


def test_from_image_to_image_nothing_moves_either(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery, votes=tuple(Vote(c, 1, 0.1) for c in range(10))))
    before = places(view)
    view.show_case(full_case(gallery, 14, votes=(), rankings=(), why="", history=()))
    assert places(view) == before


def test_the_room_of_votes_is_kept_only_in_the_split_that_has_some(
    view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery, votes=(), rankings=()))
    before = places(view)
    view.show_case(full_case(gallery, 304, votes=tuple(Vote(c, 1, 0.1) for c in range(10))))
    assert places(view) != before
    view.show_case(full_case(gallery, 14, votes=(), rankings=()))
    assert places(view) == before


def test_no_widget_is_made_or_destroyed_for_another_image(
    view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    before = view.findChildren(QWidget)
    view.show_case(full_case(gallery, 14, neighbours=None))
    view.show_case(full_case(gallery, 24))
    assert view.findChildren(QWidget) == before


@pytest.mark.parametrize("part", ["question", "votes", "models", "neighbours", "examples"])
def test_what_was_prepared_is_not_painted_when_it_is_shown(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    view: EvidenceView,
    gallery: Gallery,
    part: str,
) -> None:
    painted: list[object] = []
    widget: Painted[object] = getattr(view.sheet, part)
    real = widget.paint

    def paint(painter: QPainter, content: object, look: theme.Theme) -> None:
        painted.append(content)
        real(painter, content, look)

    monkeypatch.setattr(widget, "paint", paint)
    following = full_case(
        gallery,
        14,
        votes=(Vote(1, 3, 1.0),),
        rankings=(),
        neighbours=(),
        examples=full_case(gallery).examples[:1],
    )
    view.show_case(full_case(gallery))
    view.grab()
    view.prepare([following])
    qtbot.waitUntil(lambda: len(painted) == 2)
    view.show_case(following)
    seen = widget.grab().toImage()
    assert len(painted) == 2
    # And it is what would have been painted.
    widget.forget_faces()
    assert widget.grab().toImage() == seen
    assert len(painted) == 3


def test_the_labels_that_can_be_read_are_told(
    qtbot: QtBot, view: EvidenceView, gallery: Gallery
) -> None:
    news: list[ToldChanged] = []
    view.told_changed.connect(news.append)
    view.show_case(full_case(gallery))
    seen = {4, *shown(view.sheet.spots)}
    qtbot.waitUntil(lambda: bool(news) and set(news[-1].numbers) == seen)
    assert view.told_numbers[0] == 4
    view.resize(1100, 200)
    qtbot.waitUntil(lambda: news[-1].numbers == (4,))
    view.show_case(None)
    qtbot.waitUntil(lambda: news[-1].numbers == ())


def test_an_image_that_is_a_neighbour_and_an_example_is_told_once(
    view: EvidenceView, gallery: Gallery
) -> None:
    case = full_case(gallery)
    examples = (replace(case.examples[0], typical=(NEIGHBOURS[0],)),)
    view.show_case(replace(case, examples=examples))
    assert view.told_numbers.count(NEIGHBOURS[0]) == 1


def test_hidden_it_tells_nothing(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery))
    view.hide()
    assert view.told_numbers == []


def test_a_click_on_a_small_image_asks_for_it(
    qtbot: QtBot, view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    with qtbot.waitSignal(view.image_asked) as asked:
        qtbot.mouseClick(view.sheet.neighbours.spots[4], Qt.MouseButton.LeftButton)
    assert asked.args == [ImageAsked(301)]
    with qtbot.waitSignal(view.image_asked) as asked:
        qtbot.mouseClick(view.sheet.examples.spots[0], Qt.MouseButton.LeftButton)
    assert asked.args == [ImageAsked(TYPICAL[0])]


def test_the_image_that_is_pointed_at_is_shown_larger(
    qtbot: QtBot, view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    spot = view.sheet.neighbours.spots[2]
    spot.setFocus()
    assert view.preview.isVisible()
    assert view.preview.spot is spot
    assert view.rect().contains(view.preview.geometry())
    assert not view.preview.geometry().contains(spot.mapTo(view, spot.rect().center()))
    # Where the cursor rests when the next image comes is nothing that was pointed at.
    view.show_case(full_case(gallery, 14))
    assert not view.preview.isVisible()


def test_more_about_the_same_image_leaves_the_larger_one(
    view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    view.sheet.neighbours.spots[2].setFocus()
    view.show_case(full_case(gallery, why="more is known"))
    assert view.preview.isVisible()


def test_v_goes_through_the_ways_and_so_do_the_buttons(
    qtbot: QtBot, view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    ways: list[str] = []
    view.way_changed.connect(ways.append)
    for _ in WAYS:
        qtbot.keyClick(view, Qt.Key.Key_V)
    assert ways == ["nearest", "values", "smooth"]
    button = view.sheet.ways.buttons["nearest"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.way == "nearest"
    assert button.isChecked()
    assert view.sheet.stimulus.accessibleName().endswith("nearest")
    view.show_case(full_case(gallery, 14))
    assert view.way == "nearest"


def test_other_data_begins_afresh(view: EvidenceView, gallery: Gallery) -> None:
    view.show_case(full_case(gallery, votes=tuple(Vote(c, 1, 0.1) for c in range(10))))
    high = view.sheet.votes.height()
    view.show_case(full_case(sample.gallery(), votes=()))
    assert view.sheet.votes.height() < high


@pytest.mark.parametrize("width", [340, 600, 1100])
def test_whatever_the_width_nothing_is_cut_at_the_right(
    view: EvidenceView, gallery: Gallery, width: int
) -> None:
    view.resize(width, 700)
    view.show_case(full_case(gallery))
    for part in (*places(view), *(_on_sheet(view, s) for s in view.sheet.spots if s.isVisible())):
        assert part.right() < view.sheet.width()


def _on_sheet(view: EvidenceView, spot: Spot) -> QRect:
    return QRect(spot.mapTo(view.sheet, QPoint(0, 0)), spot.size())


def test_a_small_image_shows_its_pixels_where_its_spot_is(
    view: EvidenceView, gallery: Gallery
) -> None:
    view.show_case(full_case(gallery))
    row = view.sheet.neighbours
    box = row.spots[1].geometry()
    seen = grey(row)[box.top() : box.bottom() + 1, box.left() : box.right() + 1]
    factor = box.width() // 28
    pixels = np.kron(gallery.images[NEIGHBOURS[1]], np.ones((factor, factor), dtype=np.uint8))
    # The mark stands in the lower left corner.
    half = box.height() // 2
    assert (seen[:half] == pixels[:half]).all()
    assert (seen != pixels).any()


@pytest.mark.parametrize(("rows", "columns"), [(20, 40), (40, 20), (300, 200)])
def test_images_of_any_shape_stand_side_by_side(
    view: EvidenceView, rows: int, columns: int
) -> None:
    splits = [sample.split(name, 310, rows=rows, columns=columns) for name in ("train", "test")]
    view.show_case(full_case(sample.gallery(*splits)))
    view.grab()
    row = view.sheet.neighbours
    boxes = [spot.geometry() for spot in row.spots]
    assert all(row.rect().contains(box) for box in boxes)
    assert len({box.bottom() for box in boxes}) == 1
    assert all(a.right() < b.left() for a, b in pairwise(boxes))
    assert boxes[0].width() / boxes[0].height() == pytest.approx(columns / rows, rel=0.02)


@pytest.mark.parametrize("width", [340, 520, 1100])
def test_there_is_room_for_all_that_models_say(
    view: EvidenceView, gallery: Gallery, width: int
) -> None:
    """Below each other where there is little room, and never over the images below."""
    view.resize(width, 700)
    shares = full_case(gallery).rankings[0].shares
    few = tuple(Ranking(f"model {n}", shares) for n in range(2))
    view.show_case(full_case(gallery, rankings=few))
    before = view.sheet.models.height()
    many = tuple(Ranking(f"model {n}", shares) for n in range(9))
    view.show_case(full_case(gallery, 14, rankings=many))
    found = view.sheet.models
    assert found.height() > before
    last = grey(found)[-round(found.height() / 12) :]
    assert last.max() > last.min()
    assert found.geometry().bottom() < view.sheet.neighbours.geometry().top()


def test_a_case_of_its_own_stays_when_it_is_shown_again(
    view: EvidenceView, gallery: Gallery
) -> None:
    case: Case = full_case(gallery)
    view.show_case(case)
    assert view.case is case
    view.show_case(None)
    assert view.case is None
