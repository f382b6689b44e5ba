"""What is shown about sessions, people and panels, made off the window's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.chart import standing_chart
from fmnist_gui.core.chart.figure import Figure, comparison_figure, figure, figures
from fmnist_gui.core.chart.lineup import people_lineup
from fmnist_gui.core.chart.panel_figure import crowd_figures, panel_figures
from fmnist_gui.core.chart.pool_figure import (
    history_figure,
    people_history_figure,
    pool_figures,
)
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session import panel_sentence
from fmnist_gui.core.session.against_model import ModelResult, model_result
from fmnist_gui.core.session.crowd import CrowdResult, crowd_result
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.session.panel import Seat
from fmnist_gui.core.session.panel_result import PanelResult, panel_result
from fmnist_gui.core.session.pool import Pool, pools
from fmnist_gui.core.session.record import Annotator, History
from fmnist_gui.core.session.result import SessionResult, session_result
from fmnist_gui.core.session.standing import Leaderboard, leaderboards
from fmnist_gui.core.stats.references import Reference


@dataclass(frozen=True, eq=False)
class SessionStory:
    """One session with its figures."""

    result: SessionResult
    figures: tuple[Figure, ...]


@dataclass(frozen=True, eq=False)
class GroupStory:
    """Several sessions: a pool for each person, data and condition, and who stands where.

    ``left_out`` of ``session_count`` sessions enter no pool: they can still be gone on with or
    are not scored. ``figures`` are those of each pool of a single person, ``board_figures`` of
    each leaderboard; ``timelines`` are the sessions over time of a single person, or of the people
    of each leaderboard, where somebody has more than one. ``beside`` are the scores of several
    people beside what was published.
    """

    pools: tuple[Pool, ...]
    boards: tuple[Leaderboard, ...]
    session_count: int
    left_out: int
    figures: tuple[tuple[Figure, ...], ...]
    board_figures: tuple[Figure, ...]
    timelines: tuple[Figure | None, ...]
    beside: Figure | None = None

    @property
    def people(self) -> tuple[Annotator, ...]:
        """Everybody who has a pool, those with the most images first."""
        return tuple(dict.fromkeys(pool.annotator for pool in self.pools))


@dataclass(frozen=True, eq=False)
class PanelStory:
    """A panel: who sits in it and how far they are, and what they say together.

    ``planned`` images are wanted of each. ``result`` is None while fewer than two have begun;
    ``problem`` says why where they cannot be taken together.
    """

    deck_sha256: str
    planned: int
    seats: tuple[Seat, ...]
    result: PanelResult | None
    problem: str
    figures: tuple[Figure, ...]
    references: tuple[Reference, ...] = ()

    @property
    def is_sealed(self) -> bool:
        """Whether somebody has still to answer, so that nothing of right and wrong is told."""
        waits = any(seat.session is None for seat in self.seats)
        return waits or (self.result is not None and self.result.is_sealed)

    @property
    def progress(self) -> str:
        """How many labels there are, and are to be."""
        answered = sum(seat.answered for seat in self.seats)
        return panel_sentence.progress(answered, self.planned * len(self.seats))

    @property
    def begun(self) -> int:
        """How many have begun."""
        return sum(seat.session is not None for seat in self.seats)


@dataclass(frozen=True, eq=False)
class CrowdStory:
    """What a crowd says; `source` is what its counts are called."""

    source: str
    result: CrowdResult
    figures: tuple[Figure, ...]


@dataclass(frozen=True, eq=False)
class ModelStory:
    """What a model says; `source` is what its predictions are called."""

    source: str
    result: ModelResult


@dataclass(frozen=True, eq=False)
class Opinions:
    """What crowds and models say of the images of a score, and what cannot be read of it."""

    crowds: tuple[CrowdStory, ...] = ()
    models: tuple[ModelStory, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def crowd(self) -> CrowdResult | None:
        """The newest crowd."""
        return self.crowds[0].result if self.crowds else None


def session_story(history: History, published: Sequence[Reference], *, reader: str) -> SessionStory:
    """Return what is told about one session."""
    result = session_result(history, published, reader=reader)
    return SessionStory(result, figures(result))


def group_story(
    histories: Sequence[History], published: Sequence[Reference], *, reader: str
) -> GroupStory:
    """Return what is told about several sessions taken together."""
    found = pools(histories, published, reader=reader)
    entered = {session.session_id for pool in found for session in pool.history}
    boards = leaderboards(found)
    is_one = len({pool.annotator for pool in found}) == 1
    return GroupStory(
        pools=found,
        boards=boards,
        session_count=len(histories),
        left_out=sum(history.record.id not in entered for history in histories),
        figures=tuple(_without_history(pool) for pool in found) if is_one else (),
        board_figures=tuple(
            figure("standing", "Who stands where", standing_chart, board) for board in boards
        ),
        timelines=(
            (history_figure(found),) if is_one else tuple(map(people_history_figure, boards))
        ),
        beside=None if is_one else _beside(found),
    )


def _beside(found: Sequence[Pool]) -> Figure | None:
    lineup = people_lineup(found)
    return comparison_figure(lineup) if lineup.own else None


def _without_history(pool: Pool) -> tuple[Figure, ...]:
    # One history stands above them, of all conditions.
    return tuple(made for made in pool_figures(pool) if made.key != "history")


def panel_story(
    deck_sha256: str,
    own: tuple[Seat, ...],
    *,
    planned: int,
    histories: Sequence[History],
    published: Sequence[Reference],
) -> PanelStory:
    """Return what is told about a panel; `histories` are those of the seats that have begun."""
    result, problem = None, ""
    if len(histories) > 1:
        try:
            result = panel_result(histories)
        except RequestError as error:
            problem = str(error)
    made = panel_figures(result, published) if result is not None else ()
    return PanelStory(deck_sha256, planned, own, result, problem, made, tuple(published))


def opinions(
    trials: Sequence[Trial],
    shelf_folder: Path,
    *,
    fingerprint: str,
    who: str,
    is_complete: bool,
) -> Opinions:
    """Return what is kept about the images of these trials, the newest first.

    A file that does not fit hides nothing else: it is told as a problem.
    """
    from fmnist_gui.store.score_shelf import ScoreShelf

    if not trials:
        return Opinions()
    kept = ScoreShelf(shelf_folder).kept(fingerprint)
    crowds: list[CrowdStory] = []
    models: list[ModelStory] = []
    problems = [str(error) for error in kept.damaged]
    for counts in kept.counts:
        try:
            found = crowd_result(trials, counts.counts, who=who)
        except FmnistError as error:
            problems.append(str(error))
        else:
            crowds.append(CrowdStory(counts.about.name, found, crowd_figures(found)))
    for entry in kept.predictions:
        try:
            made = model_result(
                trials,
                entry.predictions.labels,
                who=who,
                model=f"the model {entry.about.name}",
                is_complete=is_complete,
            )
        except FmnistError as error:
            problems.append(str(error))
        else:
            models.append(ModelStory(entry.about.name, made))
    return Opinions(tuple(crowds), tuple(models), tuple(problems))
