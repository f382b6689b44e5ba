"""How many labels of a split are wrong, estimated from a random audit of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.conclusion import Conclusion, Rule, conclusions
from fmnist_gui.core.review.decision import CONCLUSIVE, Decision, DecisionKind
from fmnist_gui.core.stats.finite_population import anytime_of, sample_interval
from fmnist_gui.core.stats.proportion import FINITE_MINIMUM, Interval

Method = Literal["wilson", "wilson, finite population", "any time", "all images"]
"""Wilson's interval once all that was drawn is decided; before, one that holds whenever one stops.

See :mod:`fmnist_gui.core.stats.finite_population`.
"""


@dataclass(frozen=True)
class AuditEstimate:
    """What the first ``looked`` images of an audit say about the ``population`` of its split.

    These are the longest beginning of the drawing order without a gap: whichever images somebody
    chose to decide beyond it are ``beyond`` and do not count yet. A label is ``wrong`` where the
    conclusion is another class; ``kept``, ``ambiguous``, ``bad`` and ``duplicates`` are the other
    conclusions. ``unknown`` are images about which the reviewers are unsure or not of one mind, or
    for which a second one is awaited: each of them may be right or wrong.

    ``reviewers`` are the names of those who decided. Only what was decided in the audit counts:
    ``elsewhere`` of its images were decided outside of it too, ``differing`` of them with another
    outcome than in it.
    """

    audit: Audit
    population: int
    looked: int
    beyond: int
    kept: int
    wrong: int
    ambiguous: int
    bad: int
    duplicates: int
    unknown: int
    reviewers: tuple[str, ...] = ()
    elsewhere: int = 0
    differing: int = 0

    @property
    def planned(self) -> int:
        """How many images were drawn."""
        return len(self.audit.indices)

    @property
    def is_complete(self) -> bool:
        """Whether all images that were drawn are decided."""
        return self.looked == self.planned

    @property
    def is_census(self) -> bool:
        """Whether these are all images of the split, so that nothing is estimated."""
        return self.looked == self.population

    @property
    def method(self) -> Method:
        """By what the intervals are made."""
        if self.is_census:
            return "all images"
        if not self.is_complete:
            return "any time"
        return "wilson, finite population" if self.looked >= FINITE_MINIMUM else "wilson"

    @property
    def wrong_share(self) -> tuple[float, float]:
        """Return the share of wrong labels looked at, with all unknown ones right, and wrong."""
        if not self.looked:
            return 0.0, 1.0
        return self.wrong / self.looked, (self.wrong + self.unknown) / self.looked

    @cached_property
    def unknown_right(self) -> Interval:
        """The 95 % interval of the split's share of wrong labels if all unknown ones are right."""
        return self._interval(self.wrong)

    @cached_property
    def unknown_wrong(self) -> Interval:
        """The same if all of the unknown ones are wrong."""
        return self._interval(self.wrong + self.unknown)

    @cached_property
    def interval(self) -> Interval:
        """The 95 % interval whatever becomes of the unknown ones."""
        return Interval(self.unknown_right.low, self.unknown_wrong.high)

    @property
    def projected(self) -> tuple[int, int]:
        """How many labels of the split are wrong if they are like those looked at; see wrong_share.

        No image looked at comes back, so that the ends are within what is known already.
        """
        low, high = (round(share * self.population) for share in self.wrong_share)
        return low, high

    @property
    def projected_ends(self) -> tuple[int, int]:
        """The 95 % interval of that number, the ends that are nearest to it in whole labels."""
        low, high = (round(end * self.population) for end in self.interval)
        right = self.looked - self.wrong - self.unknown
        return max(low, self.wrong), min(high, self.population - right)

    def share_interval(self, count: int) -> Interval:
        """Return the 95 % interval of the split's share of what `count` of those looked at are."""
        return self._interval(count)

    def content(self) -> dict[str, object]:
        """Return the figures fit for JSON."""
        audit = self.audit
        return {
            "id": str(audit.id),
            "annotator": audit.annotator.name,
            "split": audit.split,
            "fingerprint": audit.fingerprint,
            "seed": audit.seed,
            "at": audit.at.isoformat(),
            "population": self.population,
            "planned": self.planned,
            "looked": self.looked,
            "beyond": self.beyond,
            "is_complete": self.is_complete,
            "next": None if self.is_complete else audit.indices[self.looked],
            "kept": self.kept,
            "wrong": self.wrong,
            "ambiguous": self.ambiguous,
            "bad": self.bad,
            "duplicates": self.duplicates,
            "unknown": self.unknown,
            "interval": list(self.interval),
            "interval_if_unknown_right": list(self.unknown_right),
            "interval_if_unknown_wrong": list(self.unknown_wrong),
            "method": self.method,
            "projected": list(self.projected),
            "projected_interval": list(self.projected_ends),
            "reviewers": list(self.reviewers),
            "elsewhere": self.elsewhere,
            "differing": self.differing,
        }

    def _interval(self, count: int) -> Interval:
        # Whoever may stop at any time because of what was found needs the wider one.
        method = sample_interval if self.is_complete else anytime_of
        return method(count, self.looked, self.population)


def estimate(
    audit: Audit, decisions: Iterable[Decision], *, population: int, rule: Rule = "one"
) -> AuditEstimate:
    """Return what the standing `decisions` made in `audit` say about all `population` images.

    Decisions about other splits are left out. `population` is the size of the split that the audit
    was drawn from; raises RequestError for one that has not all of its images.
    """
    if population <= max(audit.indices):
        raise RequestError(
            f"the audit {audit.code} was drawn from more than {population:,} images; open the data "
            "that it was drawn from"
        )
    about = [d for d in decisions if _is_about(d, audit)]
    within = conclusions((d for d in about if d.queue == audit.queue), rule)
    others = conclusions((d for d in about if d.queue != audit.queue), rule)
    looked = next((n for n, i in enumerate(audit.indices) if i not in within), len(audit.indices))
    counts = Counter(_kind(within[index]) for index in audit.indices[:looked])
    both = [(found, within.get(index)) for index, found in others.items() if found.decision]
    names = {d.annotator.id: d.annotator.name for c in within.values() for d in c.opinions}
    return AuditEstimate(
        audit,
        population,
        looked=looked,
        beyond=len(within) - looked,
        kept=counts["keep"],
        wrong=counts["relabel"],
        ambiguous=counts["ambiguous"],
        bad=counts["bad"],
        duplicates=counts["duplicate"],
        unknown=counts["unsure"],
        reviewers=tuple(sorted(names.values())),
        elsewhere=len(both),
        differing=sum(_differ(found, own) for found, own in both),
    )


def _is_about(decision: Decision, audit: Audit) -> bool:
    return decision.fingerprint == audit.fingerprint and decision.image_index in audit.positions


def _kind(found: Conclusion) -> DecisionKind:
    # Who is alone under the rule of two says as little as who is unsure.
    known = found.decision
    return known.kind if known is not None and known.kind in CONCLUSIVE else "unsure"


def _differ(found: Conclusion, own: Conclusion | None) -> bool:
    if found.decision is None or own is None or own.decision is None:
        return False
    return found.decision.outcome != own.decision.outcome
