"""What is said of a study: how far it is, how well people agree, who was withdrawn."""

from collections.abc import Mapping

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.name import in_line
from fmnist_gui.core.stats.percent import decimal
from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.study.agreement import StudyAgreement
from fmnist_gui.core.study.event import State
from fmnist_gui.core.study.progress import Progress

CLOSES = (
    "Nobody is handed images of it any more, and its answers count as votes everywhere: Explore, "
    "Review and every export show them. It can be reopened."
)
STATES: dict[State, str] = {
    "running": "",
    "paused": "Paused: nobody is handed images until it goes on.",
    "closed": "Closed: its answers are shown in Explore and Review.",
}
SEALED = "Until it is closed, its answers are shown here alone."


def labels_given(progress: Progress) -> str:
    """Return "1,240 of 3,000 labels"; with a certainty, that it may take more."""
    more = " or more" if progress.is_least else ""
    return f"{progress.given:,} of {progress.wanted:,}{more} labels"


def images_done(progress: Progress) -> str:
    """Return how many images have all labels, how many some, and how many none."""
    parts = [f"{progress.done:,} of {_images(progress.images)} done"]
    if progress.started:
        parts.append(f"{progress.started:,} begun")
    if progress.untouched and progress.started + progress.done:
        parts.append(f"{progress.untouched:,} still without a label")
    return f"{listed(parts)}."


def particulars(progress: Progress) -> str:
    """Return what else the labels are, as far as there is something; empty for nothing."""
    told = (
        (progress.cannot_tell, "say that it cannot be told", "says that it cannot be told"),
        (progress.surplus, "are more than was asked for", "is more than was asked for"),
        (progress.batch, "were given to many images at once", "was given with others at once"),
        (progress.imported, "came from files", "came from a file"),
        (progress.simulated, "are simulated", "is simulated"),
    )
    parts = [f"{count:,} {one if count == 1 else many}" for count, many, one in told if count]
    if not parts:
        return ""
    count, rest = parts[0].split(" ", 1)
    return f"{listed([f'{count} of the labels {rest}', *parts[1:]])}."


def people(count: int) -> str:
    """Return "4 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def alpha(agreement: StudyAgreement, interval: Interval | None) -> str:
    """Return Krippendorff's alpha with its interval, once that is known, or why there is none."""
    if agreement.alpha is None:
        return agreement.why_no_alpha
    told = f"Krippendorff’s alpha {decimal(agreement.alpha)}"
    if interval is None:
        return told
    return f"{told}, 95 % interval {decimal(interval.low)} to {decimal(interval.high)}"


def withdrawn(answers: Mapping[str, int]) -> str:
    """Return "120 answers of Ben were withdrawn."; `answers` are by the person's name."""
    if not answers:
        return ""
    parts = [f"{_answers(count)} of {in_line(name)}" for name, count in answers.items()]
    is_one = list(answers.values()) == [1]
    return f"{listed(parts)} {'was' if is_one else 'were'} withdrawn."


def withdrawing(name: str, answers: int) -> str:
    """Return what to withdraw somebody means."""
    verb = "leaves" if answers == 1 else "leave"
    return (
        f"{_answers(answers)} of {in_line(name)} {verb} every figure and every export, here and "
        "on the other pages. Nothing is deleted: it can be undone."
    )


def _images(count: int) -> str:
    return "1 image" if count == 1 else f"{count:,} images"


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count:,} answers"
