"""Which scores of a session, a pool or a panel are set beside published ones."""

from fmnist_gui.core.chart.comparison_chart import Lineup, Own
from fmnist_gui.core.session.panel_result import PanelResult
from fmnist_gui.core.session.pool import Pool, PoolSession
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.comparison import PUBLISHED
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.references import Reference
from fmnist_gui.core.stats.sentence import share

MOST_SESSIONS = 6
"""More sessions than this are not drawn one by one: the latest are, the history has all."""

SPLIT = "Majority, ties split"
"""The headline of a panel."""


def session_lineup(result: SessionResult, pooled: Pool | None = None) -> Lineup:
    """Return a session, the latest others of its pool, and the pool."""
    this = _own(
        "This session",
        result.right,
        result.count,
        interval=result.interval,
        is_simulated=result.record.is_simulated,
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
            ("Majority, ties wrong", found.strict, ""),
            ("Majority, ties right", found.optimistic, " if the label is among them"),
            (SPLIT, found.split, " in expectation"),
        )
        own += [
            Own(
                name,
                accuracy,
                panel.n,
                _around(accuracy, panel.n),
                kind="majority of 3",
                is_pooled=name == SPLIT,
                tip=f"{name}{how}: {share(accuracy, panel.n)}, {images(panel.n)}",
            )
            for name, accuracy, how in rules
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
    )


def _pooled(pool: Pool) -> Own:
    return Own(
        "All sessions, pooled",
        pool.right / pool.count,
        pool.count,
        pool.interval,
        is_pooled=True,
        is_simulated=pool.is_simulated,
        tip=" ".join(pool.headline[:2]),
    )


def _own(name: str, right: int, count: int, *, interval: Interval, is_simulated: bool) -> Own:
    accuracy = right / count if count else 0.0
    return Own(name, accuracy, count, interval, is_simulated=is_simulated)


def _around(accuracy: float, count: int) -> Interval:
    return wilson(round(accuracy * count), count)
