from dataclasses import replace
from typing import Any

import pytest

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.decision import DECISION_KINDS, Decision, Original, check
from tests.store.sample import FINGERPRINT, decision

ORIGINAL = Original(FINGERPRINT, "test", 8)


def made(kind: Any, **more: Any) -> Decision:
    """Return a decision of that kind that says what it has to, and `more`."""
    needed: dict[str, Any] = {
        "relabel": {"to_class": 2},
        "duplicate": {"original": ORIGINAL},
    }
    return replace(decision(3, kind), **(needed.get(kind, {}) | more))


@pytest.mark.parametrize("kind", DECISION_KINDS)
def test_each_kind_says_what_it_has_to_and_no_more(kind: Any) -> None:
    check(made(kind))

    if kind != "ambiguous":
        with pytest.raises(RequestError, match="several classes"):
            check(made(kind, classes=(2, 4)))
    for own, name, wrong in (("relabel", "to_class", 2), ("duplicate", "original", ORIGINAL)):
        with pytest.raises(RequestError, match=own):
            check(made(kind, **{name: None if kind == own else wrong}))


@pytest.mark.parametrize("classes", [(2,), (4, 2), (2, 2)])
def test_ambiguous_names_several_classes_in_order_or_none(classes: tuple[int, ...]) -> None:
    check(made("ambiguous", classes=(2, 4)))

    with pytest.raises(RequestError, match="two classes or more"):
        check(made("ambiguous", classes=classes))


def test_nothing_is_a_duplicate_of_itself() -> None:
    with pytest.raises(RequestError, match="itself"):
        check(made("duplicate", original=Original(FINGERPRINT, "test", 3)))


def test_an_unknown_kind_and_a_note_that_is_no_text_are_refused() -> None:
    unknown: Any = "perhaps"
    with pytest.raises(RequestError, match="keep, relabel, ambiguous, bad"):
        check(replace(decision(3), kind=unknown))
    with pytest.raises(RequestError, match="no text"):
        check(decision(3, note="\udcff"))
