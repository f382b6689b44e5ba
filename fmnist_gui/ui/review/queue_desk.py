"""Joins the column of queues with what makes them and with the desk that goes through them."""

from PySide6.QtCore import QObject, QTimer

from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.review.queue import ReviewQueue
from fmnist_gui.ui.image.neighbour_strip import ImageAsked
from fmnist_gui.ui.review.desk import Decided, Desk
from fmnist_gui.ui.review.queue_maker import EvidenceKnown, QueueMade, QueueMaker
from fmnist_gui.ui.review.queue_panel import QueuePanel
from fmnist_gui.ui.review.scoring_desk import FirstScored, ScoringDesk, Work, WorkEnded
from fmnist_gui.ui.workspace import Workspace

USUAL = ("margin", "human", "suspects")
"""Which queue is open before anybody has chosen one: the first of these that can be had."""


class QueueDesk(QObject):
    """Has queues made that are asked for in `panel`, and opens them on `desk`."""

    def __init__(
        self, workspace: Workspace, desk: Desk, panel: QueuePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._settings = workspace.settings
        self.maker = QueueMaker(workspace, self, is_watched=panel.isVisible)
        self.scoring = ScoringDesk(workspace, self)
        self._made: QueueMade | None = None
        self._is_own_choice = self._is_of_another = False
        panel.list.rows.decision_of = self._decision_of
        self._decided: set[int] = set()
        # The list is painted after the next image, which is waited for.
        self._beside: frozenset[int] | None = None
        self._after = QTimer(self, singleShot=True, interval=0)
        self._after.timeout.connect(self._follow)
        self._connect()

    def open_gallery(self) -> None:
        """Serve the images that are open on the desk now."""
        self._made, self._is_own_choice = None, False
        self._panel.open_gallery(self._desk.gallery)
        self.maker.open(self._desk.gallery)

    def follow_annotator(self) -> None:
        """Take note of who is here now; what one answered wrong is no queue for another."""
        is_other = self.maker.follow_annotator()
        if is_other and self._made is not None and "sessions" in self._made.wish.sources:
            self._is_of_another, self._is_own_choice = True, False

    def choose(self, keys: tuple[str, ...]) -> None:
        """Open the queue of these keys, without any filter, as if it were chosen in the panel."""
        self._panel.say(keys)
        self._panel.filter.say("")
        if self._panel.wish is not None:
            self._on_queue_asked(self._panel.wish)

    def _connect(self) -> None:
        desk, panel, maker, scoring = self._desk, self._panel, self.maker, self.scoring
        maker.known.connect(self._on_known)
        maker.made.connect(self._on_made)
        maker.refused.connect(panel.show_refusal)
        panel.queue_asked.connect(self._on_queue_asked)
        panel.image_asked.connect(self._on_image_asked)
        panel.work_asked.connect(self._on_work_asked)
        panel.work_cancelled.connect(self._on_work_cancelled)
        scoring.progressed.connect(panel.show_work)
        scoring.first_scored.connect(self._on_first_scored)
        scoring.ended.connect(self._on_work_ended)
        desk.queue_opened.connect(self._on_queue_opened)
        desk.progressed.connect(panel.show_progress)
        desk.shown.connect(lambda _: self._after.start())
        desk.decided.connect(self._on_decided)
        desk.book.read.connect(self._on_read)

    def _decision_of(self, number: int) -> Decision | None:
        """Return what the list says about an image: one's own decision, or what counts."""
        book = self._desk.book
        if self._desk.keeps_back(number):
            return None
        own = book.own(number)
        if own is not None or book.is_hidden(number):
            return own
        return book.conclusion_of(number).decision

    def _ask(self, wish: QueueWish) -> None:
        self.maker.ask(wish, self._desk.book.standing(), self._desk.rule)

    def _choose_usual(self, offered: set[str]) -> None:
        """Open the queue chosen last while nobody has chosen one now, or decided in this one."""
        last = tuple(self._settings.choices.review_queue.split("+"))
        wished = (last, *((key,) for key in USUAL))
        usual = next((keys for keys in wished if offered.issuperset(keys)), None)
        made, queue = self._made, self._desk.queue
        # Such as an audit, which somebody opened elsewhere on the page.
        is_others = queue is not None and (made is None or queue is not made.queue)
        if usual is None or self._is_own_choice or is_others:
            return
        is_open = made is not None and made.wish.keys == usual and not self._is_of_another
        is_older = made is not None and made.is_first and not self.maker.first
        if not is_open or is_older:
            self._panel.say(usual)
            if self._panel.wish is not None:
                self._ask(self._panel.wish)

    def _on_known(self, known: EvidenceKnown) -> None:
        self._panel.offer(known)
        if self.maker.is_ready:
            self._choose_usual({offer.key for offer in known.offers if offer.is_there})

    def _on_queue_asked(self, wish: QueueWish) -> None:
        self._is_own_choice = True
        self._settings.change(review_queue=wish.key)
        self._ask(wish)

    def _on_made(self, made: QueueMade) -> None:
        self._made, self._is_of_another = made, False
        self._desk.open(made.queue)

    def _on_queue_opened(self, queue: ReviewQueue) -> None:
        is_own = self._made is not None and self._made.queue is queue
        self._panel.show_queue(
            queue, is_first=is_own and self._made is not None and self._made.is_first
        )

    def stand_beside(self, numbers: frozenset[int] | None) -> None:
        """Mark the image of the desk only if it is among these of a page; None: it is in sight."""
        if numbers != self._beside:
            self._beside = numbers
            self._after.start()

    def _follow(self) -> None:
        decided, self._decided = self._decided, set()
        self._panel.list.rows.refresh(decided)
        current = self._desk.current
        is_seen = self._beside is None or current in self._beside
        self._panel.follow(current if is_seen else None)

    def _on_image_asked(self, asked: ImageAsked) -> None:
        if asked.number != self._desk.current:
            self._desk.go(asked.number)

    def _on_decided(self, decided: Decided) -> None:
        self._is_own_choice = True
        self._decided.update(self._desk.book.numbers_of(decided.step))
        self._after.start()

    def _on_read(self) -> None:
        self._panel.list.rows.refresh_all()

    def _on_work_asked(self, name: str) -> None:
        self.scoring.start(_work(name))

    def _on_work_cancelled(self, name: str) -> None:
        self.scoring.cancel(_work(name))

    def _on_first_scored(self, scored: FirstScored) -> None:
        self.maker.take_first(scored.found)

    def _on_work_ended(self, ended: WorkEnded) -> None:
        self._panel.end_work(ended)
        if ended.work == "scores" and not ended.is_done:
            self.maker.forget_first()


def _work(name: str) -> Work:
    return "neighbours" if name == "neighbours" else "scores"
