"""Which images nobody needs to look at any more."""

from collections.abc import Iterable
from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.conclusion import Rule, conclusions
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.table.column import Mask


def decided_images(
    gallery: Gallery,
    decisions: Iterable[Decision],
    *,
    person: UUID | None = None,
    rule: Rule = "one",
) -> Mask:
    """Return the images that wait for `person` no more, (n,), from decisions that stand.

    They are those about which something is concluded by the rule, and those that `person` has
    decided, were it to be unsure. What was put off waits.
    """
    found = np.zeros(len(gallery), dtype=np.bool_)
    given = list(decisions)
    for split in gallery.splits:
        own = [decision for decision in given if decision.fingerprint == split.fingerprint]
        for index, conclusion in conclusions(own, rule).items():
            number = gallery.number(split.name, index)
            is_own = any(opinion.annotator.id == person for opinion in conclusion.opinions)
            if number is not None and (is_own or conclusion.state == "concluded"):
                found[number] = True
    return found
