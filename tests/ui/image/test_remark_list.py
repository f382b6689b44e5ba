"""How remarks are worded, and which of them are told while labels are hidden."""

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.core.dataset.dataset import FASHION_CLASSES
from fmnist_gui.core.dataset.gallery import gallery_of
from fmnist_gui.core.review.remark import Remark
from fmnist_gui.ui.image.remark_list import RemarkList, Verdict, details, sentence
from fmnist_gui.ui.image.subject import Subject
from tests import sample
from tests.ui.image.words import words_of

NOON = datetime(2025, 11, 24, 12).astimezone()
COAT = 4


@pytest.fixture
def remarks(qtbot: QtBot, dark: None) -> RemarkList:
    made = RemarkList()
    qtbot.addWidget(made)
    return made


def answer(chosen: int = COAT) -> Remark:
    return Remark("Ann", NOON, "answer", chosen, "1.20 s")


def told_by(remarks: RemarkList) -> list[str]:
    remarks.show()
    return words_of(remarks)


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        (answer(), "Ann said Coat"),
        (answer(77), "Ann said class 77"),
        (Remark("Ann", NOON, "answer", None, "not recognisable"), "Ann could not tell"),
        (Remark("Ann", NOON, "relabel", COAT, ""), "Ann decided: relabel to Coat"),
        (Remark("Ann", NOON, "bad", None, "blurred"), "Ann decided: bad"),
        (Remark("Ann", NOON, "tagged", None, "odd"), "Ann tagged odd"),
        (Remark("Ann", NOON, "untagged", None, "odd"), "Ann untagged odd"),
    ],
)
def test_a_sentence_says_who_and_what(remark: Remark, expected: str) -> None:
    assert sentence(remark, FASHION_CLASSES) == expected


def test_long_names_are_shortened_on_demand() -> None:
    remark = Remark("Ann " * 10, NOON, "relabel", 0, "")
    assert sentence(remark, ("Hat " * 10,), longest=7) == "Ann Ann… decided: relabel to Hat Hat…"


def test_a_tag_without_spaces_is_read_whole_on_several_lines(remarks: RemarkList) -> None:
    subject = Subject(gallery_of(sample.dataset()), 0)
    long = Remark("Ann", NOON, "tagged", None, "x" * 40)
    remarks.show_remarks([long], subject, is_blind=False, reader="Ann")
    label = next(a for a in remarks.findChildren(QLabel) if "xxx" in a.text())
    assert label.text().replace("\u200b", "") == "Ann tagged " + "x" * 40
    assert label.minimumSizeHint().width() < 230


def test_details_begin_with_the_day_and_are_one_line() -> None:
    today = date(2025, 12, 31)
    assert details(answer(), today=today) == "24 Nov, 1.20 s"
    assert details(answer(), today=date(2026, 1, 1)) == "24 Nov 2025, 1.20 s"
    note = Remark("Ann", NOON, "keep", None, "two\n lines")
    assert details(note, today=today) == "24 Nov, two lines"
    assert details(Remark("Ann", NOON, "tagged", None, "odd"), today=today) == "24 Nov"


def test_six_are_shown_and_the_rest_is_counted(remarks: RemarkList) -> None:
    subject = Subject(gallery_of(sample.dataset()), 0)
    remarks.show_remarks([answer()] * 18, subject, is_blind=False, reader="Ann")
    assert told_by(remarks).count("Ann said Coat") == 6
    assert "and 12 more" in told_by(remarks)
    remarks.show_remarks([answer()] * 6, subject, is_blind=False, reader="Ann")
    assert told_by(remarks).count("Ann said Coat") == 6
    assert not any("more" in word for word in told_by(remarks))


def test_none_take_no_room(remarks: RemarkList) -> None:
    remarks.show_remarks([], Subject(gallery_of(sample.dataset()), 0), is_blind=False, reader="Ann")
    assert remarks.isHidden()


def test_answers_are_marked_right_or_wrong(remarks: RemarkList) -> None:
    subject = Subject(gallery_of(sample.dataset()), COAT)
    remarks.show_remarks([answer(COAT), answer(3)], subject, is_blind=False, reader="Ann")
    remarks.show()
    marks = [mark for mark in remarks.findChildren(Verdict) if mark.isVisible()]
    assert [mark.is_right for mark in marks] == [True, False]
    assert [mark.toolTip() for mark in marks] == ["Agrees with the label", "Differs from the label"]


def test_blind_one_reads_tags_and_what_one_answered_oneself(remarks: RemarkList) -> None:
    subject = Subject(gallery_of(sample.dataset()), COAT)
    said = [
        answer(),
        Remark("Ben", NOON, "answer", 3, "0.90 s"),
        Remark("Ben", NOON, "keep", None, "a coat"),
        Remark("Ben", NOON, "relabel", 3, ""),
        Remark("Ben", NOON, "tagged", None, "odd"),
    ]
    remarks.show_remarks(said, subject, is_blind=True, reader="Ann")
    told = told_by(remarks)
    assert "Ann said Coat" in told
    assert "Ben tagged odd" in told
    assert not any("Ben said" in word or "decided" in word or "a coat" in word for word in told)
    assert not any(mark.isVisible() for mark in remarks.findChildren(Verdict))


def test_who_could_not_tell_is_neither_right_nor_wrong(remarks: RemarkList) -> None:
    subject = Subject(gallery_of(sample.dataset()), 0)
    unsure = Remark("Ann", NOON, "answer", None, "not recognisable")
    remarks.show_remarks([unsure], subject, is_blind=False, reader="Ann")
    assert "Ann could not tell" in told_by(remarks)
    assert [mark.isVisibleTo(remarks) for mark in remarks.findChildren(Verdict)] == [False]
