"""Joins the pages that show studies, and let people label for them, to the servers of these."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from fmnist_gui.ui.main_window import MainWindow
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from fmnist_gui.ui.collect.page import CollectPage
    from fmnist_gui.ui.play.page import PlayPage
    from fmnist_gui.ui.share.link_state import LinkState
    from fmnist_gui.ui.share.server_link import ServerLink


class Sharing:
    """Speaks to no server before a page was opened that shows studies or lets people label.

    It speaks to them only while `is_free`: nobody answers then.
    """

    def __init__(
        self, workspace: Workspace, window: MainWindow, *, is_free: Callable[[], bool]
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._is_free = is_free
        self._link: ServerLink | None = None

    def serve(self, page: "CollectPage") -> None:
        """Share and join as `page` asks, and keep what is shared the same from now on."""
        from fmnist_gui.ui.share.share_desk import ShareDesk

        link = self._linked()
        desk = ShareDesk(self._workspace, link, self._window)
        page.share_asked.connect(desk.share)
        page.join_asked.connect(desk.join)
        desk.shared.connect(page.show_study)
        desk.told.connect(self._window.notice_bar.tell)

        def say(state: "LinkState") -> None:
            page.view.say_server(state.study, state.sentence)

        def on_page_shown(key: str) -> None:
            if key == "collect":
                link.count()

        link.changed.connect(say)
        # Whoever labelled before this page was opened has made it speak already.
        for state in link.states:
            say(state)
        self._window.page_shown.connect(on_page_shown)
        link.begin()

    def attend(self, page: "PlayPage") -> None:
        """Let servers set images aside for whoever labels on `page`."""
        link = self._linked()
        page.front.collecting.set_aside = link.set_aside

        def on_seat_changed(is_taken: bool) -> None:
            if is_taken and page.sitting is not None:
                link.sat_down(page.sitting.session)
            else:
                link.stood_up()

        page.seat_changed.connect(on_seat_changed)
        link.begin()

    def _linked(self) -> "ServerLink":
        """Return what speaks to the servers, one for all pages."""
        from fmnist_gui.ui.share.server_link import ServerLink

        if self._link is None:
            self._link = ServerLink(self._workspace, self._window, is_free=self._is_free)
            self._link.told.connect(self._window.notice_bar.tell)
        return self._link
