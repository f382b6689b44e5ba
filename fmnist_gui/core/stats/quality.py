"""What was decided beforehand to make a session doubtful; shown, never acted upon."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Literal

from fmnist_gui.core.stats.limit import IDLE_S
from fmnist_gui.core.stats.percent import images

FAST_MEDIAN_S = 0.3
FAST_LEAST = 10
"""The median of fewer answers is that of a few easy images."""

LONGEST_RUN = 10
COMPLETE_PERCENT = 90
CHECKS_PERCENT = 75
CHECKS_LEAST = 4
"""Of fewer attention checks one slip of a careful person is more than a quarter."""


@dataclass(frozen=True)
class Flag:
    """One doubt about a session, with the sentence that says what was found."""

    key: Literal[
        "seen",
        "checks",
        "fast",
        "idle",
        "repeated",
        "late",
        "jumped",
        "paused",
        "unfocused",
        "incomplete",
    ]
    sentence: str


def flags(
    seconds: Sequence[float],
    chosen: Sequence[int],
    *,
    planned: int | None,
    class_names: Sequence[str],
    seen: int = 0,
    checks: tuple[int, int] = (0, 0),
    late: int = 0,
    jumped: int = 0,
    paused: int = 0,
    unfocused: int = 0,
) -> tuple[Flag, ...]:
    """Return the doubts about the answers that stand, in trial order.

    `seconds` are all response times as measured: leaving out the fast ones would hide just what
    the first flag looks for. `chosen` are class numbers. `planned` is the length of the deck,
    None for a session without an end. `seen` counts the answers left out of the score, `late` those
    to images that came or went late, `jumped` those during which the clock was set or the machine
    slept, `paused` those after a pause, and `unfocused` those during which the window was not in
    front. `checks` are the attention checks that were answered right, and all of them.
    """
    found = (
        _seen(seen),
        _checks(*checks),
        _fast(seconds),
        _idle(seconds),
        _repeated(chosen, class_names),
        _late(late),
        _jumped(jumped),
        _paused(paused),
        _unfocused(unfocused),
        _incomplete(len(chosen), planned),
    )
    return tuple(flag for flag in found if flag is not None)


def _seen(count: int) -> Flag | None:
    if not count:
        return None
    told = "had been seen before and is" if count == 1 else "had been seen before and are"
    return Flag("seen", f"{images(count)} {told} left out of the score.")


def _checks(right: int, count: int) -> Flag | None:
    if count < CHECKS_LEAST or 100 * right >= CHECKS_PERCENT * count:
        return None
    told = f"{right:,} of {count:,} attention checks were right, less than {CHECKS_PERCENT} %."
    return Flag("checks", told)


def _late(count: int) -> Flag | None:
    if not count:
        return None
    noun = "image" if count == 1 else "images"
    return Flag("late", f"{count:,} {noun} came or went later than planned by a frame or more.")


def _jumped(count: int) -> Flag | None:
    if not count:
        return None
    told = f"The clock was set or the machine slept during {_answers(count)}."
    return Flag("jumped", told)


def _fast(seconds: Sequence[float]) -> Flag | None:
    if len(seconds) < FAST_LEAST or (middle := median(seconds)) >= FAST_MEDIAN_S:
        return None
    # Rounded down: 0.299 would otherwise be said to be 0.30 and below 0.30.
    shown = int(middle * 100) / 100
    return Flag("fast", f"The median response took {shown:.2f} s, below {FAST_MEDIAN_S:.2f} s.")


def _idle(seconds: Sequence[float]) -> Flag | None:
    count = sum(second > IDLE_S for second in seconds)
    return (
        Flag("idle", f"{_answers(count)} came after more than {IDLE_S:.0f} s.") if count else None
    )


def _paused(count: int) -> Flag | None:
    return Flag("paused", f"{_answers(count)} came after a pause.") if count else None


def _unfocused(count: int) -> Flag | None:
    if not count:
        return None
    return Flag("unfocused", f"The window was not in front during {_answers(count)}.")


def _answers(count: int) -> str:
    return f"{count:,} answer" if count == 1 else f"{count:,} answers"


def _repeated(chosen: Sequence[int], class_names: Sequence[str]) -> Flag | None:
    runs = ((len(list(run)), number) for number, run in groupby(chosen))
    length, number = max(runs, default=(0, 0), key=lambda run: run[0])
    if length <= LONGEST_RUN:
        return None
    name = class_names[number]
    return Flag(
        "repeated", f"{name} was answered {length} times in a row, more than {LONGEST_RUN}."
    )


def _incomplete(count: int, planned: int | None) -> Flag | None:
    if planned is None or 100 * count >= COMPLETE_PERCENT * planned:
        return None
    return Flag(
        "incomplete",
        f"{count} of {images(planned)} answered, less than {COMPLETE_PERCENT} %.",
    )
