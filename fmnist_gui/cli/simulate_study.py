"""Simulated people who label for a study, in turn, as everybody else does."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import numpy as np

from fmnist_gui import __version__
from fmnist_gui.cli.simulate_host import Host
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.progress import Report
from fmnist_gui.core.session.record import Entry
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.simulate import Person, play
from fmnist_gui.core.study.study import Study
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.study_sitting import NothingLeftError, begin_sitting


@dataclass
class Labeller:
    """Somebody who goes on until they gave ``left`` labels more; ``serial`` counts people."""

    serial: int
    name: str
    left: int
    sittings: int = 0


def label(
    store: LabelStore,
    dataset: Dataset,
    study: Study,
    host: Host,
    crowd: Sequence[Labeller],
    *,
    person: Person,
    seed: int,
    now: datetime,
    report: Report,
) -> list[Session]:
    """Let each of the `crowd` have a sitting in turn until nothing is left for any of them.

    The `host` says which images each is handed. All are like `person`, and say the same with the
    same `seed`. Raises NothingLeftError when there was nothing from the beginning, and as
    :func:`begin_sitting` does.
    """
    sessions: list[Session] = []
    refused: NothingLeftError | None = None
    moments = dict.fromkeys((labeller.serial for labeller in crowd), now)
    total, waiting = sum(labeller.left for labeller in crowd), list(crowd)
    while waiting:
        labeller = waiting.pop(0)
        try:
            begin = partial(_begin, store, dataset, study, labeller, now=moments[labeller.serial])
            session = host.begin(store, labeller.name, begin)
        except NothingLeftError as error:
            refused = error
            continue
        entries: list[Entry] = []
        rng = np.random.default_rng([seed, labeller.serial, labeller.sittings])
        play(session, person, entries.append, rng=rng, now=moments[labeller.serial])
        store.append(*entries)
        sessions.append(session)
        moments[labeller.serial] = session.answers[-1].answered_at
        labeller.left -= len(session.record.deck.main_indices)
        labeller.sittings += 1
        if labeller.left:
            waiting.append(labeller)
        report(total - sum(each.left for each in crowd), total)
    if not sessions and refused is not None:
        raise refused
    report(total, total)
    return sessions


def _begin(
    store: LabelStore,
    dataset: Dataset,
    study: Study,
    labeller: Labeller,
    among: Collection[int] | None,
    *,
    now: datetime,
) -> Session:
    return begin_sitting(
        store,
        dataset,
        study.sha256,
        labeller.name,
        now=now,
        app_version=__version__,
        is_simulated=True,
        among=among,
        most=labeller.left,
    )
