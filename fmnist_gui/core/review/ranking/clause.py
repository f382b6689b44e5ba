"""Short clauses that tell a person why an image is in a queue."""

from collections.abc import Sequence

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.evidence import Evidence
from fmnist_gui.core.stats.percent import percent


def model_clause(evidence: Evidence, number: int, *, who: str = "model") -> str:
    """Return "model gives Dress 71 %, Coat 20 %": its first class, and the label or the next."""
    return shares_clause(evidence.probs[number].tolist(), evidence, number, begins=f"{who} gives")


def shares_clause(shares: Sequence[float], evidence: Evidence, number: int, *, begins: str) -> str:
    """Return the largest share and that of the label, or the next where it is the label's."""
    names = evidence.gallery.class_names
    label = int(evidence.gallery.labels[number])
    first, *rest = sorted(range(len(shares)), key=lambda c: -shares[c])
    told = [first] if first != label else [first, *rest[:1]]
    told += [] if label in told else [label]
    parts = ", ".join(f"{names[c]} {percent(shares[c], decimals=0)}" for c in told)
    return f"{begins} {parts}"


def people_clause(evidence: Evidence, number: int) -> str:
    """Return "37 of 42 people say Dress, 3 Coat": the class said most but the label, and that.

    Where more people say the label it stands first.
    """
    votes, names = evidence.votes[number].tolist(), evidence.gallery.class_names
    label = int(evidence.gallery.labels[number])
    other = max((c for c in range(len(votes)) if c != label), key=lambda c: votes[c], default=label)
    first, second = (label, other) if votes[label] > votes[other] else (other, label)
    said = f"{votes[first]:,} of {sum(votes):,} people say {names[first]}"
    return said if first == second else f"{said}, {votes[second]:,} {names[second]}"


def image_name(gallery: Gallery, number: int) -> str:
    """Return "train 5120"."""
    place = gallery.place(number)
    return f"{place.split} {place.index}"


def labelled(gallery: Gallery, number: int) -> str:
    """Return "train 5120, labelled Coat"."""
    return f"{image_name(gallery, number)}, labelled {gallery.class_names[gallery.labels[number]]}"
