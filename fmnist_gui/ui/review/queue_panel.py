"""The left column of the Review page: which images are looked at, in which order, and how far."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.mixture import QueueWish
from fmnist_gui.core.review.queue import QueueProgress, ReviewQueue
from fmnist_gui.ui import theme
from fmnist_gui.ui.icon import icon
from fmnist_gui.ui.image.scroll_column import BAR_PX, ScrollColumn
from fmnist_gui.ui.plain_text import PlainLabel
from fmnist_gui.ui.query.query_entry import QueryEntry
from fmnist_gui.ui.review.queue_button import QueueButton
from fmnist_gui.ui.review.queue_list import QueueList
from fmnist_gui.ui.review.queue_maker import EvidenceKnown, QueueRefused
from fmnist_gui.ui.review.queue_menu import KeysChosen, QueueMenu
from fmnist_gui.ui.review.queue_menu_row import HelpAsked
from fmnist_gui.ui.review.queue_offer import gain
from fmnist_gui.ui.review.scoring_desk import Work, WorkEnded, WorkProgress
from fmnist_gui.ui.review.scoring_strip import ScoringStrip
from fmnist_gui.ui.review.yield_view import YieldView

WIDTH_PX, WIDTH_MOST_PX = 272, 360
NO_QUEUE = "Choose a queue"
NOTHING_WAITS = "Nothing waits in this queue."
NONE_YET = (
    "Nothing speaks against any label yet. Have the images scored, or add what models or people "
    "say."
)
LOOKING = "Looking for what is known of these images …"
FIRST = "Ranked by first scores; better ones are being computed."
BETTER = "Better scores are there now."


class QueuePanel(QFrame):
    """Chooses a queue and a filter, tells how far it is, and lists its images.

    Signals:
        queue_asked(QueueWish): another queue is wanted.
        image_asked(ImageAsked): this image is wanted.
        told_changed(ToldChanged): other labels can be read here.
        work_asked(str), work_cancelled(str): scores or neighbours are to be computed, or no more.
        scores_asked(None): predictions or counts are to be added.
    """

    queue_asked = Signal(object)
    image_asked = Signal(object)
    told_changed = Signal(object)
    work_asked = Signal(str)
    work_cancelled = Signal(str)
    scores_asked = Signal()

    def __init__(self, icons_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "list")
        self._gallery: Gallery | None = None
        self._keys: tuple[str, ...] = ()
        self._is_first = False
        self.button = QueueButton()
        self.menu = QueueMenu(self)
        self.ranks_by = _small()
        self.note = _small()
        self.again_button = QPushButton("Rank by them")
        self.again_button.setProperty("role", "link")
        self.filter = QueryEntry(icon("close", icons_folder))
        self.decided_box = QCheckBox("With decided images")
        self.yield_view = YieldView()
        self.problem = _small(role="problem")
        self.list = QueueList()
        self.empty = _small()
        self.strips: dict[Work, ScoringStrip] = {
            "scores": ScoringStrip("scores"),
            "neighbours": ScoringStrip("neighbours"),
        }
        self._compose()
        self._connect()

    @property
    def wish(self) -> QueueWish | None:
        """Which queue is chosen; None before any is."""
        if not self._keys:
            return None
        return QueueWish(self._keys, self.filter.text, self.decided_box.isChecked())

    def open_gallery(self, gallery: Gallery | None) -> None:
        """Serve other images; no queue is chosen yet."""
        self._gallery, self._keys = gallery, ()
        self.filter.say("")
        self.menu.say(())
        self.button.show_title(NO_QUEUE)
        self._show_nothing()

    def offer(self, known: EvidenceKnown) -> None:
        """Offer these queues, and these words for the filter."""
        self.menu.offer(known.offers)
        self.menu.say(self._keys)
        self.filter.offer(known.table)
        count = 0 if self._gallery is None else len(self._gallery)
        first, *_ = known.missing or (None,)
        for work, strip in self.strips.items():
            # One after the other, and scores first: most queues need them.
            strip.offer(count, is_missing=work == first, gain=gain(work, known.offers))
            strip.stand_out(work == first == "scores")
        if self.list.rows.queue is None:
            is_any = any(offer.is_there for offer in known.offers)
            nothing = NONE_YET if known.table.count else LOOKING
            self.empty.setText("" if is_any or not count else nothing)
            self.empty.setVisible(bool(self.empty.text()))
        if self._is_first and "scores" not in known.missing:
            self._say_note((BETTER,))
            self.again_button.show()

    def say(self, keys: tuple[str, ...]) -> None:
        """Show that these queues are chosen; nobody is told."""
        self._keys = keys
        self.menu.say(keys)

    def show_queue(self, queue: ReviewQueue, *, is_first: bool = False) -> None:
        """List a queue; ``is_first`` says that quick scores rank it."""
        self._is_first = is_first
        self.button.show_title(queue.title)
        self.ranks_by.setText(queue.ranks_by)
        for widget in (self.ranks_by, self.filter, self.decided_box):
            widget.show()
        self.problem.hide()
        self.again_button.hide()
        self._say_note((FIRST, *queue.notes) if is_first else queue.notes)
        self.list.show_queue(queue, self._gallery)
        self.list.setVisible(len(queue) > 0)
        self.empty.setVisible(len(queue) == 0)
        self.empty.setText(NOTHING_WAITS)
        self._fit()

    def show_refusal(self, refused: QueueRefused) -> None:
        """Say why there is no such queue; the one before stays."""
        self.problem.setText(refused.sentence)
        self.problem.show()
        self._fit()

    def show_progress(self, progress: QueueProgress | None) -> None:
        """Tell how far the queue is and what came of it."""
        self.yield_view.show_progress(progress)
        self._fit()

    def follow(self, number: int | None) -> None:
        """Mark the image that is looked at, by its number in the gallery."""
        self.list.follow(number)

    def show_work(self, progress: WorkProgress) -> None:
        """Show how far scoring or finding neighbours is."""
        self.strips[progress.work].show_progress(progress)

    def end_work(self, ended: WorkEnded) -> None:
        """Show that it is over; if it was not done it is offered again."""
        self.strips[ended.work].end(is_done=ended.is_done)
        if ended.is_done:
            self.strips[ended.work].hide()
        elif self._is_first and ended.work == "scores":
            self._say_note(("These first scores are gone with the next queue.",))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead from the filter back to the page, whose keys decide."""
        if event.key() == Qt.Key.Key_Escape and self.filter.line.hasFocus():
            self._give_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave at least half of the height to the list."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.width() - BAR_PX
        flows = self._rows.hasHeightForWidth()
        wished = self._rows.heightForWidth(inside) if flows else self._rows.sizeHint().height()
        self._scroll.setFixedHeight(max(0, min(wished, self.height() // 2)))

    def _show_nothing(self) -> None:
        self._is_first = False
        self.list.show_queue(None, None)
        self.yield_view.show_progress(None)
        for widget in (
            self.list,
            self.ranks_by,
            self.note,
            self.again_button,
            self.problem,
            self.filter,
            self.decided_box,
            self.empty,
        ):
            widget.hide()

    def _say_note(self, sentences: tuple[str, ...]) -> None:
        self.note.setText(" ".join(sentences))
        self.note.setVisible(bool(sentences))
        self._fit()

    def _ask(self) -> None:
        if self.wish is not None:
            self.queue_asked.emit(self.wish)

    def _give_back(self) -> None:
        """Hand the keyboard to the page."""
        page = self.parentWidget()
        if page is not None:
            page.setFocus()

    def _on_chosen(self, chosen: KeysChosen) -> None:
        self._keys = chosen.keys
        self._give_back()
        self._ask()

    def _on_help_asked(self, asked: HelpAsked) -> None:
        if asked.help == "add":
            self.scores_asked.emit()
        else:
            self.work_asked.emit(asked.help)

    def _connect(self) -> None:
        self.button.opened.connect(lambda: self.menu.hang(self.button))
        self.menu.chosen.connect(self._on_chosen)
        self.menu.help_asked.connect(self._on_help_asked)
        self.filter.asked.connect(lambda _: self._ask())
        self.decided_box.toggled.connect(lambda _: self._ask())
        self.again_button.clicked.connect(self._ask)
        self.list.image_asked.connect(self.image_asked)
        self.list.clicked.connect(lambda _: self._give_back())
        self.list.told_changed.connect(self.told_changed)
        for strip in self.strips.values():
            strip.started.connect(self.work_asked)
            strip.cancelled.connect(self.work_cancelled)

    def _compose(self) -> None:
        # A click leaves the keyboard with the page.
        for button in (self.decided_box, self.again_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedWidth(min(theme.scaled_px(WIDTH_PX), WIDTH_MOST_PX))
        self._head = QWidget()
        head = self._rows = QVBoxLayout(self._head)
        head.setContentsMargins(12, 12, 6, 8)
        head.setSpacing(8)
        for widget in (
            self.button,
            self.yield_view,
            self.ranks_by,
            self.note,
            self.again_button,
            self.filter,
            self.decided_box,
            self.problem,
        ):
            head.addWidget(widget)
        self._scroll = ScrollColumn(self._head)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        for strip in self.strips.values():
            foot.addWidget(strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll)
        column.addLayout(_inset(self.empty))
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        column.addStretch(0)
        self._show_nothing()


def _inset(widget: QWidget) -> QVBoxLayout:
    """Return a layout that keeps a widget away from the sides, and no room when it is hidden."""
    layout = QVBoxLayout()
    layout.setContentsMargins(12, 0, 12, 0)
    layout.addWidget(widget)
    return layout


def _small(role: str = "small") -> PlainLabel:
    """Return a label of small letters on as many lines as it takes."""
    label = PlainLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.hide()
    return label
