"""Notes and tags that go with the next answer."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.aside import Aside, Asides
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.record import Annotator, Answer, SessionRecord

NOW = datetime(2025, 3, 1, tzinfo=UTC)
DECK = Deck(
    "study",
    "test",
    "f" * 64,
    7,
    (11, 12, 3),
    "2.0",
    phases=("main", "main", "attention"),
    attention_split="train",
    attention_fingerprint="e" * 64,
)
RECORD = SessionRecord(
    UUID(int=1), Annotator(UUID(int=2), "Ada"), DECK, "study", ("a", "b"), None, NOW, "0.1"
)
ANSWER = Answer(UUID(int=3), RECORD.id, 0, 11, 0, 1, 1, 2, NOW, NOW, "key", "1")


def test_a_note_is_one_line_and_can_be_taken_away() -> None:
    asides = Asides(RECORD)
    asides.write_note("  blurred\n sleeve ")
    assert asides.aside == Aside("blurred sleeve")
    asides.write_note("  ")
    assert asides.aside == Aside()


def test_tags_are_written_as_everywhere_and_each_counts_once() -> None:
    asides = Asides(RECORD)
    asides.write_tags("Odd, dark odd")
    assert asides.aside.tags == ("odd", "dark")
    with pytest.raises(RequestError):
        asides.write_tags("fine don't")
    assert asides.aside.tags == ("odd", "dark")


def test_tags_go_on_with_the_answer_and_the_next_image_has_none() -> None:
    asides = Asides(RECORD)
    asides.write_tags("odd dark")
    events = asides.hand_over(ANSWER)
    assert [(event.tag, event.is_on) for event in events] == [("odd", True), ("dark", True)]
    assert {(e.annotator, e.fingerprint, e.split, e.image_index, e.at) for e in events} == {
        (RECORD.annotator, "f" * 64, "test", 11, NOW)
    }
    assert asides.aside == Aside()
    assert asides.hand_over(replace(ANSWER, image_index=12)) == ()


def test_tags_of_a_check_are_of_the_split_that_it_is_of() -> None:
    asides = Asides(RECORD)
    asides.write_tags("odd")
    (event,) = asides.hand_over(replace(ANSWER, image_index=3, split="train"))
    assert (event.split, event.fingerprint) == ("train", "e" * 64)


def test_what_was_said_comes_back_with_an_answer_taken_back_and_can_be_changed() -> None:
    asides = Asides(RECORD)
    asides.write_note("a sleeve")
    asides.write_tags("odd dark")
    asides.hand_over(ANSWER)
    asides.write_note("about the next image")
    asides.bring_back()
    assert asides.aside == Aside("a sleeve", ("odd", "dark"))
    asides.write_tags("dark long")
    events = asides.hand_over(ANSWER)
    assert [(event.tag, event.is_on) for event in events] == [("long", True), ("odd", False)]


def test_the_same_image_again_takes_no_tag_off() -> None:
    asides = Asides(RECORD)
    asides.write_tags("odd")
    asides.hand_over(ANSWER)
    assert asides.hand_over(ANSWER) == ()
