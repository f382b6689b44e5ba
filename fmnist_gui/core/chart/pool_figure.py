"""The figures of a person's sessions taken together, and of their history."""

from collections.abc import Sequence

from fmnist_gui.core.chart import class_bar, confusion_matrix, history_chart
from fmnist_gui.core.chart.figure import Figure, comparison_figure, figure
from fmnist_gui.core.chart.history_chart import PooledScore, SessionScore, Timeline
from fmnist_gui.core.chart.lineup import pool_lineup
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.session.standing import Leaderboard


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
    return _history([(pool.condition, pool) for pool in pools], are_people=False)


def people_history_figure(board: Leaderboard) -> Figure | None:
    """Return the sessions of several people over time; None where nobody has more than one."""
    found = [(row.name, row.pool) for row in board.rows if len(row.pool.history) > 1]
    if not found:
        return None
    left = len(board.rows) - len(found)
    remark = f"Not drawn: {left:,} with one session each." if left else ""
    return _history(found, are_people=True, remark=remark)


def _history(pools: Sequence[tuple[str, Pool]], *, are_people: bool, remark: str = "") -> Figure:
    """Return the sessions of `pools`, each of which stands under a title of its own."""
    sessions = tuple(
        SessionScore(
            session.when,
            session.title,
            session.right,
            session.count,
            title,
            session.interval,
        )
        for title, pool in pools
        for session in pool.history
    )
    pooled = tuple(PooledScore(title, p.right, p.count, p.interval) for title, p in pools)
    looks = "The interval of the pooled score allows for looking after each session."
    return figure(
        "history",
        "History",
        history_chart,
        Timeline(sessions, pooled, are_people),
        remark=f"{looks} {remark}".rstrip(),
    )
