"""What several people say together over one deck, under every rule for ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session import panel_sentence
from fmnist_gui.core.session.doubt import session_flags
from fmnist_gui.core.session.outcome import Outcome, Trial, outcome
from fmnist_gui.core.session.panel import SIZE
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.session.scope import is_referenced, is_sealed
from fmnist_gui.core.stats.agreement import (
    alpha_interval,
    cohen_kappa,
    count_table,
    fleiss_kappa,
    krippendorff_alpha,
)
from fmnist_gui.core.stats.comparison import Comparison, compare
from fmnist_gui.core.stats.majority import Majority, majority
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.quality import Flag


@dataclass(frozen=True)
class Member:
    """One person of a panel; ``right`` are of the images that enter the panel's figures.

    ``answered`` of ``planned`` images are the person's own, whether they enter or not.
    """

    session_id: UUID
    annotator: Annotator
    is_simulated: bool
    started_at: datetime
    answered: int
    planned: int
    right: int
    wilson: Interval
    is_complete: bool
    is_sealed: bool
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Pair:
    """How two people of a panel agree: Cohen's kappa, None where it is undefined."""

    first: str
    second: str
    kappa: float | None


@dataclass(frozen=True)
class PanelImage:
    """One image with everybody's answer, in the order of the members; classes are numbers."""

    image_index: int
    label: int
    answers: tuple[int, ...]


