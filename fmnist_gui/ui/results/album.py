"""The images that a result is about, as far as they are open here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.ui.workspace import Workspace

UNSEEN = "The images are of a data set that is not open: figures stand here without pictures."


@dataclass(frozen=True)
class ImagesAsked:
    """Images that somebody wants to look at in Explore, in the order in which they were shown.

    ``index`` is the one among them that was meant, None where the list is.
    """

    split: str
    indices: tuple[int, ...]
    title: str
    index: int | None = None


@dataclass(frozen=True)
class LabelsTold:
    """These indices of a split came into sight with their labels."""

    split: Split
    indices: tuple[int, ...]


class Library(QObject):
    """Finds images in the data that is open, and says what becomes of them.

    ``own`` are the ids of the annotators who are the one that sits here.

    Signals:
        asked(ImagesAsked): images are to be looked at in Explore.
        told(LabelsTold): images came into sight with their labels.
        missed(None): images of other data were asked for.
    """

    asked = Signal(object)
    told = Signal(object)
    missed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.own: frozenset[UUID] = frozenset()

    def album(
        self, fingerprint: str, name: str, *, class_names: Sequence[str], owners: Iterable[UUID]
    ) -> "Album":
        """Return the images of the split with this fingerprint; `owners` answered them."""
        dataset = self._workspace.dataset
        splits = dataset.splits.values() if dataset is not None else ()
        split = next((own for own in splits if own.fingerprint == fingerprint), None)
        return Album(self, name, class_names, split, is_shut=not self.own.issuperset(owners))


class Album:
    """Images of one split, with the names of their classes.

    ``split`` is None while other data is open: then there are figures and no pictures. What
    ``is_shut`` is shown only when somebody asks for it: other people answered it, and it tells
    labels of images that may still come to the one who looks.
    """

    def __init__(
        self,
        library: Library,
        name: str,
        class_names: Sequence[str],
        split: Split | None,
        *,
        is_shut: bool,
    ) -> None:
        self._library = library
        self.name = name
        self.class_names = tuple(class_names)
        self.split = split
        self.is_shut = is_shut

    @property
    def keeps_shut(self) -> bool:
        """Whether there are pictures that wait to be asked for."""
        return self.is_shut and self.split is not None

    def open(self, indices: Iterable[int], title: str, *, index: int | None = None) -> None:
        """Ask for images to be looked at."""
        if self.split is None:
            self._library.missed.emit()
        else:
            self._library.asked.emit(ImagesAsked(self.split.name, tuple(indices), title, index))

    def tell(self, indices: Sequence[int]) -> None:
        """Say that the labels of these images can be read now."""
        if self.split is not None:
            self._library.told.emit(LabelsTold(self.split, tuple(indices)))


def indices_of(
    trials: Iterable[Trial], *, label: int | None = None, answer: int | None = None
) -> tuple[int, ...]:
    """Return the images of the trials with this label and this first answer, as far as given."""
    return tuple(
        trial.image_index
        for trial in trials
        if label in (None, trial.label) and answer in (None, trial.first)
    )
