"""The card of custom rules and the form below it say the same."""

import pytest
from pytestqt.qtbot import QtBot

from fmnist_gui.ui.play.page import PlayPage

pytestmark = pytest.mark.window


def test_the_card_says_what_the_rules_that_are_set_are_compared_with(
    qtbot: QtBot, play: PlayPage
) -> None:
    play.setup.grid.choose("custom")
    card, form = play.setup.card("custom"), play.setup.custom
    qtbot.waitUntil(lambda: form.note.startswith("Scored, and pooled"))
    assert "pooled with standard sessions" in card.words
    form.screen_part.multiple.setValue(2)
    assert "never pooled" in form.note
    assert "against sessions like it" in card.words
    form.answers.feedback.choose("each")
    assert "never scored" in card.words


def test_the_form_says_how_many_images_come_in_all(play: PlayPage) -> None:
    play.setup.grid.choose("custom")
    form = play.setup.custom
    form.images.count.setValue(40)
    field = form.fields["count"]
    assert "images:" not in field.words
    form.answers.repeats.setValue(10)
    form.answers.attention.setValue(2)
    assert field.words == "52 images: 40, 10 again, 2 checks"
