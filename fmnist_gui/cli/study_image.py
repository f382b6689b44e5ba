"""Which images of a split a study asks about, as a command line chooses them."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.cli.custom_rules import list_source, listed
from fmnist_gui.cli.review_queue import measured
from fmnist_gui.cli.review_score import shelf_of
from fmnist_gui.cli.subject import split_with
from fmnist_gui.cli.workplace import annotator_here, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.exchange import deck_file, index_text
from fmnist_gui.core.exchange.list_mark import is_list
from fmnist_gui.core.query.parse import parse
from fmnist_gui.core.session.chosen import EVERYTHING, Chosen, chosen_by_deck, chosen_by_query
from fmnist_gui.core.study.draft import Among

ALL = "all"


@dataclass(frozen=True)
class Images:
    """Images of ``split`` as a draft of a study takes them; ``count`` of them by chance."""

    split: str
    among: Among
    chosen: Chosen = EVERYTHING
    count: int = 1


def add_images(parser: argparse.ArgumentParser) -> None:
    """Add the choice of images."""
    parser.add_argument("--split", metavar="S", help="of which split; test if not given")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--images",
        default=ALL,
        metavar="all|FILE",
        help="all of them (default), or those in a file: their numbers, or a list of images as "
        "Explore exports it",
    )
    which.add_argument("--count", type=int, metavar="N", help="so many by chance")
    which.add_argument(
        "--where",
        metavar="QUERY",
        help="those that this query means, as in Explore: 'class:shirt margin<0.3'",
    )
    which.add_argument("--deck", type=Path, metavar="FILE", help="those of a deck")


def chosen_images(chosen: argparse.Namespace, dataset: Dataset) -> Images:
    """Return the images asked for. Raises RequestError, QueryError, DataError or DeckError."""
    if chosen.deck is not None:
        deck = deck_file.read(chosen.deck)
        split = split_with(dataset, chosen.split or deck.split, indices=())
        return Images(split.name, "deck", chosen_by_deck(deck, split))
    path = Path(chosen.images)
    if chosen.images != ALL and is_list(path):
        name, indices = listed(path, dataset, split=chosen.split)
        return Images(name, "explore", Chosen(indices, list_source(path)))
    name = split_with(dataset, chosen.split or "test", indices=()).name
    if chosen.images != ALL:
        indices = index_text.read(path, images=len(dataset.splits[name]))
        return Images(name, "explore", Chosen(indices, list_source(path)))
    if chosen.count is not None:
        return Images(name, "random", count=chosen.count)
    if chosen.where is not None:
        return Images(name, "filter", _found(chosen, dataset, split=name))
    return Images(name, "all")


def _found(chosen: argparse.Namespace, dataset: Dataset, *, split: str) -> Chosen:
    from fmnist_gui.core.dataset.gallery import gallery_of
    from fmnist_gui.store.evidence import gather, read_people

    # What cannot be asked is said before anything is read.
    query = parse(chosen.where)
    gallery = gallery_of(dataset)
    with open_store(chosen) as store:
        people = read_people(store, gallery, name=chosen.annotator or annotator_here(chosen))
    table = gather(dataset, gallery, shelf_of(chosen), people, with_neighbours=False).table
    return chosen_by_query(chosen.where, gallery, measured(table, gallery, query), split=split)
