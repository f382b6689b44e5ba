"""The words in which a score is told: never more than its numbers carry."""

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.stats.comparison import PUBLISHED, Comparison, Counts, newcombe
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from fmnist_gui.core.stats.percent import images, p_value, percent, percent_range, points
from fmnist_gui.core.stats.proportion import anytime, share_interval, wilson
from fmnist_gui.core.stats.references import Reference

YOU = "You"
SIMULATED = "The simulated annotator"


def subject(name: str | None = None, *, is_simulated: bool = False) -> str:
    """Return who answered, fit to begin a sentence: "You" unless a name is given."""
    if is_simulated:
        return SIMULATED
    return name or YOU


def within(who: str) -> str:
    """Return `who` as it stands within a sentence."""
    return who[0].lower() + who[1:] if who in (YOU, SIMULATED) else who


def label_owner(data_identity: str | None) -> str:
    """Return whose label was agreed with; see Dataset.identity."""
    return "Zalando's label" if data_identity == OFFICIAL else "the file's label"


def headline(
    right: int,
    count: int,
    *,
    planned: int | None,
    seen: int = 0,
    answered: int | None = None,
    who: str = YOU,
    data_identity: str | None = None,
    is_scored: bool = True,
    comparison: Comparison | None = None,
) -> tuple[str, ...]:
    """Return the first sentences of a result: agreement, score, and what it says or cannot say.

    `count` are the images that enter the score, `seen` those answered that do not. `planned` is
    the deck's length, None for a session without an end; of it `answered` trials have an answer,
    attention checks and repeats included, those of the images if None. The `comparison` is told
    only for complete sessions on Fashion-MNIST; practice is told without any accuracy.
    """
    answered = count + seen if answered is None else answered
    if not is_scored:
        return (practised(count + seen, who=who),)
    agreement = agreed(right, count, who=who, owner=label_owner(data_identity))
    if seen and not count:
        agreement = f"None of {images(seen)} answered enters a score."
    if planned is not None and answered < planned:
        # Looked at or stopped whenever somebody likes, a score needs the wider interval.
        running = (running_score(right, count),) if count else ()
        return (agreement, *running, incomplete(answered, planned))
    score_told = (score(right, count),) if count else ()
    if comparison is None or data_identity != OFFICIAL:
        return (agreement, *score_told)
    return (agreement, *score_told, verdict(comparison))


def agreed(right: int, count: int, *, who: str = YOU, owner: str = "the file's label") -> str:
    """Return "You agreed with the file's label on 81 of 100 images."."""
    if not count:
        return "No image has been answered yet."
    return f"{who} agreed with {owner} on {right:,} of {images(count)}."


def score(right: int, count: int) -> str:
    """Return "81 %, 95 % interval 72.2–87.5 %."; stands only where the counts are told too."""
    return f"{percent(right / count)}, 95 % interval {percent_range(wilson(right, count))}."


def share(value: float, count: int) -> str:
    """Return "73.6 %, 95 % interval 72.7–74.5 %" of a share that need be no whole number.

    Wilson's interval over `count`, at the nearest whole number; stands where `count` is told.
    """
    ends = share_interval(value, count)
    return f"{percent(value)}, 95 % interval {percent_range(ends)}"


def running_score(right: int, count: int) -> str:
    """Return the score with the interval that allows for looking again and again."""
    return (
        f"{percent(right / count)}, 95 % interval {percent_range(anytime(right, count))}, "
        "which holds however often one looks and whenever one stops."
    )


def own_condition() -> str:
    """Return what a score under other rules is compared with."""
    return (
        "These rules are a condition of their own: "
        "the score is compared only with sessions of the same condition."
    )


def score_of(right: int, count: int) -> str:
    """Return one line that stands alone: "81 of 100: 81 %, 95 % interval 72.2–87.5 %"."""
    if not count:
        return "0 of 0"
    return f"{right:,} of {count:,}: {score(right, count).removesuffix('.')}"


def practised(count: int, *, who: str = YOU) -> str:
    """Return what is said of practice, which has no accuracy."""
    return f"{who} practised on {images(count)}. Practice is not scored."


def incomplete(count: int, planned: int) -> str:
    """Return what stands in place of a verdict before the planned number is reached."""
    return f"The session is incomplete: {count:,} of {images(planned)} answered."


def sealed(count: int, planned: int | None) -> tuple[str, ...]:
    """Return what is said of a scored session while its person can still answer."""
    told = f"{count:,} of {images(planned)}" if planned is not None else images(count)
    return (f"{told} answered so far.", "What was right is told at the end.")


