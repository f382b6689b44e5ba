"""``simulate``: simulated people answer a deck through the same code as everybody else."""

import argparse
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import numpy as np

from fmnist_gui import __version__
from fmnist_gui.cli.output import Output, progress
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.exchange.human_counts import read_counts
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.simulate import AccuracyChooser, Chooser, CountsChooser, play
from fmnist_gui.store.sitting import Start, begin, matching_split

DEFAULT_ACCURACY = 0.8


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``simulate``."""
    parser.add_argument(
        "--deck", type=Path, required=True, metavar="FILE", help="the deck that they answer"
    )
    parser.add_argument("--annotators", type=int, default=1, metavar="N", help="1 if not given")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--accuracy",
        type=float,
        default=DEFAULT_ACCURACY,
        metavar="P",
        help=f"chance of agreeing with the file, {DEFAULT_ACCURACY} if not given",
    )
    how.add_argument("--counts", type=Path, metavar="FILE", help="draw from human counts instead")
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of their answers, 0 if not given"
    )
    add_classes(parser)
    add_common(parser)
    parser.set_defaults(run=_simulate)


def _simulate(chosen: argparse.Namespace, output: Output) -> None:
    if chosen.annotators < 1 or not 0 <= chosen.accuracy <= 1 or chosen.seed < 0:
        raise RequestError(
            "simulate needs at least 1 annotator, an accuracy from 0 to 1 and a seed from 0; "
            f"given were {chosen.annotators}, {chosen.accuracy:g} and {chosen.seed}"
        )
    deck = deck_file.read(chosen.deck)
    dataset = load_data(chosen)
    chooser = _chooser(chosen, dataset, deck)
    report = progress("Simulating")
    now, sessions = datetime.now(UTC), []
    with open_store(chosen) as store:
        # New people each time: one who has seen the deck before would not be scored on it.
        taken = {annotator.name for annotator in store.annotators()}
        names = (name for n in count(1) if (name := f"Simulated {n}") not in taken)
        for number in range(chosen.annotators):
            start = Start(
                protocol=preset(deck.preset),
                annotator=next(names),
                seed=deck.seed,
                app_version=__version__,
                deck=deck,
                is_simulated=True,
            )
            session = begin(store, dataset, start, now=now)
            rng = np.random.default_rng([chosen.seed, number])
            play(session, chooser, store.append, rng=rng, now=now)
            sessions.append(str(session.record.id))
            report(number + 1, chosen.annotators)
    noun = "session" if len(sessions) == 1 else "sessions"
    lines = [f"{len(sessions)} {noun} with {len(deck.indices):,} answers each:", *sessions]
    output.give({"sessions": sessions}, lines)


def _chooser(chosen: argparse.Namespace, dataset: Dataset, deck: Deck) -> Chooser:
    classes = len(dataset.class_names)
    if chosen.counts is None:
        return AccuracyChooser(chosen.accuracy, classes)
    split = matching_split(dataset, deck)
    return CountsChooser(read_counts(chosen.counts, images=len(split), classes=classes))
