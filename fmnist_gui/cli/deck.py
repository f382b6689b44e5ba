"""``deck``: draw a deck, or show one."""

import argparse
import secrets
from pathlib import Path

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.workplace import load_data
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.preset import PRESETS, preset

SHOWN = 12


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``deck``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="new|show")
    new = verbs.add_parser("new", help="draw a deck from the data and write it")
    keys = ", ".join(protocol.key for protocol in PRESETS)
    new.add_argument("--preset", required=True, metavar="NAME", help=f"one of {keys}")
    new.add_argument(
        "--seed", type=int, metavar="N", help="drawn if not given, or the preset's own"
    )
    new.add_argument("--count", type=int, metavar="N", help="images, if not the preset's number")
    new.add_argument("--out", type=Path, required=True, metavar="FILE", help="the deck's file")
    add_classes(new)
    new.set_defaults(run=_new)
    show = verbs.add_parser("show", help="what a deck holds, after checking its hash")
    show.add_argument("file", type=Path, metavar="FILE", help="a deck that was written before")
    show.set_defaults(run=_show)
    for verb in (parser, new, show):
        add_common(verb)


def _new(chosen: argparse.Namespace, output: Output) -> None:
    protocol = preset(chosen.preset)
    dataset = load_data(chosen)
    if protocol.split not in dataset.splits:
        raise DeckError(
            dataset.title,
            expected=f"a {protocol.split} split for {protocol.title}",
            found=" and ".join(dataset.splits),
            remedy="name a folder that holds it with --data",
        )
    split = dataset.splits[protocol.split]
    drawn = secrets.randbelow(2**31) if protocol.seed is None else protocol.seed
    seed = drawn if chosen.seed is None else chosen.seed
    if seed < 0:
        raise DeckError(
            f"seed {seed}", expected="a number from 0", found="less", remedy="choose another"
        )
    deck = deck_for(protocol, Pool(split), seed=seed, count=chosen.count)
    deck_file.write(chosen.out, deck)
    _give(deck, output)


def _show(chosen: argparse.Namespace, output: Output) -> None:
    _give(deck_file.read(chosen.file), output)


def _give(deck: Deck, output: Output) -> None:
    more = f" and {len(deck.indices) - SHOWN:,} more" if len(deck.indices) > SHOWN else ""
    lines = [
        f"Deck {deck.code}: {len(deck.indices):,} {deck.split} images, preset {deck.preset}, "
        f"seed {deck.seed}",
        f"SHA-256 {deck.sha256}",
        f"of data with fingerprint {deck.fingerprint[:16]}",
        "images " + ", ".join(map(str, deck.indices[:SHOWN])) + more,
    ]
    answer = {
        "sha256": deck.sha256,
        "indices": list(deck.indices),
        "preset": deck.preset,
        "seed": deck.seed,
        "fingerprint": deck.fingerprint,
        "split": deck.split,
        "code": deck.code,
    }
    output.give(answer, lines)
