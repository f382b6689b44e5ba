"""Who stands where among the people of this database, as far as the numbers tell them apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.session.name import NAME_MOST
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.stats import rank, sentence
from fmnist_gui.core.stats.percent import images
from fmnist_gui.core.stats.rank import leaderboard

NAMED_MOST = 5
"""More people than this are counted in a sentence and not named."""


ALONE = "One person alone has no place among others."


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
        return doubts_of(self.pool)


@dataclass(frozen=True)
class Leaderboard:
    """All people of one condition and data, the most accurate first."""

    condition: str
    fingerprint: str
    split: str
    data_identity: str | None
    rows: tuple[Row, ...]

    @property
    def headline(self) -> str:
        """Who stands above whom, as far as that can be said."""
        count = len(self.rows)
        if count < 2:
            return ALONE
        first = self._first
        below = self._below(first)
        if not below:
            people = f"The {count:,} people" if count > NAMED_MOST else _them(self.rows)
            return f"{people} cannot be told apart."
        everybody = len(below) == count - 1 > NAMED_MOST
        return f"{first.name} stands above {'all ' if everybody else ''}{_them(below)}."

    @property
    def doubt(self) -> str:
        """Who cannot be told from the one of whom most can be said; "" for nobody."""
        first = self._first
        known = {id(row) for row in (first, *self._below(first), *self._above(first))}
        rest = [row for row in self.rows if id(row) not in known]
        if not rest or len(rest) == len(self.rows) - 1:
            return ""
        return f"{first.name} cannot be told from {_them(rest)}: their 95 % intervals overlap."

    @property
    def sentence(self) -> str:
        """How many of them can be told apart."""
        count = len(self.rows)
        if count < 2:
            return ALONE
        pairs, apart = count * (count - 1) // 2, sum(len(self._below(row)) for row in self.rows)
        if not apart:
            return "Nobody can be told apart: all 95 % intervals overlap."
        if apart == pairs:
            return "Everybody has a place of their own."
        return f"{apart:,} of {pairs:,} pairs of people can be told apart; the others share places."

    @property
    def note(self) -> str:
        """How to read it."""
        total = sum(row.pool.count for row in self.rows)
        return (
            f"Over {images(total)} in all, everybody on images of their own. One stands above "
            "another only where their 95 % intervals, which allow for a look after each answer, "
            "are apart; others share places."
        )

    @property
    def _first(self) -> Row:
        """The person who stands above most others."""
        return max(self.rows, key=lambda row: len(self._below(row)))

    def _above(self, row: Row) -> list[Row]:
        return [other for other in self.rows if any(row is low for low in self._below(other))]

    def _below(self, row: Row) -> list[Row]:
        """Return everybody whose interval lies wholly below that of `row`."""
        low = row.standing.interval.low
        return [other for other in self.rows if other.standing.interval.high < low]


def beside_published(pools: Iterable[Pool]) -> str:
    """Return how many people are higher or lower than the published figure; "" for none beside it.

    By the verdict that each one's own pool gives; people who are simulated do not count.
    """
    words = Counter[str](
        pool.beside.verdict if pool.beside else "too few"
        for pool in pools
        if pool.references and not pool.is_simulated
    )
    if not words:
        return ""
    told = [
        f"{words[word]:,} {how}"
        for word, how in (
            ("higher", "higher"),
            ("lower", "lower"),
            ("consistent", "consistent with it"),
            ("too few", "with too few images for a verdict"),
        )
        if words[word]
    ]
    return f"Beside {sentence.baseline_name()}: {listed(told)}."


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
    names = named(group)
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


def doubts_of(pool: Pool) -> tuple[str, ...]:
    """Return the flags of a pool's sessions, each sentence once with how often it came."""
    told = Counter(flag.sentence for _, flag in pool.flags)
    return tuple(f"{s} ({count} ×)" if count > 1 else s for s, count in told.items())


def _them(rows: Sequence[Row]) -> str:
    """Return the names of a few people, or how many others there are."""
    names = [row.name for row in rows]
    return listed(names) if len(names) <= NAMED_MOST else f"{len(names):,} others"


def named(group: Sequence[Pool]) -> list[str]:
    """Return the names of all, on one line each, numbered where several bear the same."""
    found = [" ".join(pool.annotator.name.split())[:NAME_MOST] for pool in group]
    count, given = Counter(found), Counter[str]()
    told = []
    for name in found:
        given[name] += 1
        told.append(f"{name} ({given[name]})" if count[name] > 1 else name)
    return told
