"""How long a consensus of many people takes, and how often it is right."""

import time
from collections.abc import Iterator

import numpy as np

from fmnist_gui.cli import study_time
from fmnist_gui.cli.figure import Figure
from fmnist_gui.core.stats.consensus import Numbers, SparseAnswers
from fmnist_gui.core.stats.dawid_skene import dawid_skene
from fmnist_gui.core.stats.majority import plurality
from fmnist_gui.core.stats.one_coin import one_coin

IMAGES, PEOPLE, CLASSES = 10_000, 50, 10
"""Everybody answers every image."""

RUNS = 5
KINDS = {"clear": (0.5, 0.95), "hard": (0.2, 0.5)}
"""How often the worst and the best of the people are right where an image is not easy to mistake.

Fits of hard answers take many more rounds.
"""

MISTAKEN, SHARE = 0.3, 0.5
"""So many images look like one other class, and of the wrong answers to them so many name it."""


def measured() -> Iterator[Figure]:
    """Give the milliseconds of each model, its rounds and its accuracy, for each of the kinds.

    Those of the processor are fewer where other programs want it too. The accuracy of the
    plurality stands beside them. The first run of the first model loads scipy. With the clear ones
    come the times of a study's figures.
    """
    for kind, accuracies in KINDS.items():
        truth, answers = _crowd(*accuracies)
        for name, model in (("dawid_skene", dawid_skene), ("one_coin", one_coin)):
            times, worked = [], []
            for _ in range(RUNS):
                begun, begun_work = time.perf_counter(), time.process_time()
                found = model(answers)
                times.append((time.perf_counter() - begun) * 1000)
                worked.append((time.process_time() - begun_work) * 1000)
            yield Figure(f"consensus_{name}_{kind}", times)
            yield Figure(f"consensus_{name}_{kind}_processor", worked)
            yield Figure(f"consensus_{name}_{kind}_rounds", [found.rounds], "rounds")
            right = float(np.mean(found.label == truth))
            yield Figure(f"consensus_{name}_{kind}_accuracy", [right], "share")
        right = float(np.mean(plurality(answers.counts()).winner == truth))
        yield Figure(f"consensus_plurality_{kind}_accuracy", [right], "share")
        if kind == "clear":
            yield from study_time.measured(truth, answers)


def _crowd(worst: float, best: float) -> tuple[Numbers, SparseAnswers]:
    """Return the classes of the images and what everybody said, in no order."""
    rng = np.random.default_rng(0)
    truth = rng.integers(CLASSES, size=IMAGES)
    looks_like = (truth + 2) % CLASSES
    is_mistaken = rng.random(IMAGES) < MISTAKEN
    order = rng.permutation(IMAGES * PEOPLE)
    image, annotator = order // PEOPLE, order % PEOPLE
    is_right = rng.random(len(order)) < np.linspace(worst, best, PEOPLE)[annotator]
    is_alike = is_mistaken[image] & (rng.random(len(order)) < SHARE)
    wrong = np.where(is_alike, looks_like[image], rng.integers(CLASSES, size=len(order)))
    chosen = np.where(is_right, truth[image], wrong)
    return truth, SparseAnswers(image, annotator, chosen, IMAGES, PEOPLE, CLASSES)
