"""An audit from drawing to estimate on the real page, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.review.page import ReviewPage


def begin(qtbot: QtBot, page: ReviewPage, *, count: int = 3) -> None:
    """Draw an audit and go on with it."""
    page.bar.switch.choose("audit")
    view = page.audit_view
    view.start.count.setValue(count)
    qtbot.mouseClick(view.start.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(view.cards))
    qtbot.mouseClick(view.cards[0].button, Qt.MouseButton.LeftButton)


def told(page: ReviewPage) -> str:
    (card,) = page.audit_view.cards
    text = " ".join(label.text() for label in card.findChildren(QLabel))
    return text.replace("\u200e", "").replace("\xa0", " ")


def test_an_audit_is_decided_by_keys_and_told_on_the_way_back(
    qtbot: QtBot, page: ReviewPage
) -> None:
    begin(qtbot, page)
    assert page.bar.switch.current == "desk"
    assert page.bar.title.text() == "Audit of test"

    for key in ("u", "k", "k"):
        qtbot.keyClick(page, key)

    assert page.desk.current is None
    end = page.desk_view.end
    assert end.title.text() == "All of this audit is decided."
    assert end.button.text() == "See the estimate"
    end.button.click()
    assert page.bar.switch.current == "audit"
    assert "0 to 1 of 3 labels drawn at random from test are wrong" in told(page)
    assert page.audit_view.cards[0].button.text() == "Look again"


def test_what_models_and_people_say_is_kept_back_until_it_is_decided(
    qtbot: QtBot, page: ReviewPage
) -> None:
    begin(qtbot, page)
    number = page.desk.current
    assert number is not None
    assert page.desk.is_unaided
    case = page.desk_view.evidence.case
    assert case is not None
    assert (case.votes, case.rankings, case.history) == ((), (), ())
    sheet = page.desk_view.evidence.sheet
    # Nobody is told that nobody has said anything.
    assert sheet.votes.accessibleName() == "People: kept back until you decide"
    assert sheet.models.accessibleName() == "Models: kept back until you decide"
    # Nor does what is asked name more than the label.
    qtbot.keyClick(page, "a")
    assert page.desk_view.deciding.question.classes == {case.subject.label}
    qtbot.keyClick(page, Qt.Key.Key_Escape)

    qtbot.keyClick(page, "k")
    page.desk.go(number)
    assert not page.desk.is_unaided
    assert sheet.votes.accessibleName() == "People: nobody answered"


def test_keys_decide_nothing_while_the_audits_are_shown(qtbot: QtBot, page: ReviewPage) -> None:
    begin(qtbot, page)
    page.bar.switch.choose("audit")
    page.setFocus()
    qtbot.keyClick(page, "k")

    assert page.desk.book.last_done is None


def test_the_rule_of_two_is_told_at_once(qtbot: QtBot, page: ReviewPage) -> None:
    begin(qtbot, page)
    page.desk.decide("relabel", to_class=4)
    page.bar.switch.choose("audit")
    assert "1 of 1 label drawn" in told(page)

    page.bar.two_box.click()

    assert "0 to 1 of 1 label drawn" in told(page)


def test_no_yield_of_a_queue_stands_beside_what_audits_say(qtbot: QtBot, page: ReviewPage) -> None:
    assert page.panel.isVisible()
    page.bar.switch.choose("audit")
    assert not page.panel.isVisible()
    page.bar.switch.choose("desk")
    assert page.panel.isVisible()
