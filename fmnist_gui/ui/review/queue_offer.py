"""Which queues can be chosen now, and what the others lack."""

from dataclasses import dataclass

from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.review.ranking.catalog import RANKINGS
from fmnist_gui.core.review.ranking.ranking import Need


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
