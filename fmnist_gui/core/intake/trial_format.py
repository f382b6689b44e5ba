"""Trials of experiments, which say the true class: so they tell whether they are of this data."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.split_choice import candidates
from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange import cifar10h_raw, trial_csv
from fmnist_gui.core.exchange.cifar10h_raw import RawTrial
from fmnist_gui.core.exchange.flat_row import RowError
from fmnist_gui.core.exchange.reading import read_table
from fmnist_gui.core.exchange.trial_csv import Trial
from fmnist_gui.core.exchange.vote import Vote
from fmnist_gui.core.intake.labelled import (
    CHECK,
    UNANSWERED,
    Given,
    Labelled,
    NoLabelError,
    seconds,
)

Row = TypeVar("Row")
Truth = tuple[str, int, int]
"""What a trial says of its image: split, index, and the true class."""


def raw_trials(path: Path, dataset: Dataset, split: str | None) -> Given:
    """Return the labels of a raw table of CIFAR-10H; its column of indices names the split.

    Under the name of the first release it is the one called `split`, or the test images.
    """
    possible = candidates(tuple(dataset.splits.values()), named=split)
    meant, index = _index_column(path, possible, split)
    classes = len(dataset.class_names)
    table = cifar10h_raw.source(path, index=index, images=len(meant), classes=classes)

    def truth(trial: RawTrial) -> Truth | None:
        is_check = trial.is_attn_check
        return None if is_check else (meant.name, trial.index, trial.true_label)

    def labelled(trial: RawTrial) -> Labelled:
        if trial.is_attn_check:
            raise NoLabelError(CHECK)
        worker = f"annotator {trial.annotator_id}"
        vote = Vote(meant.name, trial.index, worker, trial.chosen_label)
        return Labelled(vote, seconds((trial.reaction_time or 0) / 1000))

    return Given(_fitting(path, table, dataset, truth, labelled), table.told)


def session_trials(path: Path, dataset: Dataset) -> Given:
    """Return the labels of one session as model-vs-human has them."""
    images = {name: len(one) for name, one in dataset.splits.items()}
    table = trial_csv.source(path, images, dataset.class_names)

    def truth(trial: Trial) -> Truth:
        return trial.split, trial.image_index, trial.label

    def labelled(trial: Trial) -> Labelled:
        if trial.chosen is None:
            raise NoLabelError(UNANSWERED)
        is_simulated = trial_csv.is_simulated(trial.subject)
        vote = Vote(trial.split, trial.image_index, trial.subject, trial.chosen, is_simulated)
        return Labelled(vote, seconds(trial.rt_s))

    return Given(_fitting(path, table, dataset, truth, labelled), table.told)


def _index_column(path: Path, possible: list[Split], split: str | None) -> tuple[Split, str]:
    header = read_table(path, ("annotator_id", "chosen_label"), what=cifar10h_raw.WHAT).header
    own = [name for name in header if name.endswith("_idx") and name != cifar10h_raw.STRICT_INDEX]
    for one in possible:
        for name in own:
            if name.endswith(f"_{one.name}_idx"):
                return one, name
    if own and cifar10h_raw.STRICT_INDEX not in header:
        raise DataError(
            path,
            expected=f"trials about {listed([one.name for one in possible])}",
            found=f"the column of indices {own[0]}",
            remedy="open the data that it is about, or choose another file",
        )
    # The release is about test images, and so its column is called.
    meant = next((one for one in possible if one.name in (split, "test")), possible[0])
    return meant, cifar10h_raw.STRICT_INDEX


def _fitting(
    path: Path,
    rows: Iterable[tuple[int, Row | RowError]],
    dataset: Dataset,
    truth: Callable[[Row], Truth | None],
    labelled: Callable[[Row], Labelled],
) -> Iterator[tuple[int, Labelled | RowError]]:
    """Give the labels of trials whose true class is that of the data.

    Raises DataError in the end when more are not than are: by chance a tenth fits any data.
    """
    wrong = right = 0
    for line, row in rows:
        if isinstance(row, RowError):
            yield line, row
            continue
        split, index, said = truth(row) or ("", 0, 0)
        found = int(dataset.splits[split].labels[index]) if split else said
        if found != said:
            wrong += 1
            names = dataset.class_names
            yield line, RowError(f"true class {names[said]}, which is {names[found]} in this data")
            continue
        right += bool(split)
        try:
            yield line, labelled(row)
        except RowError as error:
            yield line, error
    if wrong > right:
        raise DataError(
            path,
            expected=f"trials with the true classes of {dataset.title}",
            found=f"others in {wrong:,} of {wrong + right:,} rows",
            remedy="choose a file that was made for this data",
        )
