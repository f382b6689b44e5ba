"""Reads back what a study wrote of itself."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from fmnist_gui.core.dataset.class_list import CLASSES_MAX
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange.fields import MOST, ContentError, Fields
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.study.study import FORMAT, Question, Study, Wanted, check

WHOLE = "the study"


def study_of(content: Mapping[str, Any]) -> Study:
    """Return the study whose :meth:`Study.content` this is.

    Raises RequestError, in one sentence, for something that no study of this program wrote, and
    as :func:`fmnist_gui.core.study.study.check` does.
    """
    try:
        found = _study(Fields(content, WHOLE))
    except ContentError as error:
        raise RequestError(f"no program of this version wrote that study: {error}") from error
    check(found)
    return found


def _study(given: Fields) -> Study:
    given.choice("format", (FORMAT,))
    found = Study(
        name=given.text("name"),
        split=given.text("split"),
        fingerprint=given.sha256("fingerprint"),
        class_names=given.texts("class_names", most=CLASSES_MAX),
        indices=given.wholes("indices", most=MOST),
        source=given.text("source"),
        wanted=_wanted(Fields(given.inner("wanted"), "the labels it wants")),
        # A seed may have more bits than an integer of a database.
        seed=given.whole("seed", most=1 << 256),
        sitting=given.whole("sitting"),
        attention_percent=given.whole("attention_percent"),
        repeat_percent=given.whole("repeat_percent"),
        confidence=cast("Confidence", given.choice("confidence", get_args(Confidence))),
        has_second_choice=given.switch("has_second_choice"),
        instructions=given.text("instructions", is_printable=False),
        examples_split=given.text("examples_split"),
        examples=_examples(given),
        consent=given.text("consent", is_printable=False),
        questions=tuple(
            _question(Fields(question, f"question {number}"))
            for number, question in enumerate(given.items("questions"), start=1)
        ),
    )
    given.close()
    return found


def _wanted(given: Fields) -> Wanted:
    certainty = None if given.is_null("certainty") else given.number("certainty")
    found = Wanted(given.whole("labels"), certainty, given.whole("most"))
    given.close()
    return found


def _examples(given: Fields) -> tuple[tuple[int, ...], ...]:
    """Return the images of each class, each list of which is checked as one of its own."""
    lists = given.items("examples")
    return tuple(
        Fields({"images": images}, f"the examples of class {number}").wholes("images", most=MOST)
        for number, images in enumerate(lists)
    )


def _question(given: Fields) -> Question:
    found = Question(given.text("words"), given.texts("choices", most=CLASSES_MAX))
    given.close()
    return found
