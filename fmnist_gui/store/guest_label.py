"""Whether the labels that another database states are those of the images they are about."""

from collections.abc import Collection
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DataError
from fmnist_gui.store.connection import connect

_STATED = """
SELECT DISTINCT answer.image_index, answer.label, answer.image_sha256
FROM answer JOIN session ON session.seq = answer.session_seq
JOIN deck ON deck.sha256 = session.deck_sha256
WHERE ? = CASE answer.split WHEN '' THEN deck.fingerprint
ELSE json_extract(deck.more, '$.attention_fingerprint') END
"""


def check_guest_labels(copy: Path, splits: Collection[Split], name: Path) -> None:
    """Raise DataError about the database called `name` when its answers contradict its images.

    Of `splits` those count whose fingerprints its decks name, as for a session file; see
    :mod:`fmnist_gui.core.exchange.label_check`.
    """
    with closing(connect(copy, "ro")) as raw:
        for split in splits:
            known: dict[int, str] = {}
            for index, label, pixels in raw.execute(_STATED, (split.fingerprint,)):
                found = int(split.labels[index]) if index < len(split) else None
                if found != label:
                    there = "no such image" if found is None else f"{found} there"
                    raise _refusal(name, f"label of image {split.name} {index}", label, there)
                if pixels:
                    if index not in known:
                        known[index] = sha256(split.images[index].tobytes()).hexdigest()
                    if known[index] != pixels:
                        what = f"hash of the pixels of image {split.name} {index}"
                        raise _refusal(name, what, pixels[:16], f"{known[index][:16]} there")


def _refusal(name: Path, what: str, stated: object, there: str) -> DataError:
    return DataError(
        name,
        expected=f"the {what} as in the data that it names",
        found=f"{stated} in an answer and {there}",
        remedy="ask for the original file",
    )
