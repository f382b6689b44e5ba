"""Who stands where among the people of this database, as far as the numbers tell them apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.stats import rank
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.rank import leaderboard

NAME_MOST = 80


@dataclass(frozen=True)
class Row:
    """One person on a leaderboard: the pool and the places that it may have."""

    name: str
    pool: Pool
    standing: rank.Standing

    @property
    def place(self) -> str:
        """Return the place as "2", or "2–4" for one who shares places."""
        best, worst = self.standing.best_place, self.standing.worst_place
        return f"{best}" if best == worst else f"{best}–{worst}"

    @property
    def doubts(self) -> tuple[str, ...]:
        """The flags of the person's sessions, each sentence once with how often it came."""
        told = Counter(flag.sentence for _, flag in self.pool.flags)
        return tuple(f"{s} ({count} ×)" if count > 1 else s for s, count in told.items())


@dataclass(frozen=True)
class Leaderboard:
    """All people of one condition and data, the most accurate first."""

    condition: str
    fingerprint: str
    split: str
    data_identity: str | None
    rows: tuple[Row, ...]

    @property
    def sentence(self) -> str:
        """What it shows."""
        if len(self.rows) < 2:
            return "One person alone has no place among others."
        if all(row.standing.best_place == 1 for row in self.rows):
            return "Nobody can be told apart: all intervals overlap that of the first."
        settled = sum(row.standing.best_place == row.standing.worst_place for row in self.rows)
        told = f"{settled} of {len(self.rows)} people have a place of their own."
        return told if settled else "People share places, but not all of them the first."

    @property
    def note(self) -> str:
        """How to read it."""
        total = sum(row.pool.count for row in self.rows)
        return (
            f"Over {images(total)} in all, everybody on images of their own. One stands above "
            "another only where their 95 % intervals, which allow for a look after each answer, "
            "are apart; others share places."
        )


def leaderboards(pools: Iterable[Pool]) -> tuple[Leaderboard, ...]:
    """Return one leaderboard per condition and data, those with the most people first.

    Simulated people have no place among people.
    """
    groups: dict[tuple[str, str], list[Pool]] = {}
    for pool in pools:
        if not pool.is_simulated:
            groups.setdefault((pool.fingerprint, pool.condition), []).append(pool)
    made = (_board(group) for group in groups.values())
    return tuple(sorted(made, key=lambda board: (-len(board.rows), board.condition)))


def _board(pools: Sequence[Pool]) -> Leaderboard:
    group = sorted(pools, key=lambda pool: (pool.annotator.name, pool.annotator.id))
    names = _names(group)
    # Ranked by their numbers, which are unique where names are not, and in the order of names.
    ranked = leaderboard((f"{n:09}", pool.right, pool.count) for n, pool in enumerate(group))
    first = group[0]
    return Leaderboard(
        condition=first.condition,
        fingerprint=first.fingerprint,
        split=first.split,
        data_identity=first.data_identity,
        rows=tuple(
            Row(names[number], group[number], replace(standing, name=names[number]))
            for standing in ranked
            for number in (int(standing.name),)
        ),
    )


def _names(group: Sequence[Pool]) -> list[str]:
    """Return the names of all, numbered where several bear the same."""
    found = [" ".join(pool.annotator.name.split())[:NAME_MOST] for pool in group]
    count, given = Counter(found), Counter[str]()
    told = []
    for name in found:
        given[name] += 1
        told.append(f"{name} ({given[name]})" if count[name] > 1 else name)
    return told
