"""The steps of the demonstration: through every page of the real window, with pictures."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from fmnist_gui.app import App
from fmnist_gui.cli.tour_study import begin_study
from fmnist_gui.core.errors import FmnistError
from fmnist_gui.core.exchange.report_set import figures_path, session_path
from fmnist_gui.core.mosaic.arrangement import Kind
from fmnist_gui.core.progress import Report
from fmnist_gui.core.session.chooser import AccuracyChooser
from fmnist_gui.core.session.preset import preset
from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.simulate import ResponseTimes
from fmnist_gui.core.study.study import Study
from fmnist_gui.ui.sent_key import send_key
from fmnist_gui.ui.workspace import Failure

ANNOTATOR = "Demo"
PRESET = "standard-100"
ACCURACY = 0.81
PICTURED_TRIAL = 7
POLL_MS = 10
PATIENCE_MS = 30_000
QUICK = ResponseTimes(mu_s=0.30, sigma_s=0.04, tau_s=0.10, least_s=0.22)
"""Quicker than people usually are, so that a hundred images take half a minute."""

Wish = Callable[[], bool]


class Tour(QObject):
    """Walks through the window by keys and waits, never by fixed times.

    ``result`` is the session's once :meth:`run` has come back. `pace` stretches the simulated
    person's response times; 0 answers at once.
    """

    def __init__(self, app: App, folder: Path, *, count: int, seed: int, pace: float) -> None:
        super().__init__(app.window)
        self.result: SessionResult | None = None
        self._app = app
        self._folder = folder
        self._count = count
        self._pace = pace
        self._rng = np.random.default_rng(seed)
        self._seed = seed
        self._refusal: FmnistError | None = None
        self._loop = QEventLoop(self)
        self._poll = QTimer(self, interval=POLL_MS)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._wish: Wish = lambda: True
        self._poll.timeout.connect(self._look)
        self._patience.timeout.connect(self._loop.quit)
        self._report: Report = lambda _done, _total: None
        self._steps = self._walk()

    def run(self, report: Report) -> None:
        """Go through all steps.

        Raises the FmnistError that the window would show to a person, and RuntimeError when it
        does not come along.
        """
        self._report = report
        self._poll.start()
        self._patience.start()
        self._loop.exec()
        self._poll.stop()
        self._patience.stop()
        if self._refusal is not None:
            raise self._refusal
        if self.result is None:
            raise RuntimeError("the window did not come to the end of the demo")

    def _look(self) -> None:
        """Take the next step once what the last one wished for has come."""
        if not self._wish():
            return
        self._patience.start()
        wish = None
        try:
            wish = next(self._steps, None)
        except FmnistError as refusal:
            self._refusal = refusal
        finally:
            # Any other failure goes to the exception hook; the tour is over either way.
            if wish is None:
                self._loop.quit()
        self._wish = wish or self._wish

    def _walk(self) -> Iterator[Wish]:
        window = self._app.window
        yield lambda: self._app.workspace is not None and self._app.workspace.dataset is not None
        yield lambda: window.has_page("explore") and self._app.pages.explore.isVisible()
        yield from self._picture("explore")
        yield from self._show_everything()
        window.show_page("play")
        yield from self._picture("play")
        yield from self._play()
        yield (
            lambda: window.current_page == "results" and self._app.pages.results.result is not None
        )
        yield lambda: self._app.pages.results.column.is_whole
        yield from self._picture("results")
        result = self._app.pages.results.result
        assert result is not None
        yield from self._save_report(result)
        yield from self._review()
        yield from self._collect()
        self.result = result

    def _save_report(self, result: SessionResult) -> Iterator[Wish]:
        """Save the report, in the place of one that an earlier demo left."""
        page = self._folder / "report.html"
        for path in (page, figures_path(page), session_path(page)):
            path.unlink(missing_ok=True)
        workspace = self._app.workspace
        assert workspace is not None
        saved: list[Sequence[Path]] = []
        refused: list[Failure] = []
        workspace.failed.connect(refused.append)
        self._app.pages.results.saves.save_report(result, page, saved.append)
        yield lambda: bool(saved or refused)
        if refused:
            raise FmnistError(refused[0].sentence)

    def _review(self) -> Iterator[Wish]:
        """Show the three ways to review, in a queue of what was answered: wrong first, then slow.

        Scores would need a child at the lowest priority, which a busy machine lets wait for long.
        """
        self._app.window.show_page("review")
        review = self._app.pages.review
        refused: list[object] = []
        review.queues.maker.refused.connect(refused.append)
        yield lambda: review.queues.maker.is_ready and review.desk.book.is_ready
        review.queues.choose(("wrong", "slow"))
        yield lambda: review.desk.current is not None or bool(refused)
        yield self._pause(0.5)
        for mode, name in (("desk", "review"), ("grid", "review-grid"), ("audit", "review-audit")):
            review.bar.switch.choose(mode)
            yield from self._picture(name)

    def _collect(self) -> Iterator[Wish]:
        """Show a study for which simulated people have labelled."""
        workspace = self._app.workspace
        assert workspace is not None
        dataset = workspace.dataset
        assert dataset is not None
        begin = partial(begin_study, dataset=dataset, seed=self._seed, now=datetime.now(UTC))
        begun: list[Study | Exception] = []
        workspace.ask(begin, begun.append, failed=begun.append)
        yield lambda: bool(begun)
        (study,) = begun
        if isinstance(study, Exception):
            raise study
        self._app.window.show_page("collect")
        page = self._app.pages.collect
        page.show_study(study.sha256)
        yield lambda: page.view.story is not None and page.view.column.is_whole
        if (story := page.view.story) is not None and page.view.veil.covers(story):
            # The study goes on, and a picture of nothing but its head would tell little.
            page.view.turn_veil()
        yield lambda: page.view.column.is_whole
        yield from self._picture("collect")

    def _show_everything(self) -> Iterator[Wish]:
        """Lay all training images out by class, in their colours, and go back."""
        explore = self._app.pages.explore
        before = explore.arrangement
        explore.exhibit.colour_by("class")
        explore.arrange(replace(before, kind=Kind.BY_CLASS))
        yield lambda: not explore.canvas.is_moving
        yield from self._picture("explore-all")
        explore.exhibit.go_back()
        explore.exhibit.go_back()
        yield lambda: explore.arrangement == before and not explore.canvas.is_moving

    def _play(self) -> Iterator[Wish]:
        play = self._app.pages.play
        dataset = self._app.workspace.dataset if self._app.workspace else None
        assert dataset is not None
        chooser = AccuracyChooser(ACCURACY, len(dataset.class_names))
        name = yield from self._new_name()
        play.start(preset(PRESET), name, seed=self._seed, count=self._count, is_simulated=True)
        yield lambda: play.sitting is not None or bool(play.setup.message)
        sitting = play.sitting
        if sitting is None:
            raise FmnistError(play.setup.message)
        session = sitting.session
        while session.position < session.count:
            position = session.position
            yield lambda: session.state in ("showing", "paused") and not sitting.is_saving
            if session.state == "paused":
                send_key(sitting, " ", Qt.Key.Key_Space)
                continue
            if position == min(PICTURED_TRIAL, session.count - 1):
                yield from self._picture("sitting")
            yield self._pause(QUICK.draw(self._rng) * self._pace)
            chosen = chooser.choose(session.image_index, session.label, self._rng)
            self._report(position + 1, session.count)
            send_key(sitting, str(chosen), Qt.Key.Key_unknown)

    def _new_name(self) -> Generator[Wish, None, str]:
        """Return a name that nobody has here, since whoever has played has seen images."""
        answers: list[set[str] | Exception] = []
        workspace = self._app.workspace
        assert workspace is not None
        workspace.ask(
            lambda store: {annotator.name for annotator in store.annotators()},
            answers.append,
            failed=answers.append,
        )
        yield lambda: bool(answers)
        (taken,) = answers
        if isinstance(taken, Exception):
            raise taken
        names = (f"{ANNOTATOR} {number}" if number > 1 else ANNOTATOR for number in count(1))
        return next(name for name in names if name not in taken)

    def _pause(self, seconds: float) -> Wish:
        is_over = False

        def end() -> None:
            nonlocal is_over
            is_over = True

        QTimer.singleShot(round(seconds * 1000), self, end)
        return lambda: is_over

    def _picture(self, name: str) -> Iterator[Wish]:
        """Keep the window as it is now in both themes, and go back to the person's own."""
        chosen = self._app.settings.choices.theme
        for theme in ("dark", "light"):
            self._app.appearance.choose(theme)
            yield self._pause(0.25)
            self._app.window.grab().save(str(self._folder / f"{name}-{theme}.png"))
        self._app.appearance.choose(chosen)
