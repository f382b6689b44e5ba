"""The frame around the pages; it decides nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fmnist_gui.ui.actions import Actions
from fmnist_gui.ui.data_bar import DataBar
from fmnist_gui.ui.notice_bar import NoticeBar
from fmnist_gui.ui.rail import Door, Rail

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

P = TypeVar("P", bound=QWidget)

FIRST_SIZE = (1280, 800)
LEAST_SIZE = (720, 480)


class MainWindow(QMainWindow):
    """Menus, rail, bars and a stack of pages, each made when it is first shown.

    Signals:
        painted(None): the window has been painted for the first time.
        dropped(tuple of Path): a folder or files were dropped on it.
        page_shown(str): the key of the page that is open now.
        closing(None): the window is about to close.
    """

    painted = Signal()
    dropped = Signal(object)
    page_shown = Signal(str)
    closing = Signal()

    def __init__(self, slots: Mapping[str, Callable[..., object]], first: QWidget) -> None:
        super().__init__()
        self.setWindowTitle("fmnist-gui")
        self.setMinimumSize(*LEAST_SIZE)
        self.setAcceptDrops(True)
        self.actions_list = Actions(self, slots)
        self.actions_list.fill(self.menuBar())
        self.rail = self._make_rail()
        self.data_bar = DataBar(self.actions_list)
        self.notice_bar = NoticeBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self.may_close: Callable[[], bool] = lambda: True
        self._is_painted = False
        self._is_answering = False
        self._compose()

    def offer_page(self, key: str, make: Callable[[], QWidget]) -> None:
        """Say how to make the page `key` when somebody wants to see it."""
        self._factories[key] = make

    def page(self, key: str) -> QWidget:
        """Return a page, made now if it was not there yet."""
        if key not in self._pages:
            self._pages[key] = self._factories[key]()
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def page_of(self, key: str, kind: type[P]) -> P:
        """Return a page as what it is. Raises TypeError when it is something else."""
        page = self.page(key)
        if not isinstance(page, kind):
            raise TypeError(f"page {key} is a {type(page).__name__}")
        return page

    def has_page(self, key: str) -> bool:
        """Whether the page has been made already."""
        return key in self._pages

    def fill_screen(self, is_filling: bool) -> None:
        """Fill the whole screen, or go back to a window."""
        if is_filling:
            self.showFullScreen()
        else:
            self.showNormal()

    def show_page(self, key: str) -> None:
        """Bring a page to the front and mark it in the rail."""
        if key in self._factories:
            page = self.page(key)
            self._stack.setCurrentWidget(page)
            page.setFocus()
        if key != self._current:
            self.notice_bar.leave_no_room()
        self._current = key
        self.data_bar.setHidden(key == "play" and self._is_answering)
        self.data_bar.offer_play(key != "play")
        self.rail.show_current(key)
        self.page_shown.emit(key)

    @property
    def current_page(self) -> str:
        """The key of the page that is open."""
        return self._current

    def make_room(self, is_answering: bool) -> None:
        """Take the data bar away while somebody answers: the image stands alone."""
        self._is_answering = is_answering
        self.data_bar.setHidden(is_answering and self._current == "play")

    def restore(self, geometry: str) -> None:
        """Take the place and size that the window had last time."""
        self.resize(*FIRST_SIZE)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def geometry_text(self) -> str:
        """Return the window's place and size for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def complete(self, icon: "Callable[[str], QIcon]") -> None:
        """Add what the first paint could not wait for: icons and shortcuts."""
        self.actions_list.set_shortcuts()
        self.rail.paint_icons(icon)
        self.notice_bar.paint_icons(icon)

    def watch_screen(self) -> None:
        """Keep the full-screen switch true when the desktop changes the window's state."""
        if handle := self.windowHandle():
            handle.windowStateChanged.connect(
                lambda _: self.actions_list["fullscreen"].setChecked(self.isFullScreen())
            )

    def _make_rail(self) -> Rail:
        actions = self.actions_list
        doors = (
            Door("explore", "Explore", "explore", actions["show_explore"]),
            Door("play", "Play", "play", actions["show_play"]),
            Door("results", "Results", "results", actions["show_results"]),
            Door("review", "Review", "review", actions["show_review"]),
            Door("collect", "Collect", "collect", actions["show_collect"]),
        )
        return Rail(doors, (Door("keys", "Keys", "help", actions["keys"]),))

    def _compose(self) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.data_bar)
        column.addWidget(self.notice_bar)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(body)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and the first time tell so once the pixels have left for the screen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files, or a folder."""
        urls = event.mimeData().urls()
        if urls and all(url.isLocalFile() for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        urls = event.mimeData().urls()
        self.dropped.emit(tuple(Path(url.toLocalFile()) for url in urls))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the pages put away what they hold, unless something would be lost."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
