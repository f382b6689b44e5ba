"""What the cards say of each preset: what it is good for, how long, and compared with what."""

from collections.abc import Mapping
from dataclasses import dataclass

from fmnist_gui.core.session.preset import CUSTOM

PANEL = "panel-of-three"
"""The card of a panel over as many images as somebody likes; no preset has this key."""


UNSETTLED = "compared with what the rules allow"
"""For rules that are still being put together."""

ALONE = "an interval; nothing is published about this data"


@dataclass(frozen=True)
class Note:
    """``purpose`` is a sentence, ``length`` and ``compared`` are a few words each.

    ``is_published`` says that what it is compared with speaks of Fashion-MNIST alone.
    """

    purpose: str
    length: str
    compared: str
    is_published: bool = False

    def facts(self, *, has_references: bool) -> str:
        """Return how long and compared with what, on one line."""
        is_alone = self.is_published and not has_references
        return f"{self.length} · {ALONE if is_alone else self.compared}"


@dataclass(frozen=True)
class Family:
    """One card: the presets by their keys among which one can choose on it.

    ``title`` is empty for that of its only preset, ``span`` how many columns it takes.
    """

    keys: tuple[str, ...]
    title: str = ""
    span: int = 1


@dataclass(frozen=True)
class Group:
    """Cards that belong together."""

    title: str
    families: tuple[Family, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "Measure",
        (
            Family(("quick-20",)),
            Family(("standard-100",)),
            Family(("solo-200", "solo-500", "solo-1000"), "Solo", span=2),
        ),
    ),
    Group("Together", (Family(("replicate-zalando",)), Family((PANEL,), "Panel of three"))),
    Group("Every day", (Family(("daily",)), Family(("blitz",)))),
    Group("Special conditions", (Family(("flash",)), Family(("tiny-matrix",)))),
    Group("Learn", (Family(("practice",)), Family(("hard-pairs",)))),
    Group("Your own", (Family((CUSTOM,), "Custom", span=2),)),
)

NOTES: Mapping[str, Note] = {
    "quick-20": Note(
        "A first impression. The interval will be wide.", "1 minute", "an interval, no verdict"
    ),
    "standard-100": Note(
        "A fair estimate, to about ±8 points.", "5 minutes", "an interval, no verdict"
    ),
    "solo-200": Note(
        "Just enough images for a verdict at the end, to about ±5 points.",
        "10 minutes",
        "against one published person; 83.5 % is only a bound",
        is_published=True,
    ),
    "solo-500": Note(
        "A verdict on firm ground, to about ±3.5 points.",
        "half an hour",
        "against one published person; 83.5 % is only a bound",
        is_published=True,
    ),
    "solo-1000": Note(
        "The list of images of the replication, to about ±2.5 points.",
        "an hour",
        "against one published person; 83.5 % is only a bound",
        is_published=True,
    ),
    "replicate-zalando": Note(
        "The published 83.5 %, done again: three people, the same 1,000 images.",
        "an hour each",
        "against 835 of 1,000",
    ),
    PANEL: Note(
        "Three people, one list of any length: their majority, and how far they agree.",
        "any number of images",
        "against each other",
    ),
    "daily": Note(
        "Today's 20 images, the same for everybody.", "1 minute", "against your own history"
    ),
    "blitz": Note(
        "As many right as you can before the clock stops.", "60 seconds", "against your own history"
    ),
    "flash": Note(
        "Each image for a fifth of a second, then a mask, then you answer.",
        "5 minutes",
        "against sessions like it",
    ),
    "tiny-matrix": Note(
        "30 × 30 images at native size; answer the 100 that are marked.",
        "5 minutes",
        "against sessions like it",
    ),
    "practice": Note(
        "The right answer after each image. What you confuse comes more often.",
        "as long as you like",
        "never scored",
    ),
    "hard-pairs": Note(
        "T-shirt, Pullover, Dress, Coat and Shirt only, with the right answer after each.",
        "5 minutes",
        "never scored",
    ),
    CUSTOM: Note(
        "Rules of your own: which images, how they are drawn and shown, what is told and asked.",
        "as long as you say",
        UNSETTLED,
    ),
}