def verdict(comparison: Comparison) -> str:
    """Return what the score says about the baseline, or how far it is from saying anything."""
    baseline = baseline_name(comparison.baseline)
    match comparison.verdict:
        case "higher" | "lower" as word:
            return f"That is {word} than {baseline}."
        case "consistent":
            return f"That is consistent with {baseline}."
        case "too few":
            return _too_few(comparison, baseline)


def spread(reference: Reference) -> str:
    """Return "95 % interval 65.8–67.6 %" or "by tie rule 70.2–80.3 %", "" where unknown."""
    if reference.ends is None:
        return ""
    name = "by tie rule" if reference.is_tie_range else "95 % interval"
    return f"{name} {percent_range(reference.ends)}"


def single(reference: Reference) -> str:
    """Return what is known of one person on these images, by a reference of kind "single"."""
    over = f" over {images(reference.n)}" if reference.n else ""
    interval = f", {told}" if (told := spread(reference)) else ""
    figure = f"{reference.name}: {percent(reference.accuracy)}{over}{interval}."
    if reference.is_crowd_worker:
        return (
            f"The reference for one person is {figure} It is the average crowd worker: other "
            "people, with other instructions."
        )
    added = ", added here" if reference.is_own else ""
    return f"A reference for one person is {figure} Source: {reference.source.rstrip('.')}{added}."


def single_difference(score: Counts, reference: Reference) -> str:
    """Return the difference from a reference of kind "single" with Newcombe's interval.

    "" where it is not known how many images the reference rests on.
    """
    if reference.counts is None:
        return ""
    low, high = newcombe(score, reference.counts)
    name = "one crowd worker" if reference.is_crowd_worker else reference.name
    right, count = score
    return (
        f"The difference from {name}, {percent(reference.accuracy, decimals=2)} of "
        f"{images(reference.counts[1])}, is {points(right / count - reference.accuracy)} points, "
        f"95 % interval {points(low)} to {points(high)}."
    )


def difference(comparison: Comparison) -> str:
    """Return the difference in points with Newcombe's interval."""
    low, high = comparison.newcombe
    return (
        f"The difference from {baseline_name(comparison.baseline)}, is "
        f"{points(comparison.difference)} points, 95 % interval {points(low)} to {points(high)}."
    )


def fisher(comparison: Comparison) -> str:
    """Return the result of Fisher's test, which takes the baseline as the sample it is."""
    right, count = comparison.baseline
    return f"Fisher's exact test against {right:,} of {count:,}: {p_value(comparison.fisher_p)}."


def binomial(comparison: Comparison) -> str:
    """Return the result of the binomial test under its condition."""
    figure = "the published figure" if comparison.baseline == PUBLISHED else "the baseline"
    return f"If {figure} were exact: exact binomial test, {p_value(comparison.binomial_p)}."


def published() -> str:
    """Return what the published figure is."""
    right, count = PUBLISHED
    return (
        f"The published figure is {right} of {images(count)}, {percent(right / count)}, 95 % "
        f"interval {percent_range(wilson(right, count))}, by the majority of three people; "
        "how ties were settled is not known."
    )


def majority_note() -> str:
    """Return why one person is not set against a majority without a word of caution."""
    return (
        f"One person is not the majority of three people: {percent(PUBLISHED[0] / PUBLISHED[1])} "
        f"by majority fits single accuracies of about {percent_range((0.70, 0.85), decimals=0)}."
    )


def limit_note() -> str:
    """Return what no session of any length can show against the published figure."""
    return (
        "A true difference of 3 points can never be settled: "
        f"the published figure is itself a sample of {images(PUBLISHED[1])}."
    )


def baseline_name(baseline: Counts = PUBLISHED) -> str:
    """Return what is compared with, never without what it is: a majority, or a count of images."""
    share = percent(baseline[0] / baseline[1])
    if baseline == PUBLISHED:
        return f"the published {share}, which is the majority of three people"
    return f"the baseline of {share}, which is {baseline[0]:,} of {images(baseline[1])}"


def _too_few(comparison: Comparison, baseline: str) -> str:
    if comparison.count >= VERDICT_MINIMUM:
        return "The session is incomplete: no verdict before the planned number of images."
    # Whatever its own p is: no number of right answers gives so short a session a verdict.
    return f"Too few images for a verdict on {baseline}: it takes {VERDICT_MINIMUM}."
