"""The words in which the pooled score of a person is told: over all sessions, never the best."""

from collections.abc import Sequence

from fmnist_gui.core.session.protocol import VERDICT_MINIMUM
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import Comparison, Verdict
from fmnist_gui.core.stats.percent import images, points
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.stats.references import Reference


def sessions(count: int) -> str:
    """Return "1 session", "12 sessions"."""
    return "1 session" if count == 1 else f"{count:,} sessions"


def pooled(right: int, count: int, *, session_count: int, who: str, owner: str) -> str:
    """Return the first sentence: agreement over distinct images, and over how many sessions."""
    agreed = sentence.agreed(right, count, who=who, owner=owner).removesuffix(".")
    return f"{agreed} in {sessions(session_count)}."


def repeated(count: int) -> str:
    """Return what was dropped."""
    told = "1 answer was" if count == 1 else f"{count:,} answers were"
    return f"{told} dropped: of an image that came again the first answer in time counts."


def verdict(comparison: Comparison, word: Verdict, *, count: int) -> str:
    """Return what the pooled score says about the baseline.

    `count` is that of the whole pool; the `comparison` is over its complete sessions alone.
    """
    name = sentence.baseline_name(comparison.baseline)
    if word == "too few":
        return f"Too few images for a verdict on {name}: it takes {VERDICT_MINIMUM}."
    over = ""
    if comparison.count != count:
        told = sentence.score_of(comparison.right, comparison.count)
        over = f"Over complete sessions alone: {told}. "
    link = "consistent with" if word == "consistent" else f"{word} than"
    return f"{over}That is {link} {name}."


def incomplete(count: int) -> str:
    """Return why no verdict is given while no session is complete."""
    told = "The session is" if count == 1 else "All sessions are"
    return f"{told} incomplete: no verdict before the planned number of images."


def notes(
    comparison: Comparison, difference: Interval, references: Sequence[Reference]
) -> tuple[str, ...]:
    """Return what stands behind a comparison: one person first, the majority of three after."""
    low, high = difference
    single = (sentence.single(entry) for entry in references if entry.kind == "single")
    over = f" over {images(comparison.count)} of complete sessions"
    return (
        *single,
        f"The difference from {sentence.baseline_name(comparison.baseline)}, is "
        f"{points(comparison.difference)} points{over}, 95 % interval {points(low)} to "
        f"{points(high)}, which holds however often one looks.",
        sentence.published(),
        sentence.majority_note(),
        sentence.limit_note(),
    )
