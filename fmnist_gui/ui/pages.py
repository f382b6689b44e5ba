"""The pages of the window: made when they are first shown, and how they talk to each other."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from fmnist_gui.core.errors import FmnistError
from fmnist_gui.ui.explore.image_list import ImageList
from fmnist_gui.ui.explore.page import ExplorePage
from fmnist_gui.ui.main_window import MainWindow
from fmnist_gui.ui.preparation import RESULTS, REVIEW, Preparation
from fmnist_gui.ui.share.sharing import Sharing
from fmnist_gui.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from fmnist_gui.core.dataset.gallery import Gallery
    from fmnist_gui.core.session.record import SessionRecord
    from fmnist_gui.core.study.event import StudyRecord
    from fmnist_gui.core.table.table import Table
    from fmnist_gui.ui.collect.asked import LabellingAsked
    from fmnist_gui.ui.collect.material import Explored
    from fmnist_gui.ui.collect.page import CollectPage
    from fmnist_gui.ui.explore.selection_desk import PlayAsked
    from fmnist_gui.ui.play.asked import HistoryAsked, PanelAsked, ResultAsked
    from fmnist_gui.ui.play.page import PlayPage, SessionEnded
    from fmnist_gui.ui.results.album import ImagesAsked
    from fmnist_gui.ui.results.page import ResultsPage, ResumeAsked
    from fmnist_gui.ui.review.page import ReviewPage


REVIEW_SENT = "sent"
"""The queue of images that were sent to the review desk."""

SELECTED, SHOWN = "selected in Explore", "shown in Explore"
"""Where the images of a study come from."""


class Pages:
    """Hands each page what it needs and takes what it asks for to another one.

    `folder` is that of the program's resources.
    """

    def __init__(self, window: MainWindow, workspace: Workspace, folder: Path) -> None:
        self._window = window
        self._workspace = workspace
        self._folder = folder
        self._sharing = Sharing(workspace, window, is_free=lambda: self.is_free)
        self._results_preparation = Preparation(
            workspace.tasks, (*RESULTS, *REVIEW), is_free=lambda: self.is_free, parent=window
        )
        window.offer_page("explore", self._make_explore)
        window.offer_page("play", self._make_play)
        window.offer_page("results", self._make_results)
        window.offer_page("review", self._make_review)
        window.offer_page("collect", self._make_collect)

    @property
    def explore(self) -> ExplorePage:
        """The Explore page."""
        return self._window.page_of("explore", ExplorePage)

    @property
    def play(self) -> "PlayPage":
        """The Play page."""
        from fmnist_gui.ui.play.page import PlayPage

        return self._window.page_of("play", PlayPage)

    @property
    def results(self) -> "ResultsPage":
        """The Results page."""
        from fmnist_gui.ui.results.page import ResultsPage

        return self._window.page_of("results", ResultsPage)

    @property
    def review(self) -> "ReviewPage":
        """The Review page."""
        from fmnist_gui.ui.review.page import ReviewPage

        return self._window.page_of("review", ReviewPage)

    @property
    def collect(self) -> "CollectPage":
        """The Collect page."""
        from fmnist_gui.ui.collect.page import CollectPage

        return self._window.page_of("collect", CollectPage)

    def open_deck(self, path: Path) -> None:
        """Offer the deck in `path` on the Play page, or say that it is damaged.

        Of one of other data the Play page says which have to be opened.
        """
        from fmnist_gui.ui.play.deck_desk import read_deck

        try:
            offered = read_deck(path)
        except FmnistError as error:
            self._workspace.report(error)
            return
        self._window.show_page("play")
        self.play.offer_deck(offered.deck)

    def show_studies(self) -> None:
        """Show the Collect page."""
        self._window.show_page("collect")

    def show_session(self, session_id: UUID) -> None:
        """Show a session on the Results page."""
        self._window.show_page("results")
        self.results.show_session(session_id)

    def show_added(self, record: "SessionRecord") -> None:
        """Show a session that came as a file, unless somebody answers or follows a panel.

        Whoever is still to answer its images must not see what others said. One of a study has no
        result of its own: Collect shows the study, if it is here.
        """
        if self._window.has_page("play") and self.play.is_engaged:
            return
        rules = record.rules
        if rules is None or not rules.is_collecting:
            self.show_session(record.id)
        elif record.study:
            self._workspace.ask(lambda store: store.studies.records(), self._show_study_of(record))

    def _show_study_of(
        self, record: "SessionRecord"
    ) -> "Callable[[tuple[StudyRecord, ...]], None]":
        def then(known: "tuple[StudyRecord, ...]") -> None:
            is_here = any(found.study.sha256 == record.study for found in known)
            if is_here and self.is_free:
                self._window.show_page("collect")
                self.collect.show_study(record.study)

        return then

    def show_list(self, images: ImageList) -> None:
        """Show a list of images on the Explore page."""
        self._window.show_page("explore")
        self.explore.exhibit.show_list(images)

    def prepare_results(self) -> None:
        """Import beside the window what results and review need, which a first visit waits for.

        It waits while somebody answers.
        """
        self._results_preparation.begin()

    @property
    def may_close(self) -> bool:
        """Whether nothing would be lost by closing; else the page says what."""
        if self._window.has_page("play") and self.play.has_unsaved:
            self._window.show_page("play")
            return False
        if self._window.has_page("review") and self.review.has_unsaved:
            self._window.show_page("review")
            return False
        if self._window.has_page("collect") and self.collect.has_unsaved:
            self._window.show_page("collect")
            return False
        return True

    @property
    def is_free(self) -> bool:
        """Whether nobody answers, so that other work lengthens no response time."""
        return not (self._window.has_page("play") and self.play.sitting is not None)

    def put_away(self) -> None:
        """Let the pages hand on what they hold; called before the window closes."""
        self._results_preparation.stop()
        if self._window.has_page("explore"):
            self.explore.put_away()
        if self._window.has_page("play"):
            self.play.put_away()
        if self._window.has_page("results"):
            self.results.put_away()
        if self._window.has_page("review"):
            self.review.put_away()
        if self._window.has_page("collect"):
            self.collect.put_away()

    def _make_explore(self) -> ExplorePage:
        page = ExplorePage(self._workspace, self._folder / "icons")
        page.play_asked.connect(self._on_play_asked)
        page.review_asked.connect(self._on_review_asked)
        return page

    def _make_play(self) -> "PlayPage":
        from fmnist_gui.ui.play.page import PlayPage

        page = PlayPage(self._workspace, table_of=self._table)
        page.session_ended.connect(self._on_session_ended)
        page.seat_changed.connect(self._window.make_room)
        page.result_asked.connect(self._on_result_asked)
        page.history_asked.connect(self._on_history_asked)
        page.panel_asked.connect(self._on_panel_asked)
        page.sessions_asked.connect(self._window.actions_list["add_sessions"].trigger)
        page.collecting_done.connect(lambda: self._window.show_page("collect"))
        self._sharing.attend(page)
        self.prepare_results()
        return page

    def _make_results(self) -> "ResultsPage":
        from fmnist_gui.ui.results.page import ResultsPage

        page = ResultsPage(
            self._workspace,
            self._folder / "icons",
            references_path=self._folder / "references.toml",
        )
        page.images_asked.connect(self._on_images_asked)
        page.resume_asked.connect(self._on_resume_asked)
        page.play_asked.connect(lambda: self._window.show_page("play"))
        page.scores_asked.connect(self._window.actions_list["add_scores"].trigger)
        page.sessions_asked.connect(self._window.actions_list["add_sessions"].trigger)
        return page

    def _make_review(self) -> "ReviewPage":
        from fmnist_gui.ui.review.page import ReviewPage

        page = ReviewPage(self._workspace, self._folder)
        page.scores_asked.connect(self._window.actions_list["add_scores"].trigger)
        page.patch_asked.connect(self._window.actions_list["take_patch"].trigger)
        page.taken_away.connect(self._window.notice_bar.tell)
        page.told.connect(self._window.notice_bar.tell)
        return page

    def _make_collect(self) -> "CollectPage":
        from fmnist_gui.ui.collect.material import Material
        from fmnist_gui.ui.collect.page import CollectPage

        material = Material(self._table, self._explored)
        page = CollectPage(self._workspace, self._folder / "icons", material)
        page.labelling_asked.connect(self._on_labelling_asked)
        page.sessions_asked.connect(self._window.actions_list["add_sessions"].trigger)
        page.told.connect(self._window.notice_bar.tell)
        self._sharing.serve(page)
        return page

    def _on_session_ended(self, ended: "SessionEnded") -> None:
        self.show_session(ended.session_id)

    def _table(self) -> "tuple[Gallery, Table] | None":
        """Return the open images with what is known about them; None before they are there."""
        exhibit = self.explore.exhibit
        return None if exhibit.gallery is None else (exhibit.gallery, exhibit.table)

    def _explored(self) -> "Explored | None":
        """Return the images that are selected in Explore, or else those that are shown."""
        from fmnist_gui.ui.collect.material import Explored

        exhibit = self.explore.exhibit
        if exhibit.selection.count:
            return Explored(tuple(exhibit.selection.numbers.tolist()), SELECTED)
        if exhibit.layout is None:
            return None
        return Explored(tuple(exhibit.layout.order.tolist()), SHOWN)

    def _on_labelling_asked(self, asked: "LabellingAsked") -> None:
        self._window.show_page("play")
        self.play.collect(asked.study_sha256, asked.annotator)

    def _on_result_asked(self, asked: "ResultAsked") -> None:
        self.show_session(asked.session_id)

    def _on_history_asked(self, asked: "HistoryAsked") -> None:
        self._window.show_page("results")
        self.results.show_history(asked.annotator, asked.preset)

    def _on_panel_asked(self, asked: "PanelAsked") -> None:
        self._window.show_page("results")
        self.results.show_panel(asked.deck_sha256)

    def _on_images_asked(self, asked: "ImagesAsked") -> None:
        self._window.show_page("explore")
        self.explore.show_images(asked.split, asked.indices, asked.title, index=asked.index)

    def _on_play_asked(self, asked: "PlayAsked") -> None:
        self._window.show_page("play")
        self.play.offer_deck(asked.deck)

    def _on_review_asked(self) -> None:
        # Whoever goes on to look at more images is not taken away from them.
        self._workspace.settings.change(review_queue=REVIEW_SENT)
        if self._window.has_page("review"):
            self.review.queues.choose((REVIEW_SENT,))

    def _on_resume_asked(self, asked: "ResumeAsked") -> None:
        self._window.show_page("play")
        self.play.resume(asked.session_id)
