"""What several people say together over one deck, under every rule for ties."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import combinations
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.session import panel_sentence
from fmnist_gui.core.session.doubt import session_flags
from fmnist_gui.core.session.outcome import Outcome, Trial, outcome
from fmnist_gui.core.session.panel import SIZE
from fmnist_gui.core.session.panel_refusal import check_sessions
from fmnist_gui.core.session.record import Annotator, History, SessionRecord
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

CODE_LENGTH = 8
"""As many digits of a hash as can be read aloud."""


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
    ``deviations`` say to whom the images were shown in different ways, and what is not known about
    the published figure; ``condition`` is then that of the rules alone. While somebody can still go
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
    def is_simulated(self) -> bool:
        """Whether nobody real has answered; a panel has people or simulated ones, never both."""
        return all(member.is_simulated for member in self.members)

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

    @cached_property
    def asked(self) -> dict[int, Trial]:
        """The answered trials of the main phase by their image."""
        return {t.image_index: t for t in self.came.trials if t.phase == "main"}


@dataclass(frozen=True, eq=False)
class _Votes:
    """Answers (n, people) and labels (n,) of the images that enter, by rising index."""

    indices: list[int]
    answers: NDArray[np.int64]
    labels: NDArray[np.int64]
    exposed: int

    @property
    def images(self) -> tuple[PanelImage, ...]:
        rows = zip(self.indices, self.labels.tolist(), self.answers.tolist(), strict=True)
        return tuple(PanelImage(index, label, tuple(row)) for index, label, row in rows)


@dataclass(frozen=True)
class _Agreement:
    pairs: tuple[Pair, ...]
    alpha: float | None
    interval: Interval
    fleiss: float | None


def panel_result(histories: Sequence[History]) -> PanelResult:
    """Return what the people with these sessions say together, in the order given.

    Raises RequestError for fewer than two sessions, sessions over different images or under
    different rules, two sessions of one person, and sessions that are not scored.
    """
    sittings = [_Sitting(history, outcome(history)) for history in histories]
    records = [history.record for history in histories]
    check_sessions(records, [sitting.came for sitting in sittings])
    record, votes = records[0], _votes(sittings)
    n = len(votes.indices)
    members = _members(sittings, votes)
    found = majority(votes.answers, votes.labels) if n else None
    agreement = _agreement(votes, members, records)
    planned = len(record.deck.main_indices)
    is_of_published = len(members) == SIZE and is_referenced(record, sittings[0].came)
    made = PanelResult(
        members=members,
        deck_code=record.deck.panel[:CODE_LENGTH],
        condition=_condition(records),
        split=record.deck.split,
        fingerprint=record.deck.fingerprint,
        class_names=record.class_names,
        data_identity=record.data_identity,
        n=n,
        planned=planned,
        exposed=votes.exposed,
        labels=sum(member.answered for member in members),
        labels_planned=planned * len(members),
        majority=found,
        pairs=agreement.pairs,
        krippendorff_alpha=agreement.alpha,
        alpha_interval=agreement.interval,
        fleiss_kappa=agreement.fleiss,
        compared=round(found.split * n) if found else None,
        comparison=None,
        images=votes.images,
        headline=(),
        notes=(),
        deviations=(
            *panel_sentence.shown_differently(
                [(record.annotator.name, record.presentation.condition) for record in records]
            ),
            *(panel_sentence.DEVIATIONS if is_of_published else ()),
        ),
    )
    return _worded(_beside(made) if is_of_published else made)


def _condition(records: Sequence[SessionRecord]) -> str:
    """Return the condition of all; where the presentation differs, that of the rules alone."""
    is_one = len({record.condition for record in records}) == 1
    return records[0].condition if is_one else records[0].own_rules


def _beside(made: PanelResult) -> PanelResult:
    """Return the panel beside the published figure."""
    if made.compared is None:
        return made
    return replace(made, comparison=compare(made.compared, made.n, is_complete=made.is_complete))


def _worded(made: PanelResult) -> PanelResult:
    told = panel_sentence.Told(
        members=tuple(member.annotator.name for member in made.members),
        n=made.n,
        planned=made.planned,
        exposed=made.exposed,
        labels=made.labels,
        is_sealed=made.is_sealed,
        is_simulated=made.is_simulated,
        is_complete=made.is_complete,
        majority=made.majority,
        comparison=made.comparison,
        alpha=made.krippendorff_alpha,
        alpha_interval=made.alpha_interval,
    )
    headline, notes = panel_sentence.headline(told), panel_sentence.notes(told)
    return replace(made, headline=headline, notes=notes)


def _votes(sittings: Sequence[_Sitting]) -> _Votes:
    """Return the answers to the images that all have answered and nobody had met before."""
    by_person = [sitting.asked for sitting in sittings]
    common = set.intersection(*(set(asked) for asked in by_person))
    exposed = {index for index in common if any(asked[index].was_seen for asked in by_person)}
    indices = sorted(common - exposed)
    rows = [[asked[index].first for asked in by_person] for index in indices]
    return _Votes(
        indices=indices,
        answers=np.array(rows, dtype=np.int64).reshape(len(indices), len(sittings)),
        labels=np.array([by_person[0][index].label for index in indices], dtype=np.int64),
        exposed=len(exposed),
    )


def _members(sittings: Sequence[_Sitting], votes: _Votes) -> tuple[Member, ...]:
    rights = (votes.answers == votes.labels[:, None]).sum(axis=0).tolist()
    count = len(votes.indices)
    return tuple(
        _member(sitting, right, count) for sitting, right in zip(sittings, rights, strict=True)
    )


def _member(sitting: _Sitting, right: int, count: int) -> Member:
    record, came = sitting.history.record, sitting.came
    return Member(
        session_id=record.id,
        annotator=record.annotator,
        is_simulated=record.is_simulated,
        started_at=record.started_at,
        answered=len(sitting.asked),
        planned=len(record.deck.main_indices),
        right=right,
        wilson=wilson(right, count),
        is_complete=came.state == "complete",
        is_sealed=is_sealed(record, came),
        flags=session_flags(record, came),
    )


def _agreement(
    votes: _Votes, members: Sequence[Member], records: Sequence[SessionRecord]
) -> _Agreement:
    answers = votes.answers
    images, people = answers.shape
    rows = np.repeat(np.arange(images), people)
    table = count_table(rows, answers.ravel(), class_count=len(records[0].class_names))
    names = [member.annotator.name for member in members]
    pairs = tuple(
        Pair(names[one], names[other], cohen_kappa(answers[:, one], answers[:, other]))
        for one, other in combinations(range(people), 2)
    )
    # Drawn from the decks' own seed, the least if a file claims another, so that the same sessions
    # tell the same interval in whatever order they are given.
    seed = min(record.deck.seed for record in records)
    interval = alpha_interval(table, rng=np.random.default_rng(seed))
    return _Agreement(pairs, krippendorff_alpha(table), interval, fleiss_kappa(table))
