"""Joins the pages that show studies, and let people label for them, to the servers of these."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fmnist_gui.ui.main_window import MainWindow
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.core.study.study import Study
    from fmnist_gui.ui.collect.page import CollectPage
    from fmnist_gui.ui.play.page import PlayPage
    from fmnist_gui.ui.share.link_state import LinkState
    from fmnist_gui.ui.share.server_link import ServerLink


class Sharing:
    """Speaks to no server before the page of studies was opened; `is_free` while nobody answers."""

    def __init__(
        self, workspace: Workspace, window: MainWindow, *, is_free: Callable[[], bool]
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._is_free = is_free
        self._link: ServerLink | None = None

    def serve(self, page: "CollectPage") -> None:
        """Share and join as `page` asks, and keep what is shared the same from now on."""
        from fmnist_gui.ui.share.server_link import ServerLink
        from fmnist_gui.ui.share.share_desk import ShareDesk

        self._link = link = ServerLink(self._workspace, self._window, is_free=self._is_free)
        desk = ShareDesk(self._workspace, link, self._window)
        page.share_asked.connect(desk.share)
        page.join_asked.connect(desk.join)
        desk.shared.connect(page.show_study)
        desk.told.connect(self._window.notice_bar.tell)
        link.told.connect(self._window.notice_bar.tell)

        def say(state: "LinkState") -> None:
            page.view.say_server(state.study, state.sentence)

        def on_page_shown(key: str) -> None:
            if key == "collect":
                link.count()

        link.changed.connect(say)
        self._window.page_shown.connect(on_page_shown)
        link.begin()

    def attend(self, page: "PlayPage") -> None:
        """Let servers set images aside for whoever labels on `page`."""
        page.front.collecting.set_aside = self._set_aside

        def on_seat_changed(is_taken: bool) -> None:
            if self._link is None:
                return
            if is_taken and page.sitting is not None:
                self._link.sat_down(page.sitting.session)
            else:
                self._link.stood_up()

        page.seat_changed.connect(on_seat_changed)

    def _set_aside(
        self, study: "Study", name: str, then: "Callable[[tuple[int, ...] | None], object]"
    ) -> None:
        if self._link is None:
            then(None)
        else:
            self._link.set_aside(study, name, then)
