"""The questions about one image."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fmnist_gui.core.session.inquiry import REASONS, Given, Inquiry
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.protocol import Confidence
from fmnist_gui.core.session.record import CANNOT_TELL
from fmnist_gui.core.session.session import Choice

GIVEN = Given(Choice(6), 1234, datetime(2025, 3, 1, tzinfo=UTC), "key", "6")


def inquiry(confidence: Confidence = "none", *, has_second: bool = False) -> Inquiry:
    rules = replace(preset("quick-20"), confidence=confidence, has_second_choice=has_second)
    return Inquiry(rules)


def test_usually_only_the_class_is_asked() -> None:
    asked = inquiry()
    assert asked.name_class(GIVEN, is_unsure=True) == GIVEN
    assert (asked.question, asked.given) == ("class", None)


@pytest.mark.parametrize(("is_unsure", "level"), [(False, 2), (True, 1)])
def test_shift_says_how_sure_an_answer_is(is_unsure: bool, level: int) -> None:
    said = inquiry("shift").name_class(GIVEN, is_unsure=is_unsure)
    assert said == replace(GIVEN, choice=Choice(6, confidence=level))


def test_a_level_is_asked_after_the_class_and_time_and_key_stay_those_of_the_class() -> None:
    asked = inquiry("key")
    assert asked.rate(3) is None
    assert asked.name_class(GIVEN) is None
    assert (asked.question, asked.given) == ("confidence", GIVEN)
    assert asked.rate(0) == replace(GIVEN, choice=Choice(6, confidence=0))
    assert asked.question == "class"


def test_a_second_class_is_asked_last_and_is_another_one() -> None:
    asked = inquiry("key", has_second=True)
    assert asked.name_class(GIVEN) is None
    assert asked.name_second(0) is None
    assert asked.rate(3) is None
    assert asked.question == "second choice"
    assert asked.name_second(6) is None
    assert asked.question == "second choice"
    assert asked.name_second(0) == replace(GIVEN, choice=Choice(6, confidence=3, second=0))


def test_a_second_class_may_be_left_out() -> None:
    asked = inquiry(has_second=True)
    assert asked.name_class(GIVEN) is None
    assert asked.name_second(None) == GIVEN


def test_an_answer_is_never_lost_when_the_questions_end_early() -> None:
    asked = inquiry("key", has_second=True)
    assert asked.cut_short() is None
    asked.name_class(GIVEN)
    assert asked.cut_short() == GIVEN
    asked.name_class(GIVEN)
    asked.rate(1)
    assert asked.cut_short() == replace(GIVEN, choice=Choice(6, confidence=1))
    assert (asked.question, asked.given) == ("class", None)


UNTOLD = replace(GIVEN, choice=Choice(CANNOT_TELL), key="U")


def test_who_cannot_tell_is_asked_why_and_nothing_else() -> None:
    asked = inquiry("key", has_second=True)
    assert asked.reason(REASONS[0]) is None
    assert asked.name_class(UNTOLD) is None
    assert (asked.question, asked.given) == ("reason", UNTOLD)
    assert asked.rate(3) is None
    assert asked.name_second(1) is None
    said = asked.reason(REASONS[1])
    assert said == replace(UNTOLD, choice=Choice(CANNOT_TELL, reason="not recognisable"))
    assert (asked.question, asked.given) == ("class", None)


def test_no_reason_need_be_given_and_who_goes_back_has_said_nothing() -> None:
    asked = inquiry("shift")
    asked.name_class(UNTOLD, is_unsure=True)
    assert asked.skip() == UNTOLD
    assert not asked.go_back()
    asked.name_class(UNTOLD)
    assert asked.go_back()
    assert asked.cut_short() is None
    asked.name_class(UNTOLD)
    assert asked.cut_short() == UNTOLD


def test_only_why_none_can_be_told_is_gone_back_from() -> None:
    asked = inquiry(has_second=True)
    asked.name_class(GIVEN)
    assert not asked.go_back()
    assert asked.skip() == GIVEN
