"""Everything that people said about the open data, for the commands that count it."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fmnist_gui.cli.workplace import home_of, load_data, open_store
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.study.adjudication import adjudications
from fmnist_gui.core.study.consensus import study_votes
from fmnist_gui.core.study.kept_back import KeptBack
from fmnist_gui.core.table.vote_table import SplitVotes, VoteTable, vote_table
from fmnist_gui.store.kept_back import kept_back
from fmnist_gui.store.score_shelf import ScoreShelf
from fmnist_gui.store.study_sitting import study_split


@dataclass(frozen=True, eq=False)
class Collected:
    """The data, all votes about it, and the names of the imported human counts among them.

    ``title`` is what the votes are about, ``study`` the hash of the study that they are of, if it
    is of one. ``kept_back`` may not be told, and ``settled`` is what was concluded about the
    disputed images of the study, by index.
    """

    dataset: Dataset
    table: VoteTable
    crowds: list[str]
    title: str
    kept_back: KeptBack
    study: str | None = None
    settled: Mapping[int, Decision] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, object]:
        """What is told of the study, None without one, and of what is kept back."""
        return {"study": self.study, **self.kept_back.content}

    @property
    def lines(self) -> list[str]:
        """What is said of answers that do not enter."""
        return [*left_out(self.table), *self.kept_back.sentences]


def add_study(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a study."""
    parser.add_argument(
        "--study", metavar="NAME", help="of one study, whatever its state, by its name or code"
    )


def collected(chosen: argparse.Namespace) -> Collected:
    """Return what was collected, of all or of one study.

    Raises RequestError for a study that is not there, DeckError for one of other data.
    """
    if chosen.study is not None:
        return _of_study(chosen)
    dataset = load_data(chosen)
    shelf = ScoreShelf(home_of(chosen).scores)
    crowds = {name: shelf.kept(split.fingerprint).counts for name, split in dataset.splits.items()}
    with open_store(chosen) as store:
        given = {
            name: store.given_answers(split.fingerprint) for name, split in dataset.splits.items()
        }
        closed = kept_back(store, fingerprints=[s.fingerprint for s in dataset.splits.values()])
    votes = [
        SplitVotes(split.labels, given[name], [kept.counts for kept in crowds[name]])
        for name, split in dataset.splits.items()
    ]
    table = vote_table(votes, class_count=len(dataset.class_names))
    names = [kept.about.name for counts in crowds.values() for kept in counts]
    return Collected(dataset, table, names, dataset.title, closed)


def _of_study(chosen: argparse.Namespace) -> Collected:
    with open_store(chosen) as store:
        study = store.studies.find(chosen.study).study
        labels = store.studies.labels(study.sha256)
        closed = KeptBack(withdrawn=store.studies.withdrawn_answers(study.sha256))
        settled = adjudications(study, store.review.decisions(study.fingerprint))
    dataset = load_data(chosen)
    split = study_split(dataset, study)
    own = replace(dataset, splits={split.name: split}, class_names=study.class_names)
    table = study_votes(labels, class_count=len(study.class_names))
    title = f"the study {study.title}"
    return Collected(own, table, [], title, closed, study.sha256, settled)


def left_out(table: VoteTable) -> list[str]:
    """Return the line about answers that do not enter, if there are any."""
    if not table.left_out:
        return []
    answers = "answer" if table.left_out == 1 else "answers"
    return [
        f"Left out: {table.left_out:,} {answers} under other conditions than the standard one, "
        "which are never taken together with it."
    ]
