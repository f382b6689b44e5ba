"""What a person asks for before the first image."""

from dataclasses import dataclass
from uuid import UUID

from fmnist_gui.core.session.chosen import EVERYTHING, Chosen
from fmnist_gui.core.session.custom_choice import Polarity
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.stimulus import Smoothing
from fmnist_gui.core.study.study import Study


@dataclass(frozen=True)
class Look:
    """How large and in which way images are shown; ``multiple`` 0 stands for the usual size."""

    multiple: int = 0
    smoothing: Smoothing = "bicubic"
    polarity: Polarity = "stored"


USUAL_LOOK = Look()


@dataclass(frozen=True)
class StartAsked:
    """Begin a session; with a deck that is there already, or with one drawn among ``chosen``."""

    protocol: Protocol
    annotator: str
    deck: Deck | None = None
    chosen: Chosen = EVERYTHING
    look: Look = USUAL_LOOK


@dataclass(frozen=True)
class DeckDrawAsked:
    """Draw the deck of such a session and save it, before anything is played."""

    start: StartAsked


@dataclass(frozen=True)
class DeckSaveAsked:
    """Write a deck that is there to a file."""

    deck: Deck


@dataclass(frozen=True)
class DeckOpenAsked:
    """Open a deck from a file that is still to be chosen."""


@dataclass(frozen=True)
class KeysAsked:
    """Choose by which keys this person answers."""

    annotator: str


@dataclass(frozen=True)
class ResumeAsked:
    """Go on with a session."""

    session_id: UUID


@dataclass(frozen=True)
class CollectAsked:
    """Label images of the study with this hash."""

    study_sha256: str


@dataclass(frozen=True)
class SittingAsked:
    """Begin a sitting of a study; of ``among`` alone, or of all its images."""

    study: Study
    annotator: str
    among: tuple[int, ...] | None = None


@dataclass(frozen=True)
class ResultAsked:
    """Look at what came of a session."""

    session_id: UUID


@dataclass(frozen=True)
class HistoryAsked:
    """Look at all that a person has done under one preset, given by its key."""

    preset: str
    annotator: str


@dataclass(frozen=True)
class PanelStartAsked:
    """Seat a panel for a deck that is there already, or for one of these rules."""

    protocol: Protocol
    annotator: str
    deck: Deck | None = None


@dataclass(frozen=True)
class PanelOpenAsked:
    """Look how far a panel is."""

    panel_id: UUID


@dataclass(frozen=True)
class SeatAsked:
    """Let one person of a panel begin with its deck, or go on with a session."""

    annotator: str
    deck: Deck
    session_id: UUID | None = None


@dataclass(frozen=True)
class PanelAsked:
    """Look at what came of a panel, given by the SHA-256 of the deck that all share."""

    deck_sha256: str


Asked = (
    StartAsked
    | DeckDrawAsked
    | DeckSaveAsked
    | DeckOpenAsked
    | KeysAsked
    | ResumeAsked
    | CollectAsked
    | ResultAsked
    | HistoryAsked
    | PanelStartAsked
    | PanelOpenAsked
)
"""Everything that can be asked for on the setup."""
