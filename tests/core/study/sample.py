"""Small studies and their answers, for tests."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.study import Study, Wanted

CLASSES = ("Boot", "Coat", "Bag")
ANNA, BEN, EVA = (UUID(int=n) for n in (1, 2, 3))
NAMES = {ANNA: "Anna", BEN: "Ben", EVA: "Eva"}

Said = tuple[UUID, int, int]
"""A person, an image, and the class that it was given."""


def study(**changed: object) -> Study:
    """Return a study of ten images, with what is `changed`."""
    values: dict[str, object] = {
        "name": "Shirts",
        "split": "test",
        "fingerprint": "ab" * 32,
        "class_names": CLASSES,
        "indices": tuple(range(10)),
        "source": "all test images",
        "wanted": Wanted(2, None, 2),
        "seed": 7,
        "sitting": 5,
    }
    return Study(**{**values, **changed})  # type: ignore[arg-type]


def labels(
    said: Sequence[Said],
    *,
    seen: Sequence[int] = (),
    checks: Sequence[int] = (),
    repeats: Sequence[int] = (),
    batch: Sequence[int] = (),
    simulated: Sequence[int] = (),
) -> StudyLabels:
    """Return answers in this order; the others name rows by their number."""
    people = tuple(dict.fromkeys(person for person, _, _ in said))
    count = len(said)

    def flags(rows: Sequence[int]) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        found = np.zeros(count, dtype=np.bool_)
        found[list(rows)] = True
        return found

    return StudyLabels(
        image=np.array([image for _, image, _ in said], dtype=np.int64),
        annotator=np.array([people.index(person) for person, _, _ in said], dtype=np.int64),
        chosen=np.array([chosen for _, _, chosen in said], dtype=np.int64),
        label=np.zeros(count, dtype=np.int64),
        response_s=np.full(count, 1.5),
        answered_us=np.arange(count, dtype=np.int64) * 1_000_000,
        session=np.zeros(count, dtype=np.int64),
        is_check=flags(checks),
        is_repeat=flags(repeats),
        is_batch=flags(batch),
        is_imported=flags(()),
        is_simulated=flags(simulated),
        was_seen=flags(seen),
        people=people,
        names=tuple(NAMES.get(person, str(person)) for person in people),
    )
