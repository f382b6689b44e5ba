"""Whether the labels that a session states are those of the images it was answered on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.session.record import Answer, History

_PLAIN = {"label": "label", "image_sha256": "hash of the pixels"}
"""What people call a field."""

HASH_LENGTH = 16


@dataclass(frozen=True)
class Contradiction:
    """What the entry of that ``number``, from 1, says of an image and the images say otherwise.

    ``found`` is None for an image that is not there.
    """

    number: int
    field: str
    image: str
    stated: object
    found: object


def contradictions(history: History, splits: Iterable[Split]) -> Iterator[Contradiction]:
    """Yield each answer whose label, or hash of its image, is not that of the images.

    Of `splits` those count whose fingerprints the deck names: a session file can be forged with
    all its hashes, but not the images behind a fingerprint.
    """
    known, deck = {split.fingerprint: split for split in splits}, history.record.deck
    for number, entry in enumerate(history.entries, start=1):
        if not isinstance(entry, Answer):
            continue
        is_own = deck.split_of(entry.position) == deck.split
        split = known.get(deck.fingerprint if is_own else deck.attention_fingerprint)
        if split is None:
            continue
        index, image = entry.image_index, f"{split.name} {entry.image_index}"
        label = int(split.labels[index]) if index < len(split) else None
        if label != entry.label:
            yield Contradiction(number, "label", image, entry.label, label)
        elif entry.image_sha256:
            found = sha256(split.images[index].tobytes()).hexdigest()
            if found != entry.image_sha256:
                yield Contradiction(number, "image_sha256", image, entry.image_sha256, found)


def check_labels(history: History, splits: Iterable[Split], name: str) -> None:
    """Raise DataError about the file called `name` when its session contradicts its images."""
    for one in contradictions(history, splits):
        found = "no such image" if one.found is None else f"{_short(one.found)} there"
        raise DataError(
            name,
            expected=f"the {_PLAIN[one.field]} of image {one.image} as in the data that it names",
            found=f"{_short(one.stated)} in entry {one.number} and {found}",
            remedy="ask for the original file",
        )


def _short(value: object) -> str:
    """Return a label, or as much of a hash as tells it from others."""
    return repr(value if isinstance(value, int) else str(value)[:HASH_LENGTH])
