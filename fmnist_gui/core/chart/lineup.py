"""Which scores of a session, a pool or a panel are set beside published ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.session.pool import Pool, PoolSession
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.standing import beside_published, doubts_of, named
from fmnist_gui.core.stats.comparison import PUBLISHED, Counts
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.references import Kind, Reference
from fmnist_gui.core.stats.sentence import share

MOST_SESSIONS = 6
"""More sessions than this are not drawn one by one: the latest are, the history has all."""

SPLIT = "Majority, ties split"
"""The headline of a panel."""


@dataclass(frozen=True)
class Own:
    """A score of this program; ``share`` need be no whole number of the ``count`` images.

    ``is_pooled`` marks that of several sessions, ``is_running`` one whose interval allows for a
    look after each answer; ``tip`` says what it rests on, ``doubts`` what makes its sessions
    doubtful.
    """

    name: str
    share: float
    count: int
    interval: Interval
    kind: Kind = "single"
    is_pooled: bool = False
    is_simulated: bool = False
    is_running: bool = False
    tip: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lineup:
    """Scores and what they stand beside; ``baseline`` is drawn as a band, if there is one.

    ``told`` is the sentence about several people; that about one is made of the last own score.
    """

    own: tuple[Own, ...]
    references: tuple[Reference, ...] = ()
    baseline: Counts | None = None
    told: str = ""

    @property
    def running(self) -> str:
        """Whose intervals allow for a look after each answer; empty if nobody's do."""
        running = [own.is_running for own in self.own]
        if not any(running):
            return ""
        return "measured here" if all(running) else "of pooled or unfinished sessions"

    def of(self, kind: Kind) -> tuple[Reference, ...]:
        """Return the references of a `kind`, the least accurate first."""
        found = (entry for entry in self.references if entry.kind == kind)
        return tuple(sorted(found, key=lambda entry: entry.accuracy))


def session_lineup(result: SessionResult, pooled: Pool | None = None) -> Lineup:
    """Return a session, the latest others of its pool, and the pool."""
    this = _own(
        "This session",
        result.right,
        result.count,
        interval=result.interval,
        is_simulated=result.record.is_simulated,
        is_running=not result.outcome.has_all,
    )
    own = [this] if result.count else []
    if pooled is not None and len(pooled.history) > 1:
        others = [s for s in pooled.history if s.session_id != result.record.id]
        own += [_session(session, pooled) for session in others[-MOST_SESSIONS + 1 :]]
        own.append(_pooled(pooled))
    baseline = PUBLISHED if result.references else None
    return Lineup(tuple(own), result.references, baseline)


def pool_lineup(pool: Pool) -> Lineup:
    """Return the latest sessions of a pool, and the pool itself last."""
    own = [_session(session, pool) for session in pool.history[-MOST_SESSIONS:]]
    baseline = PUBLISHED if pool.references else None
    return Lineup((*own, _pooled(pool)), pool.references, baseline)


def people_lineup(pools: Sequence[Pool]) -> Lineup:
    """Return the pooled score of everybody who may stand beside what was published.

    The least accurate comes first; who has been shown the images in several ways has several.
    """
    beside = [pool for pool in pools if pool.references and pool.count]
    ways = {pool.condition for pool in beside}
    people = {pool.annotator.id: pool for pool in beside}
    names = dict(zip(people, named(tuple(people.values())), strict=True))
    own = [
        replace(
            _own(
                names[pool.annotator.id] + (f", {pool.condition}" if len(ways) > 1 else ""),
                pool.right,
                pool.count,
                interval=pool.interval,
                is_simulated=pool.is_simulated,
                is_running=True,
            ),
            doubts=doubts_of(pool),
        )
        for pool in beside
    ]
    return Lineup(
        tuple(sorted(own, key=lambda score: (score.share, score.name))),
        beside[0].references if beside else (),
        PUBLISHED if beside else None,
        told=beside_published(beside),
    )


def panel_lineup(panel: PanelResult, references: tuple[Reference, ...]) -> Lineup:
    """Return everybody of a panel, and their majority under every rule for ties.

    The one with ties split, which is the headline, comes last.
    """
    own = [
        _own(
            member.annotator.name,
            member.right,
            panel.n,
            interval=member.wilson,
            is_simulated=member.is_simulated,
        )
        for member in panel.members
        if panel.n
    ]
    if panel.majority is not None:
        found = panel.majority
        rules = (
            ("Majority, ties left out", found.tied_left_out, found.sole, ""),
            ("Majority, ties wrong", found.strict, panel.n, ""),
            ("Majority, ties right", found.optimistic, panel.n, " if the label is among them"),
            (SPLIT, found.split, panel.n, " in expectation"),
        )
        own += [
            Own(
                name,
                accuracy,
                count,
                _around(accuracy, count),
                kind="majority of 3",
                is_pooled=name == SPLIT,
                tip=f"{name}{how}: {share(accuracy, count)}, {images(count)}",
            )
            for name, accuracy, count, how in rules
            if accuracy is not None
        ]
    stands_beside = panel.comparison is not None
    return Lineup(
        tuple(own), references if stands_beside else (), PUBLISHED if stands_beside else None
    )


def _session(session: PoolSession, pool: Pool) -> Own:
    name = f"{session.title}, {session.when:%Y-%m-%d}"
    return _own(
        name,
        session.right,
        session.count,
        interval=session.interval,
        is_simulated=pool.is_simulated,
        is_running=not session.is_complete,
    )


def _pooled(pool: Pool) -> Own:
    return Own(
        "All sessions, pooled",
        pool.right / pool.count,
        pool.count,
        pool.interval,
        is_pooled=True,
        is_simulated=pool.is_simulated,
        is_running=True,
        tip=" ".join(pool.headline[:2]),
    )


def _own(
    name: str,
    right: int,
    count: int,
    *,
    interval: Interval,
    is_simulated: bool,
    is_running: bool = False,
) -> Own:
    accuracy = right / count if count else 0.0
    return Own(name, accuracy, count, interval, is_simulated=is_simulated, is_running=is_running)


def _around(accuracy: float, count: int) -> Interval:
    return wilson(round(accuracy * count), count)
