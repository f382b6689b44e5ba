"""A random audit: images drawn by chance alone, so that what is found in them holds for a split."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

import numpy as np

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.core.session.sampling import simple_random

QUEUE = "audit"
"""How the queue of every audit begins; what follows is its id."""


@dataclass(frozen=True)
class Audit:
    """A simple random sample, without replacement, of the split with this fingerprint.

    ``indices`` are in the order in which they were drawn, which is that in which they are decided:
    the beginning of any length is itself such a sample. They are kept and never drawn again;
    ``seed`` and ``numpy_version`` tell how they came about.
    """

    id: UUID
    annotator: Annotator
    fingerprint: str
    split: str
    seed: int
    numpy_version: str
    indices: tuple[int, ...]
    at: datetime

    @property
    def queue(self) -> str:
        """The key of its queue, which each decision made in it bears."""
        return f"{QUEUE}:{self.id}"

    @property
    def code(self) -> str:
        """The beginning of its id, enough to tell it from others."""
        return str(self.id)[:8]

    @cached_property
    def positions(self) -> dict[int, int]:
        """Return where in the drawing order each image stands, by index."""
        return {index: position for position, index in enumerate(self.indices)}


def draw_audit(
    split: Split, annotator: Annotator, *, count: int, seed: int, id: UUID, at: datetime
) -> Audit:
    """Draw `count` images of `split`: the first of a permutation by numpy's PCG64.

    Raises RequestError for a seed below 0 and for more images than there are, or none.
    """
    if seed < 0:
        raise RequestError(f"a seed is a number from 0, not {seed}")
    if not 0 < count <= len(split):
        raise RequestError(
            f"an audit of {split.name} takes 1 to {len(split):,} images, not {count:,}"
        )
    order = simple_random(np.arange(len(split)), np.random.default_rng(seed))
    return Audit(
        id=id,
        annotator=annotator,
        fingerprint=split.fingerprint,
        split=split.name,
        seed=seed,
        numpy_version=np.__version__,
        indices=tuple(order[:count].tolist()),
        at=at,
    )


def find_audit(audits: Iterable[Audit], prefix: str) -> Audit:
    """Return the one audit whose id begins with `prefix`; hyphens and case do not matter.

    Raises RequestError when there is none or more than one.
    """
    wanted = prefix.replace("-", "").strip().casefold()
    found = [audit for audit in audits if wanted and audit.id.hex.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RequestError(f"{len(found)} audits begin with {prefix!r}; give more of the id")
    raise RequestError(
        f"there is no audit {prefix!r} of these data; 'fmnist-gui review audit list' has the ids"
    )


def audit_id(queue: str) -> str | None:
    """Return the id in the key of an audit's queue, None for other queues."""
    kind, _, rest = queue.partition(":")
    return rest if kind == QUEUE and rest else None
