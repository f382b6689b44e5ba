from statistics import median

import numpy as np

from fmnist_gui.core.stats.median import group_medians


def test_each_group_has_the_median_of_its_values() -> None:
    rng = np.random.default_rng(0)
    groups, values = rng.integers(3, 9, 60), rng.normal(size=60)

    expected = [
        median(v for g, v in zip(groups, values, strict=True) if g == group)
        for group in sorted(set(groups.tolist()))
    ]

    assert group_medians(groups, values).tolist() == expected


def test_no_values_have_no_median() -> None:
    assert len(group_medians(np.empty(0, dtype=np.intp), np.empty(0))) == 0
