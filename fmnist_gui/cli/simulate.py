"""``simulate``: simulated people answer a deck, or label for a study, through everybody's code."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import numpy as np

from fmnist_gui import __version__
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.simulate_host import Host, host_of
from fmnist_gui.cli.simulate_study import Labeller, label
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.exchange.confusion_file import read_confusion
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.session.chooser import (
    AccuracyChooser,
    Chooser,
    ConfusionChooser,
    CountsChooser,
)
from fmnist_gui.core.session.deck_content import protocol_of
from fmnist_gui.core.session.record import Entry
from fmnist_gui.core.session.session import Session
from fmnist_gui.core.session.simulate import Person, ResponseTimes, Sureness, play
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start, begin, matching_split
from fmnist_gui.store.study_sitting import study_split

DEFAULT_ACCURACY = 0.8
LONGEST_S = 3600.0

MOST_ANSWERS = 1_000_000
"""Of one command: half an hour, and a few hundred megabytes; more is a slip of the keys."""

BATCH = 200
"""Answers stored at once: nobody waits between two answers of somebody who is simulated."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``simulate``."""
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--deck", type=Path, metavar="FILE", help="the deck that they answer")
    target.add_argument(
        "--study",
        metavar="NAME",
        help="the study that they label for, in turn, by its name or code, until nothing is left "
        "for any of them; the server that it is shared on, if any, sets images aside for them",
    )
    parser.add_argument(
        "--images", type=int, metavar="N", help="for a study: labels that each gives at most"
    )
    parser.add_argument(
        "--annotators",
        type=int,
        default=1,
        metavar="N",
        help="1 if not given; in a panel each has an order of their own",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--accuracy",
        type=float,
        default=DEFAULT_ACCURACY,
        metavar="P",
        help=f"chance of agreeing with the file, {DEFAULT_ACCURACY} if not given",
    )
    how.add_argument("--counts", type=Path, metavar="FILE", help="draw from human counts instead")
    how.add_argument(
        "--confusion",
        type=Path,
        metavar="FILE",
        help="follow a confusion matrix instead: JSON or CSV, or what 'results --json' printed",
    )
    usual = ResponseTimes()
    for name, seconds, what in (
        ("mu", usual.mu_s, "mean of the normal part"),
        ("sigma", usual.sigma_s, "its standard deviation"),
        ("tau", usual.tau_s, "mean of the exponential part"),
    ):
        parser.add_argument(
            f"--{name}",
            type=float,
            default=seconds,
            metavar="S",
            help=f"of the response times, {what}: {seconds} s if not given",
        )
    parser.add_argument(
        "--without-confidence",
        action="store_true",
        help="do not say how sure an answer is, where the deck asks for it",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="of their answers, 0 if not given",
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_simulate)


def _simulate(chosen: argparse.Namespace, output: Output) -> None:
    _check(chosen)
    if chosen.study is not None:
        _label(chosen, output)
        return
    deck = deck_file.read(chosen.deck)
    _check_total(chosen.annotators, len(deck.indices))
    rules = protocol_of(deck)
    dataset = load_data(chosen)
    person = _person(chosen, dataset, matching_split(dataset, deck))
    report, total = progress("Simulating"), chosen.annotators * len(deck.indices)
    now, sessions = datetime.now(UTC), []
    with open_store(chosen) as store:
        people = zip(range(chosen.annotators), _new_people(store), strict=False)
        for number, (serial, name) in people:
            _know(store, name, seed=chosen.seed)
            start = Start(
                protocol=rules,
                annotator=name,
                seed=deck.seed,
                app_version=__version__,
                deck=deck,
                is_simulated=True,
            )
            session = begin(store, dataset, start, now=now)
            entries: list[Entry] = []
            rng = np.random.default_rng([chosen.seed, serial])
            play(session, person, entries.append, rng=rng, now=now)
            for first in range(0, len(entries), BATCH):
                store.append(*entries[first : first + BATCH])
                report(number * len(deck.indices) + first, total)
            sessions.append(session)
        report(total, total)
    answer, counts = _told(sessions)
    output.give(answer, [f"{counts}:", *(str(session.record.id) for session in sessions)])


