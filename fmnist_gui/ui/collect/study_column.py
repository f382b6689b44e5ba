"""The right side of the page: cards about one study."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fmnist_gui.core.stats.proportion import Interval
from fmnist_gui.core.study.event import StudyRecord
from fmnist_gui.ui.card.card_column import CardColumn, Slot
from fmnist_gui.ui.collect.head_card import HeadCard
from fmnist_gui.ui.collect.people_card import PeopleCard
from fmnist_gui.ui.collect.story import StudyStory
from fmnist_gui.ui.collect.story_card import ShowsStory
from fmnist_gui.ui.collect.veil import Veil

HEAD, PEOPLE = 0, 100
"""Where cards stand; others come behind."""


class StudyColumn(CardColumn):
    """Shows how far a study is, who takes part, and what comes of it.

    `make_head` makes the first card, `more` those behind the people, whose answers a `veil` may
    hide. All cards stay while other
    figures of the same study come, so that nobody's pointer loses what it is over.

    Signals:
        departure_asked(DepartureAsked): a person is to be withdrawn or brought back.
    """

    departure_asked = Signal(object)

    def __init__(
        self,
        make_head: Callable[[], HeadCard],
        more: Callable[[StudyStory], Sequence[Slot]],
        veil: Veil,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_head = make_head
        self._more = more
        self._veil = veil
        self.story: StudyStory | None = None
        self.interval: Interval | None = None

    @property
    def head(self) -> HeadCard | None:
        """The first card; None before any study was shown."""
        card = self.cards.get("head")
        return card if isinstance(card, HeadCard) else None

    def show_record(self, record: StudyRecord) -> None:
        """Show a study of which nothing has been counted yet."""
        self.story, self.interval = None, None
        self.show_slots([Slot("head", HEAD, partial(self._head, record))], record.study.sha256)

    def show_story(self, story: StudyStory) -> None:
        """Show a study, or the same one anew."""
        is_same = self.story is not None and self.story.sha256 == story.sha256
        self.story, self.interval = story, None
        more = self._more(story)
        keys = {"head", "people", *(slot.key for slot in more)}
        if is_same and self.is_whole and keys == self.cards.keys():
            for card in self.cards.values():
                if isinstance(card, ShowsStory):
                    card.show_story(story)
            return
        slots = [
            Slot("head", HEAD, partial(self._head, story.record), is_leading=True),
            Slot("people", PEOPLE, partial(self._people, story), is_leading=True),
            *more,
        ]
        self.show_slots(slots, story.sha256)

    def show_interval(self, interval: Interval) -> None:
        """Show the interval of alpha, which comes later than alpha."""
        self.interval = interval
        if self.head is not None and self.story is not None:
            self.head.show_interval(self.story, interval)

    def _head(self, record: StudyRecord) -> HeadCard:
        head = self._make_head()
        head.show_record(record)
        if self.story is not None:
            head.show_story(self.story)
        return head

    def _people(self, story: StudyStory) -> PeopleCard:
        card = PeopleCard(story, self._veil)
        card.asked.connect(self.departure_asked)
        return card
