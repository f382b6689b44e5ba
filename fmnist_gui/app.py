"""Puts the pieces together: what is there at the first paint, and what comes after it.

Nothing that runs before the first paint may import numpy, pyqtgraph or SQLAlchemy.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fmnist_gui import milestone, resources
from fmnist_gui.core.dataset import files, locate, preview
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.home import Home
from fmnist_gui.settings import Settings
from fmnist_gui.ui import single
from fmnist_gui.ui.appearance import Appearance
from fmnist_gui.ui.arrival import is_guest
from fmnist_gui.ui.explore.poster import Poster
from fmnist_gui.ui.help_desk import HelpDesk
from fmnist_gui.ui.main_window import MainWindow
from fmnist_gui.ui.reception import Reception
from fmnist_gui.whereabouts import data_places

if TYPE_CHECKING:
    from fmnist_gui.fault import FaultHook
    from fmnist_gui.ui.pages import Pages
    from fmnist_gui.ui.single import Called, Single
    from fmnist_gui.ui.workspace import DatasetOpened, Failure, ScoresChanged, Workspace

PAGES_WITHIN_MS = 3000
"""The pages wait for the store, whose imports would share the interpreter, but no longer."""

GOES_ON = "{title} is open now; this sitting goes on with the images it was begun with."
RESULTS_AFTER_MS = 1000
"""From when everything is there to the imports of results, which would slow the first steps."""


def run(home: Home, *, data: Path | None = None, path: Path | None = None) -> int:
    """Open the window and return the exit status once it is closed."""
    # Matrix products run beside the window; their threads would wait for each other and for it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if single.hand_over(home.folder, path, data=data):
        return 0
    application = make_application()
    app = App(application, home, data=data, path=path)
    app.window.show()
    status = application.exec()
    app.close()
    return status


def make_application() -> QApplication:
    """Return the one QApplication, in Qt's Fusion style on every system."""
    existing = QApplication.instance()
    # By argument, because setStyle() answers with a QStyle, whose many names take 15 ms.
    fresh = [sys.argv[0], "-style", "fusion"]
    application = existing if isinstance(existing, QApplication) else QApplication(fresh)
    application.setApplicationName("fmnist-gui")
    application.setDesktopFileName("fmnist-gui")
    return application


