"""How long scoring takes, and how well its ranking finds the images about which people disagree."""

import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.child import run_in_child
from fmnist_gui.core.dataset.dataset import Dataset, Labels
from fmnist_gui.core.dataset.predictions import Probs
from fmnist_gui.core.review import quality
from fmnist_gui.core.review.difficulty import Difficulty, rankings
from fmnist_gui.core.stats.discrimination import auroc

STRONG = 0.7
"""An image of which so many people chose one other class is surely worth a look."""

Counts = NDArray[np.int64]
Measured = tuple[str, float, str]
"""Name, value and unit."""


def measured(dataset: Dataset) -> tuple[Difficulty, Iterator[Measured]]:
    """Return the scores of all images of the data, and seconds and accuracy of both rankings."""
    firsts: list[tuple[float, Difficulty]] = []
    begun = time.monotonic()
    final = run_in_child(
        rankings,
        {split.name: (split.images, split.labels) for split in dataset.splits.values()},
        len(dataset.class_names),
        on_first=lambda found: firsts.append((time.monotonic() - begun, found)),
    )
    seconds = time.monotonic() - begun
    ((first_s, first),) = firsts
    return final, iter(
        (
            ("score_first_ranking", first_s, "s"),
            ("score_final_ranking", seconds, "s"),
            ("score_first_accuracy", first.accuracy, "share"),
            ("score_final_accuracy", final.accuracy, "share"),
        )
    )


def found_by_rank(probs: Probs, labels: Labels, counts: Counts) -> Iterator[Measured]:
    """Give the AUROC of each ranking for two kinds of images, by the counts (n, classes) of people.

    "other" are those whose plurality differs from the label, "strong" those of which
    ``STRONG`` of the people chose one other class. Random order stands beside.
    """
    shares = counts / counts.sum(axis=1, keepdims=True)
    kinds = {
        "other": counts.argmax(axis=1) != labels,
        "strong": quality.best_other(shares, labels) >= STRONG,
    }
    rankings_of = {
        "margin": -quality.margin(probs, labels),
        "self_confidence": -quality.self_confidence(probs, labels),
        "entropy": quality.entropy(probs),
        "random": np.random.default_rng(0).random(len(labels)),
    }
    for name, scores in rankings_of.items():
        for kind, is_it in kinds.items():
            area = auroc(scores, is_it)
            if area is not None:
                yield f"auroc_{kind}_by_{name}", area, "share"
