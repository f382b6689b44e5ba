"""The deck of a sitting: the images that were assigned, with hidden checks and repeats."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.attention import clearest
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.plan import REPEAT_DISTANCE, woven
from fmnist_gui.core.study.study import KEY, Study


def sitting_deck(
    study: Study,
    split: Split,
    images: Sequence[int],
    *,
    person: UUID,
    number: int,
    checks: Split | None = None,
) -> Deck:
    """Return the deck of a person's sitting `number`, counted from 0, over these `images`.

    Their order is by chance, so that nobody can tell an image's labels by its place. The share of
    checks and repeats is the study's; what is left of a whole trial is decided by chance. Attention
    checks are the clearest images of `checks`, another split, or of the study's own that it does
    not ask about; the same person meets none twice before all were used. Raises ValueError
    without an image.
    """
    if not len(images):
        raise ValueError("a sitting without images")
    rng = np.random.default_rng([study.seed, person.int, number])
    main = [int(index) for index in rng.permutation(np.array(images, dtype=np.int64))]
    attention = _share(len(main), study.attention_percent, rng)
    shown = _checks(
        study, split if checks is None else checks, attention, person=person, number=number
    )
    room = max(len(main) - REPEAT_DISTANCE + 1, 0)
    repeats = min(_share(len(main), study.repeat_percent, rng), room)
    indices, phases = woven(main, shown, repeats=repeats, rng=rng)
    other = checks if checks is not None and shown and checks.name != split.name else None
    return Deck(
        preset=KEY,
        split=split.name,
        fingerprint=split.fingerprint,
        seed=number,
        indices=indices,
        numpy_version=np.__version__,
        source=f"study {study.code}",
        phases=phases,
        attention_split=other.name if other else "",
        attention_fingerprint=other.fingerprint if other else "",
        rules=study.rules(count=len(main), attention=len(shown), repeats=repeats),
    )


def _share(count: int, percent: int, rng: np.random.Generator) -> int:
    """Return `percent` of `count` trials, rounded up or down by chance so that the mean fits."""
    whole, rest = divmod(count * percent, 100)
    return whole + int(rng.random() < rest / 100)


_CLEAREST: dict[tuple[str, int], NDArray[np.intp]] = {}
"""What was found before, by fingerprint and number of classes: a second for each 60,000 images."""


def _clearest(split: Split, *, class_count: int) -> NDArray[np.intp]:
    """Return the clearest images of `split`, which are looked for before the first sitting."""
    key = (split.fingerprint, class_count)
    if key not in _CLEAREST:
        # A few hundred numbers, of the data that is open alone.
        _CLEAREST.clear()
        _CLEAREST[key] = clearest(split, class_count=class_count)
    return _CLEAREST[key]


def _checks(study: Study, split: Split, count: int, *, person: UUID, number: int) -> list[int]:
    if not count:
        return []
    clear = _clearest(split, class_count=len(study.class_names))
    if split.name == study.split:
        clear = clear[~np.isin(clear, study.indices)]
    if split.name == study.examples_split:
        shown = [index for images in study.examples for index in images]
        clear = clear[~np.isin(clear, shown)]
    if not len(clear):
        return []
    # One order for each person, of which every sitting takes the next few.
    order = np.random.default_rng([study.seed, person.int]).permutation(len(clear))
    usual = -(-study.sitting * study.attention_percent // 100)
    start = number * max(usual, count)
    places = (start + np.arange(min(count, len(clear)))) % len(clear)
    return [int(index) for index in clear[order[places]]]
