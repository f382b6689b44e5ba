"""What is told about several sessions: those of one person pooled, those of several ranked."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fmnist_gui.core.chart.figure import Figure
from fmnist_gui.core.session.pool import Pool
from fmnist_gui.core.stats.sentence import running_score
from fmnist_gui.ui.card.card_column import Slot
from fmnist_gui.ui.card.label import isolated
from fmnist_gui.ui.chart.figure_card import FigureCard
from fmnist_gui.ui.line_list.line import short_name
from fmnist_gui.ui.results.about_card import NotesCard
from fmnist_gui.ui.results.album import UNSEEN, Album, Library
from fmnist_gui.ui.results.board_card import BoardCard
from fmnist_gui.ui.results.people_card import PeopleCard
from fmnist_gui.ui.results.pool_card import PoolCard
from fmnist_gui.ui.results.story import GroupStory, Opinions
from fmnist_gui.ui.results.story_column import OpinionsAsked, PictureAsked, StoryColumn

PEOPLE, BESIDE, BOARD, ALONE, POOL, TIMELINE, DETAIL, NOTES, OPINION, FIGURE, REST = range(
    0, 1100, 100
)

EVERYBODY = "Several people, each one's sessions taken together"


class GroupColumn(StoryColumn):
    """Compares several people, and shows the pools of a single one."""

    def __init__(self, icons_folder: Path, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(icons_folder, library, parent)
        self.story: GroupStory | None = None
        self._detailed = 0
        self._album: Album | None = None

    @property
    def pool(self) -> Pool | None:
        """The pool whose charts are shown; None for several people."""
        if self.story is None or len(self.story.people) != 1:
            return None
        return self.story.pools[self._detailed]

    def show_story(self, story: GroupStory) -> None:
        """Show other sessions."""
        before = self.pool
        self.story, self._detailed = story, 0
        if before is not None and len(story.people) == 1:
            same = [(p.annotator, p.condition, p.fingerprint) for p in story.pools]
            key = (before.annotator, before.condition, before.fingerprint)
            self._detailed = same.index(key) if key in same else 0
        self._show()

    def show_opinions(self, found: Opinions) -> None:
        """Add what others say of the images of the pool."""
        if self.pool is not None and self._album is not None:
            source = _source(self.pool)
            self.add_slots(self._opinions(found, self._album, OPINION, source=source))

    def _show(self) -> None:
        story, pool = self.story, self.pool
        if story is None:
            return
        people = story.people
        if len(people) == 1 and pool is not None:
            slots = self._person(story, pool)
        else:
            slots = self._several(story)
        if rest := _left_out(story):
            slots.append(Slot("left out", REST, partial(NotesCard, *rest)))
        subject = (tuple(person.id for person in people), story.session_count)
        self.show_slots(slots, subject)
        if pool is not None:
            self.opinions_asked.emit(
                OpinionsAsked(pool.trials, pool.fingerprint, pool.who, is_complete=_settled(pool))
            )

    def _several(self, story: GroupStory) -> list[Slot]:
        """Return what compares the people; who is compared with nobody is told in a sentence."""
        shared = [number for number, board in enumerate(story.boards) if len(board.rows) > 1]
        first = story.boards[shared[0]] if shared else None
        slots = []
        if story.pools:
            people = partial(PeopleCard, first, story.pools)
            slots.append(Slot("people", PEOPLE, people, is_leading=True))
        if story.beside is not None:
            chart = partial(self._figure, story.beside, source=EVERYBODY)
            slots.append(Slot(story.beside.key, BESIDE, chart))
        for number in shared:
            board, timeline = partial(self._board, number), story.timelines[number]
            slots.append(Slot(f"board {number}", BOARD, board, is_leading=number == shared[0]))
            if timeline is not None:
                source = f"{timeline.title}, {story.boards[number].condition}"
                course = partial(self._figure, timeline, source=source)
                slots.append(Slot(f"history {number}", FIGURE + number, course))
        ranked = {id(row.pool) for number in shared for row in story.boards[number].rows}
        alone = [pool for pool in story.pools if id(pool) not in ranked]
        if alone:
            told = [_alone(pool) for pool in alone]
            make = partial(NotesCard, "Without a place among others", told)
            slots.append(Slot("alone", ALONE, make))
        return slots

    def _person(self, story: GroupStory, pool: Pool) -> list[Slot]:
        self._album = self._library.album(
            pool.fingerprint,
            pool.split,
            class_names=pool.class_names,
            owners=[pool.annotator.id],
        )
        slots = [
            Slot(f"pool {number}", POOL, partial(self._pool, number), is_leading=True)
            for number in range(len(story.pools))
        ]
        for number, figure in enumerate(filter(None, story.timelines)):
            make = partial(self._figure, figure, source=_source(pool))
            slots.append(Slot(figure.key, TIMELINE + number, make, is_leading=True))
        leading, others = self._parted(story.figures[self._detailed])
        for figure in leading:
            make = partial(self._chart, figure, pool)
            slots.append(Slot(figure.key, DETAIL, make, is_leading=True))
        for number, figure in enumerate(others):
            slots.append(Slot(figure.key, FIGURE + number, partial(self._chart, figure, pool)))
        if pool.notes:
            make_notes = partial(NotesCard, "Behind the score", pool.notes)
            slots.append(Slot("notes", NOTES, make_notes, is_leading=True))
        return slots

    def _pool(self, number: int) -> PoolCard:
        assert self.story is not None
        pool, is_one_of = self.story.pools[number], len(self.story.pools) > 1
        is_unseen = self._album is not None and self._album.split is None
        note = UNSEEN if is_unseen and number == self._detailed else ""
        card = PoolCard(pool, self._icons_folder, is_one_of=is_one_of, note=note)
        card.show_detailed(number == self._detailed)
        card.detail_asked.connect(lambda: self._detail(number))
        return card

    def _detail(self, number: int) -> None:
        self._detailed = number
        self._show()

    def _board(self, number: int) -> BoardCard:
        assert self.story is not None
        figure = self.story.board_figures[number]
        card = BoardCard(self.story.boards[number], figure, self._icons_folder)
        card.chosen.connect(self.chosen)
        source = f"Who stands where, {self.story.boards[number].condition}"
        card.picture_asked.connect(
            lambda shown: self.picture_asked.emit(PictureAsked(shown, source))
        )
        return card

    def _chart(self, figure: Figure, pool: Pool) -> FigureCard:
        return self._figure(figure, source=_source(pool), album=self._album, trials=pool.trials)


def _source(pool: Pool) -> str:
    return f"{short_name(pool.annotator.name)}, {pool.condition}"


def _settled(pool: Pool) -> bool:
    return any(session.is_complete for session in pool.history)


def _alone(pool: Pool) -> str:
    """Return the score of somebody with whom nobody shares a condition, or who is simulated."""
    name = isolated(short_name(pool.annotator.name))
    marked = f"{name} (simulated)" if pool.is_simulated else name
    # The interval that the chart beside it draws.
    score = running_score(pool.right, pool.count) if pool.count else "nothing is scored."
    return f"{marked}, {pool.condition}: {pool.right:,} of {pool.count:,}: {score}"


def _left_out(story: GroupStory) -> tuple[str, list[str]] | None:
    """Return a title and a sentence about what enters no score."""
    if not story.left_out:
        return None
    why = "still open, never scored, or without an image that was new"
    if not story.pools:
        return ("Nothing is scored here yet", [f"All {story.left_out:,} sessions are {why}."])
    one = story.left_out == 1
    told = "1 session enters" if one else f"{story.left_out:,} sessions enter"
    return ("Left out", [f"{told} no score: {why}."])