@dataclass(frozen=True)
class PanelResult:
    """Several people over the same images; only the ``n`` that all have answered enter.

    ``exposed`` images, which somebody had met before, are left out. ``majority`` is None without
    an image. ``compared`` is the number of right answers with ties split, rounded, as it is set
    beside the baseline; ``comparison`` is None but for three people under the standard condition
    on the test images of Fashion-MNIST. ``labels`` of ``labels_planned`` have been given.
    ``deviations`` say what is not known about the published figure. While somebody can still go
    on the panel is sealed: the figures are here for programs, and the sentences tell nothing.
    """

    members: tuple[Member, ...]
    deck_code: str
    condition: str
    split: str
    fingerprint: str
    class_names: tuple[str, ...]
    data_identity: str | None
    n: int
    planned: int
    exposed: int
    labels: int
    labels_planned: int
    majority: Majority | None
    pairs: tuple[Pair, ...]
    krippendorff_alpha: float | None
    alpha_interval: Interval
    fleiss_kappa: float | None
    compared: int | None
    comparison: Comparison | None
    images: tuple[PanelImage, ...]
    headline: tuple[str, ...]
    notes: tuple[str, ...]
    deviations: tuple[str, ...]

    @property
    def is_sealed(self) -> bool:
        """Whether somebody can still answer, so that nothing of right and wrong is told."""
        return any(member.is_sealed for member in self.members)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has answered every planned image."""
        return all(member.is_complete for member in self.members)


@dataclass(frozen=True)
class _Sitting:
    history: History
    came: Outcome

    @property
    def asked(self) -> dict[int, Trial]:
        """The answered trials of the main phase by their image."""
        return {trial.image_index: trial for trial in self.came.asked}


def panel_result(histories: Sequence[History]) -> PanelResult:
    """Return what the people with these sessions say together, in the order given.

    Raises RequestError for fewer than two sessions, sessions over different images or under
    different conditions, two sessions of one person, and sessions that are not scored.
    """
    sittings = [_Sitting(history, outcome(history)) for history in histories]
    _check(sittings)
    record = sittings[0].history.record
    common, exposed = _common(sittings)
    votes = np.array(
        [[sitting.asked[index].first for sitting in sittings] for index in common], dtype=np.int64
    ).reshape(len(common), len(sittings))
    truth = np.array([sittings[0].asked[index].label for index in common], dtype=np.int64)
    members = tuple(
        _member(sitting, int((votes[:, place] == truth).sum()), len(common))
        for place, sitting in enumerate(sittings)
    )
    found = majority(votes, truth) if len(common) else None
    agreement = _agreement(votes, record.class_names, seed=record.deck.seed)
    planned = len(record.deck.main_indices)
    is_of_published = len(members) == SIZE and is_referenced(record, sittings[0].came)
    compared = round(found.split * found.n) if found else None
    comparison = None
    if is_of_published and compared is not None:
        is_complete = all(member.is_complete for member in members)
        comparison = compare(compared, len(common), is_complete=is_complete)
    told = panel_sentence.Told(
        members=tuple(member.annotator.name for member in members),
        n=len(common),
        planned=planned,
        exposed=exposed,
        labels=sum(member.answered for member in members),
        is_sealed=any(member.is_sealed for member in members),
        is_complete=all(member.is_complete for member in members),
        majority=found,
        comparison=comparison,
        alpha=agreement.alpha,
        alpha_interval=agreement.interval,
    )
    return PanelResult(
        members=members,
        deck_code=record.deck.panel[:8],
        condition=record.condition,
        split=record.deck.split,
        fingerprint=record.deck.fingerprint,
        class_names=record.class_names,
        data_identity=record.data_identity,
        n=len(common),
        planned=planned,
        exposed=exposed,
        labels=told.labels,
        labels_planned=planned * len(members),
        majority=found,
        pairs=_pairs(members, votes),
        krippendorff_alpha=agreement.alpha,
        alpha_interval=agreement.interval,
        fleiss_kappa=agreement.fleiss,
        compared=compared,
        comparison=comparison,
        images=tuple(
            PanelImage(index, label, tuple(row))
            for index, label, row in zip(common, truth.tolist(), votes.tolist(), strict=True)
        ),
        headline=panel_sentence.headline(told),
        notes=panel_sentence.notes(told),
        deviations=panel_sentence.DEVIATIONS if is_of_published else (),
    )


def _check(sittings: Sequence[_Sitting]) -> None:
    if len(sittings) < 2:
        raise RequestError("a panel needs the sessions of at least 2 people; name more of them")
    records = [sitting.history.record for sitting in sittings]
    first = records[0]
    for record in records[1:]:
        are_same = record.deck.fingerprint == first.deck.fingerprint and (
            record.deck.panel == first.deck.panel
            or sorted(record.deck.main_indices) == sorted(first.deck.main_indices)
        )
        if not are_same:
            raise RequestError(
                f"the sessions {_short(first.id)} and {_short(record.id)} are over different "
                f"images, of the decks {first.deck.panel[:8]} and {record.deck.panel[:8]}; choose "
                "sessions over one deck"
            )
        if record.condition != first.condition:
            raise RequestError(
                f"the sessions {_short(first.id)} and {_short(record.id)} were played under "
                f"different conditions, {first.condition!r} and {record.condition!r}; choose "
                "sessions of one condition"
            )
    people = [record.annotator.id for record in records]
    for record in records:
        if people.count(record.annotator.id) > 1:
            raise RequestError(
                f"{record.annotator.name[:80]!r} is in this panel twice; choose one session of "
                "each person"
            )
    for sitting in sittings:
        if not sitting.came.is_scored:
            session = _short(sitting.history.record.id)
            raise RequestError(f"the session {session} is not scored; choose scored sessions")


def _short(session_id: UUID) -> str:
    return str(session_id)[:8]


def _common(sittings: Sequence[_Sitting]) -> tuple[list[int], int]:
    """Return the images that all have answered and nobody had met, and how many somebody had."""
    by_person = [sitting.asked for sitting in sittings]
    common = sorted(set.intersection(*(set(asked) for asked in by_person)))
    exposed = [index for index in common if any(asked[index].was_seen for asked in by_person)]
    return sorted(set(common) - set(exposed)), len(exposed)


def _member(sitting: _Sitting, right: int, count: int) -> Member:
    record, came = sitting.history.record, sitting.came
    return Member(
        session_id=record.id,
        annotator=record.annotator,
        is_simulated=record.is_simulated,
        started_at=record.started_at,
        answered=len(came.asked),
        planned=len(record.deck.main_indices),
        right=right,
        wilson=wilson(right, count),
        is_complete=came.state == "complete",
        is_sealed=is_sealed(record, came),
        flags=session_flags(record, came),
    )


@dataclass(frozen=True)
class _Agreement:
    alpha: float | None
    interval: Interval
    fleiss: float | None


def _agreement(votes: NDArray[np.int64], names: Sequence[str], *, seed: int) -> _Agreement:
    images, people = votes.shape
    rows = np.repeat(np.arange(images), people)
    table = count_table(rows, votes.ravel(), class_count=len(names))
    # Drawn from the deck's own seed, so that the same sessions always tell the same interval.
    interval = alpha_interval(table, rng=np.random.default_rng(seed))
    return _Agreement(krippendorff_alpha(table), interval, fleiss_kappa(table))


def _pairs(members: Sequence[Member], votes: NDArray[np.int64]) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            members[one].annotator.name,
            members[other].annotator.name,
            cohen_kappa(votes[:, one], votes[:, other]),
        )
        for one, other in combinations(range(len(members)), 2)
    )
