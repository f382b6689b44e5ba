"""Who takes what comes from outside: data, scores, labels, sessions, patches, lists, studies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.exchange import list_mark, patch_mark
from fmnist_gui.ui.arrival import DECK_SUFFIX, STUDY_SUFFIX, Arrival, sort_arrival

if TYPE_CHECKING:
    from fmnist_gui.ui.data_desk import DataDesk
    from fmnist_gui.ui.intake.label_desk import LabelDesk
    from fmnist_gui.ui.list_desk import ListDesk
    from fmnist_gui.ui.main_window import MainWindow
    from fmnist_gui.ui.pages import Pages
    from fmnist_gui.ui.patch_desk import PatchDesk
    from fmnist_gui.ui.score_desk import ScoreDesk
    from fmnist_gui.ui.session_desk import SessionDesk
    from fmnist_gui.ui.workspace import Workspace


class Reception:
    """Makes the desks and sends each file to its own.

    ``data`` and ``scores`` are there soon after the first paint, ``sessions``, ``lists``,
    ``patches`` and ``labels`` with the pages; each is None before, and the actions of the menu
    then do nothing.
    """

    def __init__(self) -> None:
        self.data: DataDesk | None = None
        self.scores: ScoreDesk | None = None
        self.sessions: SessionDesk | None = None
        self.lists: ListDesk | None = None
        self.patches: PatchDesk | None = None
        self.labels: LabelDesk | None = None
        self._pages: Pages | None = None
        self._report: Callable[[Exception], object] = lambda _: None

    def open_data_desks(
        self, window: "MainWindow", workspace: "Workspace", *, practice: Path
    ) -> "DataDesk":
        """Make what takes data and scores; `practice` is the folder of the practice images."""
        from fmnist_gui.ui.data_desk import DataDesk
        from fmnist_gui.ui.score_desk import ScoreDesk

        self._report = workspace.report
        self.scores = ScoreDesk(workspace, window)
        self.data = DataDesk(workspace, window.data_bar, practice=practice, parent=window)
        return self.data

    def open_page_desks(
        self, window: "MainWindow", workspace: "Workspace", *, pages: "Pages"
    ) -> None:
        """Make what takes sessions, lists, patches and labels, which `pages` show."""
        from fmnist_gui.ui.intake.label_desk import LabelDesk
        from fmnist_gui.ui.list_desk import ListDesk
        from fmnist_gui.ui.patch_desk import PatchDesk
        from fmnist_gui.ui.session_desk import SessionDesk

        self._pages = pages
        self.lists = ListDesk(
            workspace,
            gallery=lambda: pages.explore.exhibit.gallery,
            show=pages.show_list,
            parent=window,
        )
        self.patches = PatchDesk(workspace, tell=window.notice_bar.tell, parent=window)
        self.labels = LabelDesk(workspace, tell=window.notice_bar.tell, parent=window)
        self.sessions = SessionDesk(
            workspace,
            show=pages.show_added,
            tell=window.notice_bar.tell,
            show_work=window.notice_bar.show_work,
            parent=window,
        )

    def open(self, *paths: Path) -> None:
        """Open what was dropped or handed over together, or all of it not and say why."""
        arrival = sort_arrival(paths)
        try:
            arrival.check()
        except RequestError as error:
            self._report(error)
            return
        study = next((p for p in arrival.others if p.suffix == STUDY_SUFFIX), None)
        if self._pages is not None and study is not None:
            self._open_study(study, arrival, self._pages)
            return
        for path in arrival.others:
            self._open(path)
        self._take_gifts(arrival)
        if self.labels is not None and arrival.labels:
            self.labels.take(*arrival.labels)

    def _open_study(self, path: Path, arrival: Arrival, pages: "Pages") -> None:
        """Take a study, and only then show it and add the answers that came beside it."""

        def taken() -> None:
            pages.show_studies()
            self._take_gifts(arrival)

        pages.collect.doing.open(path, taken=taken, failed=partial(self._refuse, arrival))

    def _take_gifts(self, arrival: Arrival) -> None:
        if self.sessions is not None and arrival.gifts:
            self.sessions.take(arrival.gifts)

    def _refuse(self, arrival: Arrival, error: Exception) -> None:
        """Say why a study cannot be taken, and that the answers beside it are not either."""
        if arrival.gifts and isinstance(error, FmnistError):
            names = listed([path.name for path in arrival.gifts])
            is_one = len(arrival.gifts) == 1
            error = RequestError(f"{error}; {names} {'was' if is_one else 'were'} not added either")
        self._report(error)

    def _open(self, path: Path) -> None:
        """Open one thing that shows something new."""
        if self._pages is not None and path.suffix == DECK_SUFFIX:
            self._pages.open_deck(path)
        elif self.lists is not None and list_mark.is_list(path):
            self.lists.open(path)
        elif self.patches is not None and patch_mark.is_patch(path):
            self.patches.take(path)
        elif self.scores is not None and self.scores.is_for(path):
            self.scores.take(path)
        elif self.data is not None:
            self.data.open(path)

    def slots(self) -> dict[str, Callable[..., object]]:
        """Return what the actions of the File menu that ask for files do, by their names."""
        return {
            "open_folder": self._at_data(lambda desk: desk.choose_folder()),
            "open_file": self._at_data(lambda desk: desk.choose_file()),
            "download": self._at_data(lambda desk: desk.fetch()),
            "open_practice": self._at_data(lambda desk: desk.open_practice()),
            "add_scores": _choosing(lambda: self.scores),
            "add_labels": _choosing(lambda: self.labels),
            "add_sessions": _choosing(lambda: self.sessions),
            "take_patch": _choosing(lambda: self.patches),
            "open_list": _choosing(lambda: self.lists),
        }

    def _at_data(self, act: "Callable[[DataDesk], None]") -> Callable[[], None]:
        def slot() -> None:
            if self.data is not None:
                act(self.data)

        return slot


def _choosing(
    desk: "Callable[[], ScoreDesk | SessionDesk | ListDesk | PatchDesk | LabelDesk | None]",
) -> Callable[[], None]:
    """Return a slot that lets a desk ask for a file, once it is there."""

    def slot() -> None:
        found = desk()
        if found is not None:
            found.choose()

    return slot
