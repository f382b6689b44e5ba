"""How long the figures of a study of many people take: agreement, enough, what each person gave."""

import time
from collections.abc import Callable, Iterator
from uuid import UUID

import numpy as np

from fmnist_gui.cli.figure import Figure
from fmnist_gui.core.stats.agreement import alpha_interval, krippendorff_alpha
from fmnist_gui.core.stats.consensus import Numbers, SparseAnswers
from fmnist_gui.core.stats.one_more import one_more
from fmnist_gui.core.study.agreement import study_agreement
from fmnist_gui.core.study.labels import StudyLabels
from fmnist_gui.core.study.person import people_figures

RUNS = 5
ONCE = 1
"""What runs in the background is timed once: it takes seconds."""


def measured(truth: Numbers, answers: SparseAnswers) -> Iterator[Figure]:
    """Give the milliseconds of each figure over these answers, as a study with these labels.

    Alpha is timed from the answers themselves, with the table of votes it needs; the bootstrap and
    "one more label" are what the window computes in the background.
    """
    classes = answers.class_count
    labels = _labels(truth, answers)
    _, counts = labels.counts(classes)
    rng = np.random.default_rng(0)
    acts: tuple[tuple[str, int, Callable[[], object]], ...] = (
        ("krippendorff", RUNS, lambda: krippendorff_alpha(labels.counts(classes)[1])),
        ("krippendorff_bootstrap", ONCE, lambda: alpha_interval(counts, rng=rng)),
        ("one_more_label", ONCE, lambda: one_more(counts, truth, rng=rng)),
        ("kappas_of_pairs", RUNS, lambda: study_agreement(labels, class_count=classes)),
        ("figures_of_people", RUNS, lambda: people_figures(labels, class_count=classes)),
    )
    for name, runs, act in acts:
        times, worked = [], []
        for _ in range(runs):
            begun, begun_work = time.perf_counter(), time.process_time()
            act()
            times.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - begun_work) * 1000)
        yield Figure(f"study_{name}", times)
        yield Figure(f"study_{name}_processor", worked)


def _labels(truth: Numbers, answers: SparseAnswers) -> StudyLabels:
    count, people = len(answers), range(answers.annotator_count)
    nothing = np.zeros(count, dtype=np.bool_)
    number = np.arange(count)
    return StudyLabels(
        image=answers.image,
        annotator=answers.annotator,
        chosen=answers.chosen,
        label=truth[answers.image],
        response_s=np.random.default_rng(0).lognormal(0.5, 0.4, count),
        answered_us=number * 1_000_000,
        session=number // 50,
        is_check=nothing,
        is_repeat=nothing,
        is_batch=nothing,
        is_imported=nothing,
        is_simulated=nothing,
        was_seen=nothing,
        people=tuple(UUID(int=n) for n in people),
        names=tuple(f"Person {n}" for n in people),
    )
