"""What was done is said in whole, for a while, where nothing else is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fmnist_gui.ui import theme
from fmnist_gui.ui.explore import toast as module
from fmnist_gui.ui.explore.floating import AWAY_PX
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.explore.toast import LONG_STAY_MS, MOST_PX, STAY_MS, Toast
from tests.ui.explore.hand import LEFT

SENTENCE = "4 images tagged odd."
LONG = "The picture of the screen is saved as a file in a folder that is named here at length."


@pytest.fixture
def canvas(qtbot: QtBot, dark: None) -> QWidget:
    """Return what the card lies on."""
    made = QWidget()
    made.resize(800, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    # Away from where the card comes, as other tests leave the cursor anywhere.
    qtbot.mouseMove(made, QPoint(1, 1))
    return made


@pytest.fixture
def legend(canvas: QWidget) -> QWidget:
    """Return a card in the bottom left corner."""
    made = QWidget(canvas)
    made.setGeometry(12, 388, 300, 100)
    made.show()
    return made


@pytest.fixture
def toast(canvas: QWidget, legend: QWidget) -> Toast:
    return Toast(canvas, beside=(legend,))


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = QFont(before)
    large.setPixelSize(26)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


def words_on(toast: Toast) -> str:
    return toast.findChildren(QLabel)[0].text().replace(module.ANYWHERE, "")


def assert_whole(toast: Toast, canvas: QWidget) -> None:
    """Check that every line has its place, on the card and on the canvas."""
    (label,) = toast.findChildren(QLabel)
    QApplication.sendPostedEvents()
    assert toast.rect().contains(label.geometry())
    assert canvas.rect().contains(toast.geometry())
    assert label.height() >= label.heightForWidth(label.width())
    metrics = label.fontMetrics()
    pieces = label.text().replace(module.ANYWHERE, " ").split()
    assert all(metrics.horizontalAdvance(piece) <= label.width() for piece in pieces)


def test_a_sentence_stands_at_the_bottom_middle(toast: Toast, canvas: QWidget) -> None:
    assert not toast.isVisible()
    toast.say("Done.")
    box = toast.geometry()
    assert toast.isVisible()
    assert (words_on(toast), toast.sentence, toast.accessibleName()) == ("Done.",) * 3
    assert abs(box.center().x() - canvas.rect().center().x()) <= 1
    assert box.bottom() == canvas.height() - AWAY_PX - 1
    canvas.resize(1000, 600)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.geometry().bottom() == 600 - AWAY_PX - 1


@pytest.mark.parametrize("size", [(800, 500), (580, 420), (1600, 900)])
@pytest.mark.parametrize("sentence", [SENTENCE, LONG, f"Saved as /home/{'folder' * 40}/a.png."])
def test_it_is_read_in_whole(
    toast: Toast, canvas: QWidget, size: tuple[int, int], sentence: str
) -> None:
    canvas.resize(*size)
    toast.say(sentence)
    assert words_on(toast) == sentence
    assert toast.width() <= MOST_PX
    assert_whole(toast, canvas)


def test_large_letters_are_read_in_whole_too(
    large_letters: None, toast: Toast, canvas: QWidget
) -> None:
    toast.say(LONG)
    assert MOST_PX < toast.width() <= theme.scaled_px(MOST_PX)
    assert_whole(toast, canvas)


def test_words_of_others_are_no_markup(toast: Toast) -> None:
    toast.say("<b>4</b> images")
    assert words_on(toast) == "<b>4</b> images"
    toast_of_none = toast.width()
    toast.say("4 images")
    assert toast.width() < toast_of_none


def test_it_gives_way_to_the_cards_it_would_meet(
    toast: Toast, canvas: QWidget, legend: QWidget
) -> None:
    toast.say("Done.")
    low = toast.geometry()
    assert not low.intersects(legend.geometry())
    toast.say(LONG)
    assert toast.geometry().bottom() < legend.geometry().top()
    legend.hide()
    assert toast.geometry().bottom() == low.bottom()
    legend.show()
    assert toast.geometry().bottom() < legend.geometry().top()
    legend.setGeometry(12, 300, 300, 188)
    assert not toast.geometry().intersects(legend.geometry())


def test_the_newest_takes_the_place_of_what_was_said(toast: Toast) -> None:
    toast.say(LONG)
    assert toast._timer.interval() == LONG_STAY_MS
    toast.say(SENTENCE)
    assert words_on(toast) == SENTENCE
    assert toast._timer.interval() == STAY_MS
    assert toast._timer.isActive()


def test_it_goes_after_a_while(qtbot: QtBot, toast: Toast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STAY_MS", 20)
    toast.say(SENTENCE)
    qtbot.waitUntil(toast.isHidden)
    assert toast.sentence == ""


def test_it_stays_as_long_as_it_is_pointed_at(qtbot: QtBot, toast: Toast, canvas: QWidget) -> None:
    toast.say(SENTENCE)
    qtbot.mouseMove(canvas, QPoint(1, 1))
    qtbot.mouseMove(toast, toast.rect().center())
    qtbot.waitUntil(lambda: not toast._timer.isActive())
    assert toast.isVisible()
    qtbot.mouseMove(canvas, QPoint(1, 1))
    qtbot.waitUntil(toast._timer.isActive)


def test_a_click_takes_it_away(qtbot: QtBot, toast: Toast) -> None:
    toast.say(SENTENCE)
    qtbot.mouseClick(toast, LEFT)
    assert toast.isHidden()
    assert not toast._timer.isActive()


def test_its_time_runs_only_in_sight(qtbot: QtBot, toast: Toast, canvas: QWidget) -> None:
    canvas.hide()
    toast.say(SENTENCE)
    assert not toast._timer.isActive()
    assert toast.sentence == SENTENCE
    with qtbot.waitExposed(canvas):
        canvas.show()
    assert toast.isVisible()
    assert toast._timer.isActive()
    canvas.hide()
    assert not toast._timer.isActive()


def test_screen_readers_are_told(toast: Toast, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[object, str]] = []

    def note(event: QAccessibleEvent) -> None:
        heard.append((event.type(), toast.accessibleName()))
        assert event.object() is toast

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    toast.say(SENTENCE)
    assert heard == [(QAccessible.Event.Alert, SENTENCE)]


def test_nothing_of_the_page_moves_when_something_is_said(page: ExplorePage) -> None:
    def places() -> list[QRect]:
        return [part.geometry() for part in page.status.findChildren(QWidget)]

    page.selection_desk.select_all()
    before, text = places(), page.status.text
    page.say(LONG)
    QApplication.sendPostedEvents()
    assert page.toast.isVisible()
    assert (places(), page.status.text) == (before, text)


def test_hiding_labels_takes_away_what_was_said_before(page: ExplorePage) -> None:
    page.say("A list of 4 Coats is on the clipboard.")
    page.set_blind(True)
    assert page.toast.sentence == ""