class App:
    """The program in one window: makes the pages, passes them what they need, joins their wires.

    Only the frame and a poster of the first images exist at the first paint; the rest follows.
    """

    def __init__(
        self,
        application: QApplication,
        home: Home,
        *,
        data: Path | None = None,
        path: Path | None = None,
    ) -> None:
        self.home = home
        self.settings = Settings(home.settings)
        self.workspace: Workspace | None = None
        self._resources = resources.folder()
        self._problem = ""
        self._guests: tuple[Path, ...] = (path,) if path is not None and is_guest(path) else ()
        self._place = self._find(data) if path is None or self._guests else path
        self.appearance = Appearance(application, self.settings, folder=self._resources)
        first_images = self._first_images()
        self._has_preview = first_images is not None
        self._reached: set[str] = set()
        self.reception = Reception()
        self.window = MainWindow(self._slots(), Poster(first_images))
        self._help = HelpDesk(self.window, home, source=self._source)
        self.window.restore(self.settings.choices.geometry)
        self.window.show_page("explore")
        self.window.painted.connect(self._on_painted)
        self.window.closing.connect(self._on_closing)
        self.window.dropped.connect(self.open_paths)
        self._pages: Pages | None = None
        self._single: Single | None = None
        self._faults: FaultHook | None = None
        self._is_closed = False

    def close(self) -> None:
        """Save what is under way and let go of the database; once is enough."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._faults is not None:
            self._faults.remove()
        if self._single is not None:
            self._single.close()
        if self.workspace is not None:
            self.workspace.close()

    @property
    def is_ready(self) -> bool:
        """Whether the store, the images and the first page are there."""
        return {"store", "ready"} <= self._reached

    def open_path(self, path: Path) -> None:
        """Open what was handed over: a deck, a session, a database, a list, scores, or data."""
        self.open_paths((path,))

    def open_paths(self, paths: tuple[Path, ...]) -> None:
        """Open what was dropped together."""
        # What was said about the thing before would seem to be about this one.
        self.window.notice_bar.withdraw(self.window.notice_bar.sentence)
        if self._pages is None and any(map(is_guest, paths)):
            # Only the pages can show it.
            self._guests = paths
        else:
            self.reception.open(*paths)

    @property
    def pages(self) -> "Pages":
        """The pages. Raises RuntimeError before they are there."""
        if self._pages is None:
            raise RuntimeError("the pages come after the first paint")
        return self._pages

    def _find(self, data: Path | None) -> Path | None:
        try:
            place = locate.locate(data_places(self.home, self.settings, data))
        except FmnistError as error:
            self._problem = str(error)
            return None
        return place.path if place else None

    def _first_images(self) -> preview.Preview | None:
        if self.settings.choices.is_blind:
            # Class rows would tell every label.
            return None
        folder = self._place or self._resources / "practice"
        pair = files.find_pair(folder, "train") or files.find_pair(folder, "test")
        return preview.first_of_each_class(pair.images, pair.labels) if pair else None

    def _slots(self) -> dict[str, Callable[..., object]]:
        return {
            **self.reception.slots(),
            "quit": lambda: self.window.close(),
            "show_explore": lambda: self.window.show_page("explore"),
            "show_play": lambda: self.window.show_page("play"),
            "show_results": lambda: self.window.show_page("results"),
            "show_review": lambda: self.window.show_page("review"),
            "show_collect": lambda: self.window.show_page("collect"),
            "theme_system": lambda: self.appearance.choose("system"),
            "theme_light": lambda: self.appearance.choose("light"),
            "theme_dark": lambda: self.appearance.choose("dark"),
            "reduced_motion": lambda is_on: self.settings.change(has_reduced_motion=is_on),
            "fullscreen": lambda is_on: self.window.fill_screen(is_on),
            "keys": lambda: self._help.show_keys(),
            "home_folder": lambda: self._help.show_home(),
            "about": lambda: self._help.show_about(),
        }

    # From here on: after the first paint.

    def _on_painted(self) -> None:
        self._reach("painted")
        if self._has_preview:
            self._reach("image")
        if self.window.isVisible():
            QTimer.singleShot(0, self.window, self._start_rest)

    def _start_rest(self) -> None:
        from fmnist_gui.fault import FaultHook
        from fmnist_gui.ui.single import Single
        from fmnist_gui.ui.tasks import Tasks
        from fmnist_gui.ui.workspace import Workspace

        self._faults = FaultHook(self.home.log, self.window.notice_bar.say)
        self.workspace = Workspace(
            Tasks(self.window),
            self.settings,
            self.home,
            catalog_path=self._resources / "datasets.toml",
            parent=self.window,
        )
        self.workspace.failed.connect(self._on_failed)
        self.workspace.scores_changed.connect(self._on_scores_changed)
        self.workspace.dataset_opened.connect(self._on_dataset_opened)
        self.workspace.open_store(self._on_store_open)
        desk = self.reception.open_data_desks(
            self.window, self.workspace, practice=self._resources / "practice"
        )
        desk.open_at_start(self._place)
        self._single = Single(self.home.folder, self.window)
        self._single.called.connect(self._on_called)
        self.appearance.watch(self.window)
        self.window.watch_screen()
        if self._problem:
            self.window.notice_bar.say(self._problem)
        QTimer.singleShot(PAGES_WITHIN_MS, self.window, self._make_pages)

    def _on_store_open(self) -> None:
        self._reach("store")
        self._make_pages()

    def _make_pages(self) -> None:
        if self._pages is not None or self._is_closed:
            return
        # Only now, because the Explore page imports pyqtgraph.
        from fmnist_gui.ui.pages import Pages

        assert self.workspace is not None
        self._pages = Pages(self.window, self.workspace, self._resources)
        self.reception.open_page_desks(self.window, self.workspace, pages=self._pages)
        self.window.may_close = lambda: self.pages.may_close
        self.window.page("explore")
        self._show_explore_when_ready()

    def _show_explore_when_ready(self) -> None:
        """Let the poster stand until both the page and its images are there."""
        if (
            self.workspace is not None
            and self.workspace.dataset is not None
            and self.window.has_page("explore")
        ):
            if self.window.current_page == "explore":
                self.window.show_page("explore")
            self._reach("ready")
            if self._guests:
                paths, self._guests = self._guests, ()
                # The page hears of the images after this.
                QTimer.singleShot(0, self.window, lambda: self.open_paths(paths))

    def _reach(self, name: str) -> None:
        """Note a milestone; the benchmark lets the window close at the last that it wants."""
        self._reached.add(name)
        if milestone.note(name):
            self.window.close()
        elif self.is_ready and "everything" not in self._reached:
            self._reach("everything")
            QTimer.singleShot(RESULTS_AFTER_MS, self.window, self._prepare_results)

    def _prepare_results(self) -> None:
        if not self._is_closed:
            self.pages.prepare_results()

    def _on_dataset_opened(self, opened: "DatasetOpened") -> None:
        if self.reception.data is not None:
            self.window.notice_bar.withdraw(self.reception.data.take_back())
        if self._pages is not None and not self._pages.is_free:
            # The data bar, which says it otherwise, is not there while somebody answers.
            self.window.notice_bar.tell(GOES_ON.format(title=opened.dataset.title))
        self._show_explore_when_ready()

    def _on_failed(self, failure: "Failure") -> None:
        self.window.notice_bar.say(failure.sentence)

    def _on_scores_changed(self, changed: "ScoresChanged") -> None:
        self.window.notice_bar.tell(changed.sentence)

    def _on_called(self, called: "Called") -> None:
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()
        # As at a start: data named by its path goes before --data, a deck or a list goes with it.
        path = Path(called.path) if called.path else None
        if called.data and (path is None or is_guest(path)):
            self._guests = () if path is None else (path,)
            self.open_path(Path(called.data))
        elif path is not None:
            self.open_path(path)

    def _on_closing(self) -> None:
        self.settings.change(geometry=self.window.geometry_text())
        if self.reception.data is not None:
            self.reception.data.put_away()
        if self._pages is not None:
            self._pages.put_away()

    def _source(self) -> Path | None:
        dataset = self.workspace.dataset if self.workspace else None
        return dataset.source if dataset else None
