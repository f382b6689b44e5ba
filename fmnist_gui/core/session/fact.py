"""The particulars of a session that its figures rest on."""

from dataclasses import dataclass

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.record import Presentation
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.percent import images, percent

NAME_MOST = 80
"""Letters of a name that are shown; it is stored in full."""

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
        Fact("First answers right", "" if is_sealed else _score(result.right, result.count)),
        Fact("After revisions", "" if is_sealed else _revised(result)),
        Fact("Data", f"{data_title(record.data_identity)}, {deck.split} split"),
        Fact("Data fingerprint", deck.fingerprint, is_code=True),
        Fact("Deck code", "" if is_sealed else deck.code, is_code=True),
        Fact("Deck SHA-256", "" if is_sealed else deck.sha256, is_code=True),
        # By its seed anybody could draw the images that are still to come.
        Fact("Seed", "" if is_sealed else f"{deck.seed}, numpy {deck.numpy_version}"),
        Fact(
            "Left out of the deck",
            f"{images(deck.excluded)} seen before or waiting in another session",
        ),
        Fact("Presentation", presentation(record.presentation)),
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


def _score(right: int, count: int) -> str:
    return f"{right:,} of {count:,} ({percent(right / count)})" if count else ""


def _revised(result: SessionResult) -> str:
    if not result.is_scored:
        return ""
    taken = result.outcome.revisions
    if not taken:
        return "no answer was taken back"
    noun = "answer" if taken == 1 else "answers"
    return f"{_score(result.right_at_last, result.count)}, {taken:,} {noun} taken back"
