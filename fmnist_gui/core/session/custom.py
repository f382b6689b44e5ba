"""Rules that a person puts together: which go with each other, and which do not."""

from collections.abc import Collection, Sequence
from typing import get_args

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.matrix import Grid
from fmnist_gui.core.session.plan import REPEAT_DISTANCE
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import (
    LONGEST_S,
    LONGEST_SHOWN_MS,
    Confidence,
    Feedback,
    Protocol,
    Sampling,
    Timeline,
)

TITLE = "Custom"


def custom(
    *,
    split: str = "test",
    count: int | None = 100,
    sampling: Sampling = "simple random",
    feedback: Feedback = "none",
    confidence: Confidence = "none",
    has_second_choice: bool = False,
    time_limit_s: float | None = None,
    timeline: Timeline | None = None,
    classes: Sequence[int] = (),
    repeats: int = 0,
    attention: int = 0,
    grid: Grid | None = None,
    is_scored: bool | None = None,
    class_count: int = 10,
) -> Protocol:
    """Return these rules; for their parts see :class:`Protocol`.

    They are scored unless the label is told after each answer; `is_scored` False makes any of
    them practice. `classes` are numbers below `class_count`; all of them mean what none means.
    Raises RequestError, in one sentence, for what is out of range or cannot go together.
    """
    found = Protocol(
        key=CUSTOM,
        title=TITLE,
        summary=_summary(split, count, sampling=sampling, feedback=feedback),
        split=split,
        count=count,
        is_scored=feedback != "each" if is_scored is None else is_scored,
        feedback=feedback,
        sampling=sampling,
        confidence=confidence,
        has_second_choice=has_second_choice,
        time_limit_s=time_limit_s,
        timeline=timeline,
        classes=_classes(classes, class_count),
        repeats=repeats,
        attention=attention,
        grid=grid,
    )
    check_rules(found)
    return found


def check_rules(rules: Protocol) -> None:
    """Raise RequestError, in one sentence, for rules that are out of range or contradictory."""
    _check_words(rules)
    _check_numbers(rules)
    _check_times(rules)
    _check_extras(rules)
    _check_score(rules)
    if len(rules.classes) == 1:
        raise _one_class()


def _summary(split: str, count: int | None, *, sampling: str, feedback: str) -> str:
    number = "Any number of" if count is None else f"{count:,}"
    told = {"each": "the right answer after each", "end": "labels at the end"}.get(feedback)
    parts = [f"{number} {split} images", None if sampling == "simple random" else sampling, told]
    return ", ".join(part for part in parts if part) + "."


def _classes(classes: Sequence[int], class_count: int) -> tuple[int, ...]:
    distinct = tuple(sorted(set(classes)))
    outside = [number for number in distinct if not 0 <= number < class_count]
    if outside:
        raise _refusal(f"there is no class {outside[0]}; they are numbered 0 to {class_count - 1}")
    if len(distinct) == 1:
        raise _one_class()
    return () if len(distinct) == class_count else distinct


def _check_words(rules: Protocol) -> None:
    if not rules.split or not rules.split.isprintable():
        raise _refusal("name the split that the images come from")
    _check_choice("sampling", rules.sampling, get_args(Sampling))
    _check_choice("feedback", rules.feedback, get_args(Feedback))
    _check_choice("confidence", rules.confidence, get_args(Confidence))


def _check_choice(what: str, chosen: str, known: Collection[str]) -> None:
    if chosen not in known:
        raise _refusal(f"there is no {what} {chosen!r}; choose one of {', '.join(known)}")


def _check_numbers(rules: Protocol) -> None:
    if rules.count is not None and rules.count < 1:
        raise _refusal(f"{rules.count} images are no session; choose 1 or more")
    if rules.repeats < 0 or rules.attention < 0:
        raise _refusal("repeats and attention checks are counted from 0")
    if rules.count is None:
        return
    room = max(rules.count - REPEAT_DISTANCE + 1, 0)
    if rules.repeats > room:
        raise _refusal(
            f"a repeat comes {REPEAT_DISTANCE} or more trials after its image, so that "
            f"{rules.count} images have room for {room}, not {rules.repeats}"
        )
    if rules.attention > rules.count:
        raise _refusal(
            f"{rules.attention} attention checks among {rules.count} images are too many; "
            f"choose at most {rules.count}"
        )


def _check_times(rules: Protocol) -> None:
    limit = rules.time_limit_s
    if limit is not None and not 0 < limit <= LONGEST_S:
        raise _refusal(f"a time limit lies between 0 and {LONGEST_S:g} seconds, not at {limit:g}")
    if rules.timeline is None:
        return
    shown = rules.timeline
    times = (shown.fixation_ms, shown.image_ms, shown.mask_ms)
    if min(times) < 0 or max(times) > LONGEST_SHOWN_MS or shown.image_ms < 1:
        raise _refusal(
            f"an image is flashed for 1 to {LONGEST_SHOWN_MS:,} ms, between a fixation and a mask "
            f"of 0 to {LONGEST_SHOWN_MS:,} ms; given were {'/'.join(map(str, times))}"
        )


def _check_extras(rules: Protocol) -> None:
    if rules.grid is None:
        return
    rows, columns = rules.grid
    if rows < 1 or columns < 1:
        raise _refusal(f"a matrix has rows and columns, not {rows} x {columns}")
    if rules.timeline is not None or rules.repeats or rules.attention:
        raise _refusal(
            "in a matrix all images are in sight at once; leave out flash, repeats and attention "
            "checks"
        )
    if rules.count is None or rules.count > rows * columns:
        raise _refusal(
            f"a matrix of {rows} x {columns} holds {rows * columns} images; choose as many or fewer"
        )


def _check_score(rules: Protocol) -> None:
    if not rules.is_scored:
        return
    if rules.feedback == "each":
        raise _refusal(
            "who is told the label after each answer learns from it; a scored session tells none "
            "before the end"
        )
    if rules.count is None and rules.time_limit_s is None:
        raise _refusal(
            "a scored session needs a number of images or a time limit, or it could be ended at "
            "a lucky moment"
        )


def _one_class() -> RequestError:
    return _refusal("one class alone leaves nothing to choose; name two or more")


def _refusal(sentence: str) -> RequestError:
    return RequestError(f"custom rules: {sentence}")
