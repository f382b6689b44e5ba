"""Which queues can be chosen now, and what the others lack."""

from collections.abc import Sequence
from dataclasses import dataclass

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.mixture import LackError
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.ranking.model import NEEDS_MODEL, NEEDS_MODELS
from fmnist_gui.core.review.ranking.ranking import Need, Source
from fmnist_gui.ui.plain_text import spoken
from fmnist_gui.ui.review.scoring_desk import Work


@dataclass(frozen=True)
class QueueOffer:
    """A queue by its key: how it is called, what it ranks by, what it needs, and if it has it."""

    key: str
    title: str
    ranks_by: str
    need: Need
    is_there: bool

    @property
    def lack(self) -> str:
        """What is missing and how to get it, as a sentence; empty if nothing is."""
        if self.is_there:
            return ""
        return f"It needs {self.need.what}: {self.need.in_window}."


def offers_of(evidence: Evidence | None) -> tuple[QueueOffer, ...]:
    """Return all queues; without evidence none of them can be had."""
    return tuple(
        QueueOffer(
            ranking.key,
            ranking.title,
            ranking.ranks_by,
            ranking.need,
            is_there=evidence is not None and ranking.has(evidence),
        )
        for ranking in RANKINGS.values()
    )


def missing_work(known: Evidence) -> tuple[Work, ...]:
    """Return what could be computed here: scores where a split has none, and neighbours."""
    scored = {model.split for model in known.models}
    has_scores = all(split.name in scored for split in known.gallery.splits if len(split))
    missing: tuple[Work, ...] = () if has_scores else ("scores",)
    return missing if known.near is not None else (*missing, "neighbours")


def gain(work: Work, offers: Sequence[QueueOffer]) -> int:
    """Return how many more queues can be had once `work` is done."""
    source: Source = "models" if work == "scores" else "neighbours"
    there = [offer for offer in offers if offer.is_there]
    sources = {source, *(each for offer in there for each in offer.need.sources)}
    has_model = any(offer.need is NEEDS_MODEL for offer in there)
    lacking = (offer for offer in offers if not offer.is_there and source in offer.need.sources)
    # The scores are one model; a second one has to be there already.
    return sum(
        sources.issuperset(offer.need.sources) and (offer.need is not NEEDS_MODELS or has_model)
        for offer in lacking
    )


def refusal(error: FmnistError) -> str:
    """Return what an error says, in the window's words where a queue lacks something."""
    if isinstance(error, LackError):
        need = error.ranking.need
        return f"{error.ranking.title} needs {need.what} of these images: {need.in_window}."
    return spoken(error)
