"""Words are shown letter by letter, even those that look like markup."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.notice_bar import NoticeBar
from fmnist_gui.ui.plain_text import PlainLabel, literal, spoken

WORDS = ["plain", "a < b", "<i>x</i>", "&lt;", "Q&A", "<img src='x'>", "1 > 0", "'\""]


@pytest.mark.parametrize("words", WORDS)
def test_where_qt_guesses_it_shows_the_letters(qtbot: QtBot, words: str) -> None:
    guessing, plain = QLabel(literal(words)), PlainLabel(words)
    qtbot.addWidget(guessing)
    qtbot.addWidget(plain)
    assert guessing.sizeHint().width() == pytest.approx(plain.sizeHint().width(), abs=2)
    made = QTextDocument()
    made.setHtml(literal(words))
    assert made.toPlainText() == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            'no class is called "shrt"; did you mean shirt?',
            'No class is called "shrt"; did you mean shirt?',
        ),
        ("a name is needed", "A name is needed."),
        ("a name is needed.", "A name is needed."),
        ("gone.", "Gone."),
        ("postgresql://me@lab/x: expected a server", "postgresql://me@lab/x: expected a server."),
        ("votes.csv: expected votes", "votes.csv: expected votes."),
    ],
)
def test_an_error_is_said_with_one_mark_at_its_end(words: str, sentence: str) -> None:
    assert spoken(ValueError(words)) == sentence


def test_a_notice_shows_the_letters(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.paint_icons(lambda _: QIcon())
    (label,) = [part for part in bar.findChildren(QLabel) if part.wordWrap()]
    assert label.textFormat() == Qt.TextFormat.PlainText
