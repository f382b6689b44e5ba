"""The particulars of a session that its figures rest on."""

from dataclasses import dataclass
from math import floor, log10

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.session.record import Latency, Presentation, SessionRecord
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.percent import images

CODE_LENGTH = 8
"""As many digits of a hash as can be read aloud."""

_DATA_TITLES = {OFFICIAL: "Fashion-MNIST", "practice": "Practice images"}


@dataclass(frozen=True)
class Fact:
    """One particular; ``is_code`` asks for letters of equal width."""

    name: str
    value: str
    is_code: bool = False


def facts(result: SessionResult) -> tuple[Fact, ...]:
    """Return who, when, what and how, in the order in which they are read."""
    record, deck = result.record, result.record.deck
    planned, is_sealed = result.outcome.planned, result.is_sealed
    answered = f"{result.outcome.answered:,}"
    found = [
        Fact("Annotator", shown_name(result)),
        Fact("Preset", result.title),
        Fact("Started", f"{record.started_at:%Y-%m-%d %H:%M} UTC"),
        Fact("Answered", f"{answered} of {images(planned)}" if planned else answered),
        *(() if is_sealed else _scores(result)),
        Fact("Data", f"{data_title(record.data_identity)}, {deck.split} split"),
        Fact("Data fingerprint", deck.fingerprint, is_code=True),
        Fact("Images", deck.source),
        Fact("Panel code", deck.base[:CODE_LENGTH], is_code=True),
        Fact("Deck code", "" if is_sealed else deck.code, is_code=True),
        Fact("Deck SHA-256", "" if is_sealed else deck.sha256, is_code=True),
        # By its seed anybody could draw the images that are still to come.
        Fact("Seed", "" if is_sealed else f"{deck.seed}, numpy {deck.numpy_version}"),
        Fact(
            "Left out of the deck",
            f"{images(deck.excluded)} seen before or waiting in another session",
        ),
        Fact("Condition", record.condition),
        Fact("Presentation", presentation(record.presentation)),
        Fact("Keys", _keys(record.equipment.keys)),
        Fact("Order of the buttons", _order(record)),
        Fact("Latency of this machine", _latency(record.equipment.latency)),
        Fact("Late frames", _late(result)),
        Fact("Program", f"fmnist-gui {record.app_version}"),
        Fact("Session", str(record.id), is_code=True),
    ]
    return tuple(fact for fact in found if fact.value)


def shown_name(result: SessionResult) -> str:
    """Return the annotator's name, cut and on one line, marked when nobody bears it."""
    name = " ".join(result.record.annotator.name.split())
    cut = name if len(name) <= NAME_MOST else name[: NAME_MOST - 1] + "…"
    return f"{cut} (simulated)" if result.record.is_simulated else cut


def data_title(identity: str | None) -> str:
    """Return what a data set is called."""
    return _DATA_TITLES.get(identity or "", "A data set that is not known here")


def presentation(shown: Presentation) -> str:
    """Return how the images were shown."""
    inverted = ", inverted" if shown.polarity == "inverted" else ""
    screen = f", screen {shown.refresh_hz:.0f} Hz" if shown.refresh_hz else ""
    ratio = f", pixel ratio {shown.pixel_ratio:g}" if shown.pixel_ratio != 1 else ""
    return f"{shown.size_px} px, {shown.smoothing}{inverted}{screen}{ratio}"


def _scores(result: SessionResult) -> tuple[Fact, ...]:
    measured = result.measurement
    checks, again = measured.checks, measured.consistency
    return (
        Fact("First answers right", _score(result, result.right)),
        Fact("After revisions", _revised(result)),
        Fact("Right a minute", f"{result.rate.per_minute:.1f}" if result.rate else ""),
        Fact(
            "Attention checks",
            f"{checks.right:,} of {checks.count:,} right" if checks.count else "",
        ),
        Fact("Repeats", f"{again.same:,} of {again.n:,} answered the same" if again.n else ""),
    )


def _keys(keys: tuple[str, ...]) -> str:
    if keys == tuple(map(str, range(len(keys)))):
        return "digits by class number" if keys else ""
    return " ".join(f"{number}: {key}" for number, key in enumerate(keys))


def _order(record: SessionRecord) -> str:
    order = record.equipment.button_order
    if order == tuple(range(len(order))):
        return ""
    return ", ".join(record.class_names[number] for number in order)


def _latency(found: Latency | None) -> str:
    if found is None:
        return ""
    parts = (("key", found.key_ms), ("image", found.paint_ms))
    told = ", ".join(
        f"{name} {_digits(middle)} ms (99 %: {_digits(most)})" for name, (middle, most) in parts
    )
    return f"{told}, median of {found.n:,}"


def _digits(ms: float) -> str:
    """Return milliseconds with two digits that count, but no more than two after the point."""
    decimals = 2 if ms <= 0 else 1 - floor(log10(ms))
    return f"{ms:.{min(2, max(0, decimals))}f}"


def _late(result: SessionResult) -> str:
    known = result.record.rules
    trials = result.outcome.trials
    frames = sum(trial.late_frames for trial in trials)
    if not frames and (known is None or known.timeline is None):
        return ""
    late = sum(trial.late_frames > 0 for trial in trials)
    return f"{frames:,} in {late:,} of {images(len(trials))}"


def _score(result: SessionResult, right: int) -> str:
    if not result.count:
        return ""
    told = sentence.score if result.outcome.has_all else sentence.running_score
    return f"{right:,} of {result.count:,}: {told(right, result.count).removesuffix('.')}"


def _revised(result: SessionResult) -> str:
    if not result.is_scored:
        return ""
    taken = result.outcome.revisions
    if not taken:
        return "no answer was taken back"
    noun = "answer" if taken == 1 else "answers"
    return f"{_score(result, result.right_at_last)}, {taken:,} {noun} taken back"
