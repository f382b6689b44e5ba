"""The words in which a panel is told, with what is not known about the one it repeats."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.panel import SIZE
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import Comparison, verdict
from fmnist_gui.core.stats.majority import Majority
from fmnist_gui.core.stats.percent import decimal, images, percent
from fmnist_gui.core.stats.proportion import Interval

DEVIATIONS = (
    "How ties were settled. Here every rule is told; the headline splits them.",
    "Who the workers were and how many: only that they had no expertise in fashion. Here three "
    "people label all images.",
    "What they were told and whether they saw examples. Here they see the names of the classes.",
    "How large and how smooth the images were on their screens. Here it is told with each session.",
    "Which 1,000 test images they saw. Here they are drawn by a seed that anybody can use.",
    "The single votes and the results per class. Here both are kept.",
)
"""What is documented nowhere about the published figure, so that a repetition may deviate."""


TIES = "a tie counts by the chance that a draw among its classes is right"
"""What is meant by ties that are split, in the words of people."""


@dataclass(frozen=True)
class Told:
    """What the sentences are made of; for the parts see PanelResult."""

    members: tuple[str, ...]
    n: int
    planned: int
    exposed: int
    labels: int
    is_sealed: bool
    is_simulated: bool
    is_complete: bool
    majority: Majority | None
    comparison: Comparison | None
    alpha: float | None
    alpha_interval: Interval


def progress(labels: int, planned: int) -> str:
    """Return "1,743 of 3,000 labels given."."""
    return f"{labels:,} of {planned:,} labels given."


def shown_differently(shown: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return how each person, by name, was shown the images; nothing if all in the same way."""
    if len({condition for _, condition in shown}) < 2:
        return ()
    each = listed([f"{condition} to {name}" for name, condition in shown])
    return (f"The images were not shown to all in the same way: {each}.",)


def deviations_title(deviations: Sequence[str]) -> str:
    """Return what stands above the deviations of a panel."""
    unknown = "What is not known about the published figure"
    if set(deviations) <= set(DEVIATIONS):
        return unknown
    is_of_published = bool(set(deviations) & set(DEVIATIONS))
    return f"Deviations, and {unknown[0].lower()}{unknown[1:]}" if is_of_published else "Deviations"


def headline(told: Told) -> tuple[str, ...]:
    """Return the first sentences: progress alone while somebody can still go on."""
    people = len(told.members)
    done = progress(told.labels, told.planned * people)
    if told.is_sealed:
        return (done, "What was right is told when everybody has finished.")
    if told.majority is None:
        whose = ("All annotators are simulated.",) if told.is_simulated else ()
        return (done, *whose, "No image has been answered by everybody yet.")
    share = told.majority.split
    simulated = " simulated annotators" if told.is_simulated else ""
    ties = told.n - told.majority.sole
    tied = f"; on {ties:,} they were tied" if ties else ""
    agreed = (
        f"By majority the {people}{simulated} agreed with the label on "
        f"{round(told.majority.strict * told.n):,} of {images(told.n)}{tied}."
    )
    score = f"{sentence.share(share, told.n)}{f' ({TIES})' if ties else ''}."
    unfinished = () if told.is_complete else (done,)
    if told.comparison is None:
        return (agreed, score, *unfinished)
    claim = sentence.verdict(told.comparison)
    return (agreed, score, *unfinished, claim, *_by_other_rules(told.majority, told.comparison))


def notes(told: Told) -> tuple[str, ...]:
    """Return what stands behind it: the other rules for ties, agreement, the comparison."""
    if told.is_sealed or told.majority is None:
        return ()
    return (*_ties(told.majority), *_left_out(told), *_agreement(told), *_comparison(told))


def _by_other_rules(found: Majority, comparison: Comparison) -> tuple[str, ...]:
    """Return what the verdict would be by other rules for ties, where one of them changes it."""
    if comparison.verdict == "too few":
        return ()
    words = [
        verdict((round(share * found.n), found.n), comparison.baseline)
        for share in (found.strict, found.optimistic)
    ]
    if all(word == comparison.verdict for word in words):
        return ()
    strict, optimistic = (
        "consistent with it" if word == "consistent" else f"{word} than it" for word in words
    )
    return (
        f"It depends on the rule for ties, which is not known of the published figure: {strict} "
        f"with ties wrong, {optimistic} with ties right.",
    )


def _ties(found: Majority) -> tuple[str, ...]:
    left = ""
    if found.tied_left_out is not None:
        share = sentence.share(found.tied_left_out, found.sole)
        left = f"; leaving them out, {share} of {images(found.sole)}"
    return (
        f"Tied: {percent(found.tie_share)} of {images(found.n)}. Ties wrong: "
        f"{sentence.share(found.strict, found.n)}; ties right if the label is among them: "
        f"{sentence.share(found.optimistic, found.n)}{left}.",
    )


def _left_out(told: Told) -> tuple[str, ...]:
    missing = told.planned - told.n - told.exposed
    found = []
    if told.exposed:
        found.append(f"{images(told.exposed)} left out, since somebody had met them before.")
    if missing > 0:
        found.append(f"{images(missing)} left out, since not everybody has answered them.")
    return tuple(found)


def _agreement(told: Told) -> tuple[str, ...]:
    if told.alpha is None:
        return ("Agreement cannot be told: all answers name one class.",)
    alpha, low, high = (decimal(value) for value in (told.alpha, *told.alpha_interval))
    return (
        f"{listed(list(told.members))} agree with Krippendorff's alpha {alpha}, 95 % interval "
        f"{low} to {high}; 1 is perfect, 0 chance.",
    )


def _comparison(told: Told) -> tuple[str, ...]:
    if told.comparison is None:
        if len(told.members) != SIZE:
            return (
                f"The published figure is the majority of three people; {len(told.members)} are "
                "not set beside it.",
            )
        return ()
    comparison = told.comparison
    share = told.majority.split * told.n if told.majority else 0.0
    rounding = ""
    if abs(share - comparison.right) > 1e-9:
        rounding = (
            f"Splitting ties gives {share:.2f} right answers; for interval and test they are "
            f"rounded to {comparison.right:,}."
        )
    tests = (sentence.difference(comparison), sentence.fisher(comparison))
    return (
        *((rounding,) if rounding else ()),
        *(tests if told.is_complete else ()),
        sentence.published(),
        sentence.limit_note(),
    )
