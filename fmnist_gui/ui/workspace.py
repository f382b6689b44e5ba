"""What all pages share: the open data set, who is here, the store, and news about them."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.errors import FmnistError, RequestError
from fmnist_gui.core.session.name import UNNAMED
from fmnist_gui.settings import Settings
from fmnist_gui.ui.exposure import Exposure
from fmnist_gui.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from fmnist_gui.core.dataset.catalog import Catalog
    from fmnist_gui.core.dataset.dataset import Dataset, Split
    from fmnist_gui.core.progress import CancelCheck, Report
    from fmnist_gui.home import Home
    from fmnist_gui.store.label_store import LabelStore

log = logging.getLogger(__name__)
T = TypeVar("T")

DEFAULT_ANNOTATOR = UNNAMED


@dataclass(frozen=True)
class DatasetOpened:
    """The data set that every page shows from now on."""

    dataset: "Dataset"


@dataclass(frozen=True)
class LabelsChanged:
    """Something was written to the store; `by` names the page, so that it can skip its own.

    ``is_exposure`` says that it was nothing but whose labels were shown; `by` is then the source.
    """

    by: str
    session_id: UUID | None = None
    is_exposure: bool = False


@dataclass(frozen=True)
class ScoresChanged:
    """Predictions or human counts for some data were added to the home folder."""

    sentence: str


@dataclass(frozen=True)
class Failure:
    """One sentence about something the user can act on."""

    sentence: str


class Workspace(QObject):
    """Holds what all pages share.

    Signals:
        dataset_opened(DatasetOpened): another data set is open.
        labels_changed(LabelsChanged): answers, sessions or exposures were written; of exposures
            it tells once a second at most.
        scores_changed(ScoresChanged): scores of models or people were added.
        failed(Failure): something the user can act on went wrong.
    """

    dataset_opened = Signal(object)
    labels_changed = Signal(object)
    scores_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        settings: Settings,
        home: "Home",
        *,
        catalog_path: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.settings = settings
        self.home = home
        self.dataset: Dataset | None = None
        self._catalog_path = catalog_path
        self._catalog: Catalog | None = None
        self._label_store: LabelStore | None = None
        self._store_error: Exception | None = None
        self._loading: Job | None = None
        self._is_closed = False
        self._exposure = Exposure(self.ask, self._tell_exposed, self)

    @property
    def catalog(self) -> "Catalog":
        """The data sets that the program knows by their fingerprints."""
        if self._catalog is None:
            from fmnist_gui.core.dataset.catalog import read_catalog

            self._catalog = read_catalog(self._catalog_path)
        return self._catalog

    @property
    def annotator_name(self) -> str:
        """Who is here now; chosen on the Play page."""
        return self.settings.choices.annotator or DEFAULT_ANNOTATOR

    def choose_annotator(self, name: str) -> None:
        """Say who is here from now on.

        Whoever is named first has seen what was shown while nobody was.
        """
        is_first = not self.settings.choices.annotator
        self.settings.change(annotator=name)
        if is_first and name != DEFAULT_ANNOTATOR and self.dataset is not None:
            self._exposure.hand_down(name, self.dataset.splits.values())

    def open_data(
        self,
        path: Path,
        *,
        remember: bool = True,
        on_progress: "Report | None" = None,
        failed: Callable[[FmnistError], object] | None = None,
    ) -> None:
        """Read the data set at `path` in the background; the open one stays until it is there."""

        def on_loaded(dataset: "Dataset") -> None:
            self._loading = None
            if remember and not dataset.is_practice:
                self.settings.change(last_folder=str(path))
            self.show_dataset(dataset)

        def on_failed(error: Exception) -> None:
            self._loading = None
            self.report(error, instead=failed)

        def work(report: "Report", is_cancelled: Callable[[], bool]) -> "Dataset":
            from fmnist_gui.core.dataset import folder

            return folder.load(path, catalog=self.catalog, report=report, is_cancelled=is_cancelled)

        self._loading = self.tasks.run(
            work, on_loaded, failed=on_failed, on_progress=on_progress, lane="open data"
        )

    def cancel_opening(self) -> None:
        """Stop reading; what is open stays."""
        if self._loading is not None:
            self._loading.cancel()
            self._loading = None

    @property
    def is_loading(self) -> bool:
        """Whether a data set is being read."""
        return self._loading is not None

    def show_dataset(self, dataset: "Dataset") -> None:
        """Make `dataset` the open one and tell every page."""
        self.dataset = dataset
        self.dataset_opened.emit(DatasetOpened(dataset))

    def split(self, name: str) -> "Split":
        """Return a split of the open data set. Raises RequestError when there is none."""
        if self.dataset is None:
            raise RequestError("no data set is open yet; wait until it has been read")
        if name not in self.dataset.splits:
            raise RequestError(
                f"{self.dataset.title} has no {name} split; open a folder that holds one"
            )
        return self.dataset.splits[name]

    def open_store(self, then: Callable[[], object] | None = None) -> None:
        """Open the database on the store's worker; until then what is asked waits in line.

        `then` is called once it is open, or once it has been said why it cannot be.
        """
        home = self.home

        def work() -> None:
            from fmnist_gui.store.label_store import open_label_store

            try:
                self._label_store = open_label_store(
                    home.database, backups=home.backups, now=datetime.now(UTC)
                )
            except FmnistError as error:
                self._store_error = error
                raise

        def on_open(_: None) -> None:
            if self._label_store is not None and self._label_store.database.notice:
                self.failed.emit(Failure(self._label_store.database.notice))
            if then is not None:
                then()

        def on_failed(error: Exception) -> None:
            self.report(error)
            if then is not None:
                then()

        self.tasks.store(work, on_open, failed=on_failed)

    def ask(
        self,
        verb: "Callable[[LabelStore], T]",
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `verb` with the store on its worker, and `then` with its result on the window's."""
        self.tasks.store(lambda: verb(self._opened()), then, failed=failed or self.report)

    def ask_long(
        self,
        verb: "Callable[[LabelStore, Report, CancelCheck], T]",
        then: Callable[[T], object],
        *,
        failed: Callable[[Exception], object],
        on_progress: "Report",
    ) -> None:
        """Run a longer `verb` as :meth:`ask` does; it tells how far it is and can be stopped."""
        self.tasks.long_store(
            lambda report, is_cancelled: verb(self._opened(), report, is_cancelled),
            then,
            failed=failed,
            on_progress=on_progress,
        )

    def expose(self, split: "Split", indices: Collection[int], *, source: str) -> None:
        """Write down that the annotator was shown the labels of these images."""
        if indices:
            self._exposure.keep(self.annotator_name, split, indices, source=source)

    def report(
        self, error: Exception, *, instead: Callable[[FmnistError], object] | None = None
    ) -> None:
        """Say what the user can act on; let everything else go on to the exception hook."""
        if not isinstance(error, FmnistError):
            raise error
        log.info("told the user: %s", error)
        if instead is not None:
            instead(error)
        else:
            self.failed.emit(Failure(str(error)))

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked or read any more."""
        return self._is_closed

    def close(self) -> None:
        """Finish the store's line and close the database; once is enough."""
        if self._is_closed:
            return
        self._is_closed = True

        def work() -> None:
            if self._label_store is not None:
                self._label_store.database.close()
                self._label_store = None

        self._exposure.stop()
        self.tasks.store(work)
        self.tasks.close()

    def _opened(self) -> "LabelStore":
        if self._label_store is None:
            raise self._store_error or RequestError("the database is not open")
        return self._label_store

    def _tell_exposed(self, source: str) -> None:
        self.labels_changed.emit(LabelsChanged(source, is_exposure=True))
