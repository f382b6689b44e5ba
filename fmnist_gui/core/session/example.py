"""Which images show what a class looks like, beside the one that is asked about."""

from collections.abc import Collection

import numpy as np

from fmnist_gui.core.dataset.dataset import Split


def class_examples(
    split: Split, *, class_count: int, per_class: int, without: Collection[int] = ()
) -> tuple[tuple[int, ...], ...]:
    """Return the first `per_class` images of each class of `split`, by class number.

    Images in `without` are left out, as those that are still to be asked about.
    """
    may_show = np.ones(len(split), dtype=np.bool_)
    may_show[[index for index in without if index < len(split)]] = False
    return tuple(
        tuple(np.flatnonzero((split.labels == number) & may_show)[:per_class].tolist())
        for number in range(class_count)
    )
