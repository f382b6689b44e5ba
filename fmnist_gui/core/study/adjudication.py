"""What became of disputed images: decisions of the review desk's kind, kept with their study.

A decision belongs to the adjudication of a study if its ``queue`` is :func:`queue_key` of it.
What else is decided about the same images at the review desk is no part of the study.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fmnist_gui.core.dataset.dataset import Labels
from fmnist_gui.core.review.conclusion import current_decisions
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.study.study import Study
from fmnist_gui.core.table.consensus_table import ConsensusRow, ConsensusTable


def queue_key(study: Study) -> str:
    """Return what decisions about disputed images of `study` carry: "study " and its hash."""
    return f"study {study.sha256}"


def adjudications(study: Study, decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Return what counts about each adjudicated image, by index, from decisions that stand.

    The newest conclusion counts, whoever made it. An image that was only put off, or about which
    the adjudicator is unsure, has none.
    """
    key, images = queue_key(study), frozenset(study.indices)
    return current_decisions(
        decision
        for decision in decisions
        if decision.queue == key
        and decision.fingerprint == study.fingerprint
        and decision.image_index in images
    )


def adjudicated(
    table: ConsensusTable, found: Mapping[int, Decision], *, split: str, labels: Labels
) -> ConsensusTable:
    """Return `table` with what counts about images of `split`, whose labels in the file are given.

    A label that was kept or another class takes the place of the consensus; of an image that is
    ambiguous, bad or a duplicate the votes' consensus stays, and the row says what was found. An
    image without a vote gets a row once a class was named for it.
    """
    rows = tuple(
        _settled(row, found[row.index]) if row.split == split and row.index in found else row
        for row in table.rows
    )
    known = {row.index for row in rows if row.split == split}
    added = [
        _settled(
            ConsensusRow(split, index, int(labels[index]), int(labels[index]), 0.0, 0, False),
            decision,
        )
        for index, decision in found.items()
        if index not in known and decision.kind in ("keep", "relabel") and index < len(labels)
    ]
    if added:
        order = {name: number for number, name in enumerate(table.fingerprints)}
        rows = tuple(sorted((*rows, *added), key=lambda row: (order[row.split], row.index)))
    return replace(table, rows=rows)


def _settled(row: ConsensusRow, decision: Decision) -> ConsensusRow:
    chosen = {"keep": row.label, "relabel": decision.to_class}.get(decision.kind)
    consensus = row.consensus if chosen is None else chosen
    return replace(row, consensus=consensus, adjudicated=decision.kind)
