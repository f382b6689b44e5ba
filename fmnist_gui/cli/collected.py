"""Everything that people said about the open data, for the commands that count it."""

import argparse
from dataclasses import dataclass

from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.table.vote_table import SplitVotes, VoteTable, vote_table
from fmnist_gui.store.score_shelf import ScoreShelf


@dataclass(frozen=True, eq=False)
class Collected:
    """The data, all votes about it, and the names of the imported human counts among them."""

    dataset: Dataset
    table: VoteTable
    crowds: list[str]


def add_study(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a study."""
    parser.add_argument(
        "--study", metavar="NAME", help="of one study; there are none here yet, so leave it out"
    )


def collected(chosen: argparse.Namespace) -> Collected:
    """Return what was collected; raises RequestError for a study that is not there."""
    if chosen.study is not None:
        raise RequestError(
            f"there is no study {chosen.study[:40]!r} here; without --study everything collected "
            "is counted"
        )
    dataset = load_data(chosen)
    shelf = ScoreShelf(home_of(chosen).scores)
    crowds = {name: shelf.kept(split.fingerprint).counts for name, split in dataset.splits.items()}
    with open_store(chosen) as store:
        given = {
            name: store.given_answers(split.fingerprint) for name, split in dataset.splits.items()
        }
    votes = [
        SplitVotes(split.labels, given[name], [kept.counts for kept in crowds[name]])
        for name, split in dataset.splits.items()
    ]
    table = vote_table(votes, class_count=len(dataset.class_names))
    names = [kept.about.name for counts in crowds.values() for kept in counts]
    return Collected(dataset, table, names)


def left_out(table: VoteTable) -> list[str]:
    """Return the line about answers that do not enter, if there are any."""
    if not table.left_out:
        return []
    answers = "answer" if table.left_out == 1 else "answers"
    return [
        f"Left out: {table.left_out:,} {answers} under other conditions than the standard one, "
        "which are never taken together with it."
    ]