def _label(chosen: argparse.Namespace, output: Output) -> None:
    dataset = load_data(chosen)
    with open_store(chosen) as store, ExitStack() as stack:
        study = store.studies.find(chosen.study).study
        host = stack.enter_context(host_of(store, study))
        split = study_split(dataset, study)
        each = min(chosen.images or len(study.indices), len(study.indices))
        _check_total(chosen.annotators, each, what="labels for this study")
        people = zip(range(chosen.annotators), _new_people(store), strict=False)
        crowd = [Labeller(serial, name, each) for _, (serial, name) in people]
        for labeller in crowd:
            _know(store, labeller.name, seed=chosen.seed)
        sessions = label(
            store,
            dataset,
            study,
            host,
            crowd,
            person=_person(chosen, dataset, split),
            seed=chosen.seed,
            now=datetime.now(UTC),
            report=progress("Simulating"),
        )
    answer, counts = _told(sessions)
    more = {"server": host.place or None, "claimed": host.claimed, "problem": host.problem or None}
    output.give({**answer, **more}, [f"{counts}.", *_lines(host)])


def _lines(host: Host) -> Iterator[str]:
    """Say where the images came from."""
    if not host.place:
        return
    if host.problem:
        yield (
            f"Images were handed out from what is known here, and some may be labelled more often "
            f"than wanted, since the server failed: {host.problem}."
        )
    else:
        yield f"{host.place} set the images aside."
    yield f"Send the answers with 'fmnist-gui study sync {host.place}'."


def _told(sessions: Sequence[Session]) -> tuple[dict[str, object], str]:
    """Return what was made for programs, and how much it is."""
    answers = sum(len(session.answers) for session in sessions)
    ids = [str(session.record.id) for session in sessions]
    noun = "session" if len(ids) == 1 else "sessions"
    return {"sessions": ids, "answers": answers}, f"{len(ids):,} {noun}, {answers:,} answers"


def _check(chosen: argparse.Namespace) -> None:
    """Raise RequestError for numbers that nobody could be simulated by."""
    if chosen.annotators < 1 or not 0 <= chosen.accuracy <= 1 or chosen.seed < 0:
        raise RequestError(
            "simulate needs at least 1 annotator, an accuracy from 0 to 1 and a seed from 0; "
            f"given were {chosen.annotators}, {chosen.accuracy:g} and {chosen.seed}"
        )
    if chosen.images is not None and (chosen.study is None or chosen.images < 1):
        raise RequestError(
            "--images counts the labels that each person gives to a study, from 1 on; use it with "
            "--study"
        )
    times = (chosen.mu, chosen.sigma, chosen.tau)
    if not all(0 <= seconds <= LONGEST_S for seconds in times):
        raise RequestError(
            f"response times need a mu, sigma and tau from 0 to {LONGEST_S:g} seconds; given were "
            + ", ".join(f"{seconds:g}" for seconds in times)
        )


def _check_total(people: int, trials: int, *, what: str = "answers to this deck") -> None:
    """Raise RequestError for more answers than anybody means."""
    if people * trials > MOST_ANSWERS:
        raise RequestError(
            f"{people:,} simulated people would give {people * trials:,} {what}; at "
            f"most {MOST_ANSWERS:,} are given at once, so choose up to {MOST_ANSWERS // trials:,}"
        )


def _new_people(store: LabelStore) -> Iterator[tuple[int, str]]:
    """Give numbers and names of new people: who has seen the deck would not be scored on it."""
    taken = {annotator.name for annotator in store.annotators()}
    return ((n, name) for n in count(1) if (name := f"Simulated {n}") not in taken)


def _know(store: LabelStore, name: str, *, seed: int) -> None:
    """Store a simulated person, whose order in a panel comes from who it is: the same by `seed`."""
    person_id = uuid5(NAMESPACE_URL, f"fmnist-gui:simulated/{seed}/{name}")
    is_taken = any(annotator.id == person_id for annotator in store.annotators())
    store.annotator(name, new_id=None if is_taken else person_id)


def _person(chosen: argparse.Namespace, dataset: Dataset, split: Split) -> Person:
    return Person(
        _chooser(chosen, dataset, split),
        ResponseTimes(mu_s=chosen.mu, sigma_s=chosen.sigma, tau_s=chosen.tau),
        None if chosen.without_confidence else Sureness(),
    )


def _chooser(chosen: argparse.Namespace, dataset: Dataset, split: Split) -> Chooser:
    classes = len(dataset.class_names)
    if chosen.counts is not None:
        return CountsChooser(read_counts(chosen.counts, images=len(split), classes=classes))
    if chosen.confusion is not None:
        return ConfusionChooser(read_confusion(chosen.confusion, classes=classes))
    return AccuracyChooser(chosen.accuracy, classes)
