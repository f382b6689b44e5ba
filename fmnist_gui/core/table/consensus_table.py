"""One label per image from everything that was collected, as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.stats.agreement import CountTable
from fmnist_gui.core.stats.consensus import Floats, SparseAnswers
from fmnist_gui.core.stats.consensus_need import ModelName, missing
from fmnist_gui.core.stats.dawid_skene import dawid_skene
from fmnist_gui.core.stats.majority import plurality
from fmnist_gui.core.stats.one_coin import one_coin
from fmnist_gui.core.table.vote_table import Numbers, VoteTable

Method = Literal["plurality", "one-coin", "dawid-skene"]
METHODS: tuple[Method, ...] = get_args(Method)

DECIMALS = 9
"""Of a posterior; what a fit leaves open lies behind them."""


@dataclass(frozen=True)
class ConsensusRow:
    """What people say of one image: its class by the file and by ``consensus``.

    ``posterior`` is the probability of the consensus, for the plurality its share of the votes;
    ``is_tied`` tells that two classes or more have the most of the ``votes``, whatever the method.
    ``adjudicated`` is what somebody who looked at the disputed image concluded, if anybody did: the
    consensus is then theirs, and the posterior still that of the votes' own.
    """

    split: str
    index: int
    label: int
    consensus: int
    posterior: float
    votes: int
    is_tied: bool
    adjudicated: DecisionKind | None = None

    @property
    def is_adjudicated(self) -> bool:
        """Whether a person concluded about the image after the votes."""
        return self.adjudicated is not None


@dataclass(frozen=True)
class ConsensusTable:
    """The rows in the order of splits and images; ``fingerprints`` are those of the splits."""

    method: Method
    is_simulated: bool
    fingerprints: Mapping[str, str]
    rows: tuple[ConsensusRow, ...]

    @property
    def ties(self) -> int:
        """Of how many images the votes are tied."""
        return sum(row.is_tied for row in self.rows)

    @property
    def changed(self) -> int:
        """Of how many images the consensus is another class than the label in the file."""
        return sum(row.consensus != row.label for row in self.rows)

    @property
    def adjudicated(self) -> int:
        """How many images an adjudicator concluded about."""
        return sum(row.is_adjudicated for row in self.rows)


@dataclass(frozen=True)
class Consented:
    """The table, and how many imported votes are not in it since nobody knows whose they are."""

    table: ConsensusTable
    nameless: int
    rounds: int
    has_settled: bool


def consensus_table(
    votes: VoteTable,
    method: Method,
    *,
    fingerprints: Mapping[str, str],
    class_names: Sequence[str],
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> Consented:
    """Return the consensus of these votes, for the splits of `fingerprints` in their order.

    The plurality takes all votes; the models of people those whose people are known. Raises
    RequestError where there are none or too few, Cancelled.
    """
    if not votes.images:
        raise RequestError(
            "no labels of this data that count have been collected yet; play a scored session or "
            "import human counts first"
        )
    rounds, has_settled = 0, True
    if method == "plurality":
        own, counts = np.arange(votes.images), votes.counts
        posterior: Floats = counts / counts.sum(axis=1, keepdims=True)
        label = plurality(counts).winner
    else:
        own, answers = _answers(votes, method, class_names)
        model = dawid_skene if method == "dawid-skene" else one_coin
        found = model(answers, report=report, is_cancelled=is_cancelled)
        counts, posterior, label = answers.counts(), found.posterior, found.label
        rounds, has_settled = found.rounds, found.has_settled
    table = ConsensusTable(
        method,
        votes.are_simulated,
        dict(fingerprints),
        _rows(votes, own, counts=counts, posterior=posterior, label=label, names=[*fingerprints]),
    )
    return Consented(table, votes.labels - int(counts.sum()), rounds, has_settled)


def _answers(
    votes: VoteTable, method: ModelName, class_names: Sequence[str]
) -> tuple[Numbers, SparseAnswers]:
    """Return the rows of the votes that people of whom we know gave, and what they said."""
    said = votes.said
    if not votes.answers:
        raise RequestError(
            f"{method}: expected labels that tell who gave them, found only {votes.labels:,} of "
            "imported human counts, which do not; 'plurality' takes those"
        )
    own, image = np.unique(said.row, return_inverse=True)
    answers = SparseAnswers(
        image.astype(np.int64),
        said.annotator,
        said.chosen,
        len(own),
        votes.annotators,
        votes.counts.shape[1],
    )
    lacks = {
        model: missing(model, answers, names=said.names, class_names=class_names)
        for model in get_args(ModelName)
    }
    if lacks[method] is not None:
        others = ("plurality", *(model for model, lack in lacks.items() if lack is None))
        raise RequestError(
            f"{method}: needs {lacks[method]}; collect more or choose "
            f"{' or '.join(map(repr, others))}"
        )
    return own, answers


def _rows(
    votes: VoteTable,
    own: Numbers,
    *,
    counts: CountTable,
    posterior: Floats,
    label: Numbers,
    names: Sequence[str],
) -> tuple[ConsensusRow, ...]:
    columns = (
        votes.split[own],
        votes.index[own],
        votes.truth[own],
        label,
        posterior[np.arange(len(own)), label].round(DECIMALS),
        counts.sum(axis=1),
        plurality(counts).is_tied,
    )
    cells = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(ConsensusRow(names[split], *rest) for split, *rest in cells)
