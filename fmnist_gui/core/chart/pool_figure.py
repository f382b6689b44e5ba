"""The figures of a person's sessions taken together, and of their history."""

from collections.abc import Sequence

from fmnist_gui.core.chart import class_bar, confusion_matrix, history_chart
from fmnist_gui.core.chart.figure import Figure, comparison_figure, figure
from fmnist_gui.core.chart.history_chart import PooledScore, SessionScore, Timeline
from fmnist_gui.core.chart.lineup import pool_lineup
from fmnist_gui.core.session.pool import Pool


def pool_figures(pool: Pool) -> tuple[Figure, ...]:
    """Return the figures of one pool, beside what was published where that may be."""
    return (
        comparison_figure(pool_lineup(pool)),
        history_figure([pool]),
        figure("classes", "Classes", class_bar, pool),
        figure("confusion", "Confusion", confusion_matrix, pool),
    )


def history_figure(pools: Sequence[Pool]) -> Figure:
    """Return the sessions of one person over time, each condition beside its pooled score."""
    sessions = tuple(
        SessionScore(
            session.when,
            session.title,
            session.right,
            session.count,
            pool.condition,
            session.interval,
        )
        for pool in pools
        for session in pool.history
    )
    pooled = tuple(PooledScore(p.condition, p.right, p.count, p.interval) for p in pools)
    remark = "The interval of the pooled score allows for looking after each session."
    return figure("history", "History", history_chart, Timeline(sessions, pooled), remark=remark)
