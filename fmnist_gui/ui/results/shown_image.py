"""An image of a split as Results show it: small, with what was answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from fmnist_gui.core.session.against_model import ModelImage
from fmnist_gui.core.session.crowd import CrowdImage
from fmnist_gui.core.session.outcome import Trial
from fmnist_gui.core.stats.percent import percent
from fmnist_gui.ui.card.label import isolated
from fmnist_gui.ui.verdict_mark import CROSS, TICK


@dataclass(frozen=True)
class Caption:
    """One line below an image; ``mark`` is that of right or wrong, empty for none."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class ShownImage:
    """Image ``index`` of a split, the lines below it, and ``tip``, which says all in words."""

    index: int
    captions: tuple[Caption, ...]
    tip: str


@dataclass(frozen=True)
class Told:
    """Images by their index, and how each is put into words once it is shown."""

    indices: tuple[int, ...]
    tell: Callable[[int], ShownImage]

    def __len__(self) -> int:
        """Return the number of images."""
        return len(self.indices)

    def shown(self, most: int) -> list[ShownImage]:
        """Return the first `most` of them in words."""
        return [self.tell(position) for position in range(min(most, len(self)))]


class Image(Protocol):
    """Anything that is said about one image."""

    @property
    def image_index(self) -> int:
        """Its index in the split."""
        ...


T = TypeVar("T", bound=Image)


def told(images: Sequence[T], tell: Callable[[T], ShownImage]) -> Told:
    """Return `images` to be put into words by `tell`."""
    indices = tuple(image.image_index for image in images)
    return Told(indices, lambda position: tell(images[position]))


class Teller:
    """Puts into words what was answered to an image of a split, and what others say of it.

    `who` answered; `crowd` is what the crowd says of the images, by their index.
    """

    def __init__(
        self, split: str, class_names: Sequence[str], who: str, crowd: Sequence[CrowdImage] = ()
    ) -> None:
        self._split = split
        self._names = class_names
        self._who = who
        self._crowd = {image.image_index: image for image in crowd}

    def of_trial(self, trial: Trial) -> ShownImage:
        """Return what was answered, and below it the file's label where that is another."""
        captions = [self._answer(trial.first, trial.label)]
        if not trial.is_right:
            captions.append(Caption(self._names[trial.label]))
        more = [self._crowd_said(trial.image_index)]
        if trial.final not in (None, trial.first):
            more.insert(0, f"at last {self._names[trial.final or 0]}")
        return self._shown(trial.image_index, trial.first, trial.label, captions, more)

    def of_crowd(self, image: CrowdImage) -> ShownImage:
        """Return what was answered, and below it what most of the crowd said."""
        share = percent(image.sureness, decimals=0)
        captions = [
            self._answer(image.answer, image.label),
            Caption(f"{share} {self._names[image.plurality]}"),
        ]
        more = [self._crowd_said(image.image_index)]
        return self._shown(image.image_index, image.answer, image.label, captions, more)

    def of_model(self, image: ModelImage) -> ShownImage:
        """Return what was answered, and below it what the model said."""
        captions = [
            self._answer(image.answer, image.label),
            self._answer(image.predicted, image.label),
        ]
        more = [f"the model {self._names[image.predicted]}", self._crowd_said(image.image_index)]
        return self._shown(image.image_index, image.answer, image.label, captions, more)

    def _answer(self, answer: int, label: int) -> Caption:
        return Caption(self._names[answer], TICK if answer == label else CROSS)

    def _shown(
        self, index: int, answer: int, label: int, captions: list[Caption], more: list[str]
    ) -> ShownImage:
        said = [
            f"label {self._names[label]}",
            f"{isolated(self._who)} said {self._names[answer]}",
            *more,
        ]
        words = ", ".join(filter(None, said))
        return ShownImage(index, tuple(captions), f"{self._split} {index}: {words}")

    def _crowd_said(self, index: int) -> str:
        found = self._crowd.get(index)
        if found is None:
            return ""
        most, own = self._names[found.plurality], percent(found.share, decimals=0)
        told = f"the crowd {percent(found.sureness, decimals=0)} {most}"
        return told if found.plurality == found.label else f"{told} and {own} the label"
