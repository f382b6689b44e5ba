"""Decisions in the order in which they were made, taken back and made again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.session.record import Annotator


@dataclass(frozen=True)
class Withdrawal:
    """That a decision was taken back, or with ``is_back`` that it stands again."""

    id: UUID
    decision_id: UUID
    annotator: Annotator
    at: datetime
    is_back: bool = False


Log = Sequence[Decision | Withdrawal]
"""All that reviewers did, in the order in which it was written."""


@dataclass(frozen=True)
class Step:
    """What is taken back at once: one decision, or those of a whole page."""

    id: UUID
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Steps:
    """One reviewer's steps, the oldest first.

    The last of ``done`` is what would be taken back now, the last of ``undone`` what would be done
    again.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


def standing(log: Log) -> tuple[Decision, ...]:
    """Return the decisions that were not taken back, in their order."""
    gone = _withdrawn(log)
    return tuple(
        entry for entry in log if isinstance(entry, Decision) and not gone.get(entry.id, False)
    )


def withdrawn(log: Log) -> tuple[Decision, ...]:
    """Return the decisions that were taken back and do not stand again, in their order."""
    gone = _withdrawn(log)
    return tuple(
        entry for entry in log if isinstance(entry, Decision) and gone.get(entry.id, False)
    )


def steps(log: Log, annotator_id: UUID) -> Steps:
    """Return what this reviewer can take back, and do again.

    A step is done again only as long as nothing new was decided after it was taken back.
    """
    by_step: dict[UUID, list[Decision]] = {}
    step_of: dict[UUID, UUID] = {}
    # In order like lists, and found at once however many there are.
    done: dict[UUID, None] = {}
    undone: dict[UUID, None] = {}
    for entry in log:
        if entry.annotator.id != annotator_id:
            continue
        if isinstance(entry, Decision):
            step = step_of[entry.id] = entry.step_id
            by_step.setdefault(step, []).append(entry)
            done.setdefault(step)
            undone.clear()
        elif (known := step_of.get(entry.decision_id)) is not None:
            source, target = (undone, done) if entry.is_back else (done, undone)
            # The other decisions of the step have moved it already.
            if known in source:
                del source[known]
                target[known] = None
    return Steps(_steps(done, by_step), _steps(undone, by_step))


def _steps(ids: Iterable[UUID], by_step: dict[UUID, list[Decision]]) -> tuple[Step, ...]:
    return tuple(Step(step, tuple(by_step[step])) for step in ids)


def _withdrawn(log: Log) -> dict[UUID, bool]:
    """Return of each decision that was ever taken back whether it is now."""
    return {e.decision_id: not e.is_back for e in log if isinstance(e, Withdrawal)}
