"""``deck``: draw a deck, or show one."""

import argparse
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from fmnist_gui.cli.custom_rules import Wish, add_custom, check_unused, wish
from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_classes, add_common
from fmnist_gui.cli.target import check_target
from fmnist_gui.cli.workplace import home_of, load_data
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DeckError, RequestError
from fmnist_gui.core.exchange import deck_file
from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.drawing import Pool, deck_for
from fmnist_gui.core.session.preset import CUSTOM, PRESETS, preset
from fmnist_gui.core.session.protocol import STANDARD, Protocol

SHOWN = 12


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``deck``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="new|show")
    new = verbs.add_parser("new", help="draw a deck from the data and write it")
    keys = ", ".join(protocol.key for protocol in PRESETS)
    new.add_argument("--preset", required=True, metavar="NAME", help=f"one of {keys}, or {CUSTOM}")
    new.add_argument(
        "--seed", type=int, metavar="N", help="drawn if not given; some presets have their own"
    )
    new.add_argument("--count", type=int, metavar="N", help="images, if not the preset's number")
    new.add_argument(
        "--day", type=_day, metavar="YYYY-MM-DD", help="of a daily deck, today if not given"
    )
    new.add_argument("--out", type=Path, required=True, metavar="FILE", help="the deck's file")
    add_classes(new)
    add_custom(new)
    new.set_defaults(run=_new)
    show = verbs.add_parser("show", help="what a deck holds, after checking its hash")
    show.add_argument("file", type=Path, metavar="FILE", help="a deck that was written before")
    show.set_defaults(run=_show)
    for verb in (parser, new, show):
        add_common(verb)


def _new(chosen: argparse.Namespace, output: Output) -> None:
    check_target(chosen.out, home_of(chosen), read=deck_file.read, kind="a deck")
    protocol = None if chosen.preset.strip().casefold() == CUSTOM else preset(chosen.preset)
    if protocol is not None:
        check_unused(chosen)
    if chosen.day is not None and (protocol is None or not protocol.is_daily):
        raise RequestError("--day is that of a daily deck; use it with --preset daily")
    seed = secrets.randbelow(2**31) if chosen.seed is None else chosen.seed
    if seed < 0:
        raise DeckError(
            f"seed {seed}", expected="a number from 0", found="less", remedy="choose another"
        )
    dataset = load_data(chosen)
    wished = wish(chosen, dataset) if protocol is None else Wish(protocol, None, "")
    pool = _pool(dataset, wished)
    day = chosen.day or date.today()
    deck = deck_for(wished.rules, pool, seed=seed, count=chosen.count, day=day)
    deck_file.write(chosen.out, deck)
    fewer = _fewer(deck, wished.rules)
    notes = [f"only {got:,} of {asked:,} {name} trials" for name, (asked, got) in fewer.items()]
    if chosen.seed is not None and chosen.seed != deck.seed:
        notes.append(
            f"--seed {chosen.seed} was not used: {wished.rules.title} has a seed of its own"
        )
    more = {name: {"asked": asked, "drawn": got} for name, (asked, got) in fewer.items()}
    _give(deck, output, more={"fewer_trials": more} if more else {}, notes=notes)


def _fewer(deck: Deck, rules: Protocol) -> dict[str, tuple[int, int]]:
    """Return of which extra trials how many were asked for and drawn, where there are fewer."""
    drawn = Counter[str](deck.phases)
    asked = {"repeat": rules.repeats, "attention": rules.attention}
    return {name: (n, drawn[name]) for name, n in asked.items() if drawn[name] < n}


def _pool(dataset: Dataset, wished: Wish) -> Pool:
    rules = wished.rules
    if rules.split not in dataset.splits:
        raise DeckError(
            dataset.title,
            expected=f"a {rules.split} split for {rules.title}",
            found=" and ".join(dataset.splits),
            remedy="name a folder that holds it with --data",
        )
    other = next((split for name, split in dataset.splits.items() if name != rules.split), None)
    return Pool(dataset.splits[rules.split], only=wished.only, source=wished.source, checks=other)


def _show(chosen: argparse.Namespace, output: Output) -> None:
    _give(deck_file.read(chosen.file), output)


def _give(
    deck: Deck,
    output: Output,
    *,
    more: Mapping[str, object] = MappingProxyType({}),
    notes: Sequence[str] = (),
) -> None:
    answer = {
        "sha256": deck.sha256,
        "indices": list(deck.indices),
        "preset": deck.preset,
        "seed": deck.seed,
        "fingerprint": deck.fingerprint,
        "split": deck.split,
        "code": deck.code,
        # What only some decks say: source, phases, rules ...
        **deck.more(),
        **more,
    }
    output.give(answer, [*_lines(deck), *notes])


def _lines(deck: Deck) -> list[str]:
    more = f" and {len(deck.indices) - SHOWN:,} more" if len(deck.indices) > SHOWN else ""
    lines = [
        f"Deck {deck.code}: {len(deck.indices):,} {deck.split} images, preset {deck.preset}, "
        f"seed {deck.seed}",
        f"SHA-256 {deck.sha256}",
        f"of data with fingerprint {deck.fingerprint[:16]}",
        "images " + ", ".join(map(str, deck.indices[:SHOWN])) + more,
    ]
    if deck.source:
        lines.append(f"drawn {deck.source}" if deck.is_by_chance else f"from {deck.source}")
    if deck.phases:
        lines.append("trials " + ", ".join(f"{n} {p}" for p, n in Counter(deck.phases).items()))
    if deck.rules:
        lines.append("rules " + _rules(deck.rules))
    if deck.base:
        lines.append(f"one person's order of deck {deck.base[:8]}")
    if deck.matrix:
        lines.append(f"in a matrix of {len(deck.matrix)} images")
    return lines


def _rules(rules: Protocol) -> str:
    parts = [rules.summary.rstrip(".")]
    parts += [] if rules.condition == STANDARD else [rules.condition]
    parts += [] if rules.confidence == "none" else [f"confidence by {rules.confidence}"]
    parts += ["a second choice"] if rules.has_second_choice else []
    return ", ".join([*parts, "scored" if rules.enters_accuracy else "never scored"])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"expected a day as in 2025-03-01, not {text[:40]!r}"
        ) from error
