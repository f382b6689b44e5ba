"""What is said of the consensus of a study, in a sentence and in the cells of its table."""

from collections.abc import Sequence

from fmnist_gui.core.review.decision import DecisionKind
from fmnist_gui.core.stats.percent import images, percent
from fmnist_gui.core.table.consensus_table import ConsensusRow, Consented, Method

TITLES: dict[Method, str] = {
    "plurality": "Plurality",
    "one-coin": "One-coin",
    "dawid-skene": "Dawid-Skene",
}
TIPS: dict[Method, str] = {
    "plurality": "The most votes, of tied ones the lowest number; the share of the votes is told.",
    "one-coin": "Votes weigh by how often each person is right.",
    "dawid-skene": "Votes weigh by which classes each person takes for which.",
}
OUTCOMES: dict[DecisionKind, str] = {
    "keep": "kept",
    "relabel": "relabelled",
    "ambiguous": "ambiguous",
    "bad": "bad",
    "duplicate": "duplicate",
}

COLUMNS = ("Image", "Consensus", "Posterior", "Votes", "In the file", "")
"""The last one says what else there is: tied, adjudicated."""

SHARE = "Vote share"
"""What the posterior of the plurality is."""


def summary(found: Consented) -> str:
    """Return how many images have a consensus, are tied, differ from the file, and were settled."""
    table = found.table
    parts = [
        f"{images(len(table.rows))} with a consensus",
        f"{table.ties:,} with tied votes",
        f"{table.changed:,} where it differs from the file",
    ]
    if table.adjudicated:
        parts.append(f"{table.adjudicated:,} adjudicated")
    told = f"{'; '.join(parts)}."
    if not found.has_settled:
        told += f" The posteriors still changed after {found.rounds} rounds."
    return told


def cells(row: ConsensusRow, class_names: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row under :data:`COLUMNS`."""
    return (
        f"{row.index:,}",
        class_names[row.consensus],
        percent(row.posterior) if row.votes else "",
        f"{row.votes:,}",
        class_names[row.label],
        remark(row),
    )


def remark(row: ConsensusRow) -> str:
    """Return what was adjudicated or else whether the votes are tied, and whether it differs."""
    parts = []
    if row.adjudicated is not None:
        parts.append(f"adjudicated: {OUTCOMES.get(row.adjudicated, row.adjudicated)}")
    elif row.is_tied:
        parts.append("tied")
    if row.consensus != row.label:
        parts.append("differs")
    return ", ".join(parts)
