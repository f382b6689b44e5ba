"""What counts about an image, when one reviewer decided about it or several."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID

from fmnist_gui.core.review.decision import CONCLUSIVE, Decision

Rule = Literal["one", "two"]
"""How many reviewers it takes before a label is no longer that of the file."""

RULES: tuple[Rule, ...] = get_args(Rule)

State = Literal["open", "waiting", "disputed", "concluded"]
"""Nobody concluded anything; one did and a second is needed; two contradict each other; done."""


@dataclass(frozen=True)
class Conclusion:
    """What became of one image.

    ``decision`` is what counts, None unless the state is "concluded". ``opinions`` are the newest
    decision of each reviewer that concludes or is unsure, the oldest first.
    """

    state: State
    decision: Decision | None
    opinions: tuple[Decision, ...]

    @property
    def shared(self) -> tuple[Decision, ...]:
        """The opinions that conclude what counts, the oldest first; none unless something does."""
        decision = self.decision
        if decision is None:
            return ()
        return tuple(own for own in self.opinions if own.outcome == decision.outcome)

    @property
    def is_differing(self) -> bool:
        """Whether something counts although somebody concludes otherwise."""
        said = {own.outcome for own in self.opinions if own.kind in CONCLUSIVE}
        return self.decision is not None and len(said) > 1


def conclusions(decisions: Iterable[Decision], rule: Rule = "one") -> dict[int, Conclusion]:
    """Return what counts about each image of one split, by index, from decisions that stand.

    By rule "one" the newest conclusion counts, whoever made it. By rule "two" a conclusion that
    changes something counts once two reviewers share it; a "keep" counts alone, since it leaves
    the file as it is, unless somebody else concludes otherwise. Of two made at the same moment the
    later one in `decisions` is the newer. Images that were only put off are left out.
    """
    found: dict[int, dict[UUID, Decision]] = {}
    for decision in decisions:
        if decision.kind == "skip":
            continue
        own = found.setdefault(decision.image_index, {})
        known = own.get(decision.annotator.id)
        if known is None or known.at <= decision.at:
            # Taken out first, so that the order is that of the newest of each.
            own.pop(decision.annotator.id, None)
            own[decision.annotator.id] = decision
    return {index: _conclusion(tuple(own.values()), rule) for index, own in found.items()}


def current_decisions(decisions: Iterable[Decision], rule: Rule = "one") -> dict[int, Decision]:
    """Return the decision that counts about each image of one split, by index."""
    return {
        index: conclusion.decision
        for index, conclusion in conclusions(decisions, rule).items()
        if conclusion.decision is not None
    }


def _conclusion(given: tuple[Decision, ...], rule: Rule) -> Conclusion:
    opinions = tuple(sorted(given, key=lambda decision: decision.at))
    said = [decision for decision in opinions if decision.kind in CONCLUSIVE]
    if not said:
        return Conclusion("open", None, opinions)
    if rule == "one":
        return Conclusion("concluded", said[-1], opinions)
    counts = Counter(decision.outcome for decision in said)
    (first, votes), *others = counts.most_common()
    is_alone = not others
    if is_alone and (votes > 1 or first[0] == "keep"):
        return Conclusion("concluded", said[-1], opinions)
    if is_alone:
        return Conclusion("waiting", None, opinions)
    if votes > 1 and others[0][1] < votes:
        newest = [decision for decision in said if decision.outcome == first][-1]
        return Conclusion("concluded", newest, opinions)
    return Conclusion("disputed", None, opinions)
