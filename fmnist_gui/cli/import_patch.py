"""``import --format patch``: decisions that somebody exported, taken in as theirs."""

import argparse
from uuid import NAMESPACE_URL, UUID, uuid5

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.workplace import load_data, open_store
from fmnist_gui.core.exchange import label_patch
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.patch import PatchRow, applied
from fmnist_gui.core.session.record import Annotator
from fmnist_gui.store.label_store import LabelStore

Said = tuple[int, str, int | None, str, str]


def import_patch(chosen: argparse.Namespace, output: Output) -> None:
    """Take in the rows of a patch that are not here yet, all or none.

    A patch of other data, or one that contradicts the labels of this, is refused.
    """
    dataset = load_data(chosen)
    patch = label_patch.read(chosen.file, classes=len(dataset.class_names))
    for split in dataset.splits.values():
        applied(patch, split)
    with open_store(chosen) as store:
        new = [
            decision
            for split in dataset.splits.values()
            for decision in _new(
                [row for row in patch.rows if row.split == split.name],
                split.fingerprint,
                store=store,
            )
        ]
        store.decide(*new)
    elsewhere = sum(row.split not in dataset.splits for row in patch.rows)
    there = len(patch.rows) - len(new) - elsewhere
    answer = {
        "rows_in": len(patch.rows),
        "rows_kept": len(new),
        "already_there": there,
        "refused": elsewhere,
    }
    line = f"{len(new):,} of {len(patch.rows):,} decisions kept; {there:,} were there already."
    if elsewhere:
        line += f" {elsewhere:,} are about splits that this data does not have."
    output.give(answer, [line])


def _new(rows: list[PatchRow], fingerprint: str, *, store: LabelStore) -> list[Decision]:
    known = {_said(decision) for decision in store.decisions(fingerprint)}
    made = (_decision(row, fingerprint, by=store.annotator(row.reviewer)) for row in rows)
    return [decision for decision in made if _said(decision) not in known]


def _decision(row: PatchRow, fingerprint: str, *, by: Annotator) -> Decision:
    return Decision(
        id=_id(row, fingerprint),
        annotator=by,
        fingerprint=fingerprint,
        split=row.split,
        image_index=row.index,
        kind=row.decision,
        to_class=row.new if row.decision == "relabel" else None,
        note=row.reason,
        at=row.decided_at,
    )


def _id(row: PatchRow, fingerprint: str) -> UUID:
    """Return an id that the same row has wherever it is taken in."""
    told = (fingerprint, row.index, row.new, row.decision, row.reviewer, row.decided_at, row.reason)
    return uuid5(NAMESPACE_URL, repr(told))


def _said(decision: Decision) -> Said:
    """Return what makes two decisions the same, whatever their ids."""
    return (
        decision.image_index,
        decision.kind,
        decision.to_class,
        decision.annotator.name,
        decision.at.isoformat(),
    )
