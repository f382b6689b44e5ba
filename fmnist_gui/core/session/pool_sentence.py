"""The words in which the pooled score of a person is told: over all sessions, never the best."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmnist_gui.core.session.rate import Rate
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import Comparison, Verdict
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from fmnist_gui.core.stats.percent import images, points
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.stats.references import Reference


@dataclass(frozen=True)
class Beside:
    """A pool beside the published figure, over complete sessions alone.

    ``difference`` is the 95 % interval of the difference, one that holds however often people
    look; the ``verdict`` follows from it and not from a test that looks once.
    """

    comparison: Comparison
    difference: Interval
    verdict: Verdict


@dataclass(frozen=True)
class Told:
    """What the sentences are made of; for the parts see Pool.

    ``has_complete`` tells that at least one of ``session_count`` sessions is complete.
    """

    right: int
    count: int
    repeated: int
    session_count: int
    who: str
    owner: str
    is_own_condition: bool
    has_complete: bool
    beside: Beside | None
    rate: Rate | None


def headline(told: Told) -> tuple[str, ...]:
    """Return the first sentences: the rate against the clock, agreement, score, verdict."""
    found = [] if told.rate is None else [told.rate.sentence(told.who)]
    found += [_agreed(told), sentence.running_score(told.right, told.count)]
    if told.beside is not None:
        found.append(_verdict(told.beside, told.count))
    elif not told.has_complete:
        which = "The session is" if told.session_count == 1 else "All sessions are"
        found.append(f"{which} incomplete: no verdict before the planned number of images.")
    return tuple(found)


def notes(told: Told, references: Sequence[Reference]) -> tuple[str, ...]:
    """Return what stands behind it: one person first, the majority of three after."""
    found = []
    if told.repeated:
        dropped = "1 answer was" if told.repeated == 1 else f"{told.repeated:,} answers were"
        found.append(
            f"{dropped} dropped: of an image that came again the first answer in time counts."
        )
    if told.is_own_condition:
        found.append(sentence.own_condition())
    if told.beside is not None:
        found += [sentence.single(entry) for entry in references if entry.kind == "single"]
        if told.beside.verdict != "too few":
            found.append(_difference(told.beside))
        found += [
            sentence.published(),
            sentence.majority_note(),
            sentence.limit_note(),
        ]
    return tuple(found)


def _agreed(told: Told) -> str:
    agreed = sentence.agreed(told.right, told.count, who=told.who, owner=told.owner)
    count = told.session_count
    sessions = "1 session" if count == 1 else f"{count:,} sessions"
    return f"{agreed.removesuffix('.')} in {sessions}."


def _verdict(beside: Beside, count: int) -> str:
    """Return what the score says; `count` is the whole pool's, complete sessions or not."""
    comparison, word = beside.comparison, beside.verdict
    name = sentence.baseline_name(comparison.baseline)
    if word == "too few":
        return f"Too few images for a verdict on {name}: it takes {VERDICT_MINIMUM}."
    over = ""
    if comparison.count != count:
        score = sentence.score_of(comparison.right, comparison.count)
        over = f"Over complete sessions alone: {score}. "
    link = "consistent with" if word == "consistent" else f"{word} than"
    return f"{over}That is {link} {name}."


def _difference(beside: Beside) -> str:
    low, high = beside.difference
    comparison = beside.comparison
    return (
        f"The difference from {sentence.baseline_name(comparison.baseline)}, is "
        f"{points(comparison.difference)} points over {images(comparison.count)} of complete "
        f"sessions, 95 % interval {points(low)} to {points(high)}, which holds however often one "
        "looks."
    )
