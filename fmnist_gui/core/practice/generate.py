"""Draw the practice set: so many images of each class, shuffled, the same for the same seed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Images, Labels
from fmnist_gui.core.dataset.idx import write_images, write_labels
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.practice import (
    bag,
    bag_cut,
    boot,
    boot_cut,
    lower,
    lower_cut,
    sandal,
    sandal_cut,
    sneaker,
    sneaker_cut,
    upper,
    upper_kind,
)
from fmnist_gui.core.practice.dice import Dice
from fmnist_gui.core.practice.drawing import Camera, develop
from fmnist_gui.core.practice.layer import Layer

Sketch = tuple[Layer, ...]

GARMENTS: tuple[Callable[[Dice], Sketch], ...] = (
    lambda dice: upper.sketch(upper_kind.t_shirt(dice)),
    lambda dice: lower.sketch(lower_cut.trouser(dice)),
    lambda dice: upper.sketch(upper_kind.pullover(dice)),
    lambda dice: upper.sketch(upper_kind.dress(dice)),
    lambda dice: upper.sketch(upper_kind.coat(dice)),
    lambda dice: sandal.sketch(sandal_cut.sandal(dice)),
    lambda dice: upper.sketch(upper_kind.shirt(dice)),
    lambda dice: sneaker.sketch(sneaker_cut.sneaker(dice)),
    lambda dice: bag.sketch(bag_cut.bag(dice)),
    lambda dice: boot.sketch(boot_cut.boot(dice)),
)
"""One for each class, in Fashion-MNIST's order."""

SPLITS = {"train": ("train", 100, 1), "test": ("t10k", 20, 2)}
"""Of each split: the start of its files' names, images per class, seed."""


def draw(label: int, *key: int) -> NDArray[np.uint8]:
    """Draw one garment of the class, (28, 28); the same key gives the same image."""
    dice = Dice(label, *key)
    sketch = GARMENTS[label](dice)
    camera = Camera(
        tilt=dice.near(0.0, 0.04),
        bend=dice.near(0.0, 0.3),
        bend_phase=dice.between(0.0, 7.0),
        shift=(dice.near(0.0, 0.5), dice.near(0.0, 0.5)),
        size=dice.between(27.3, 28.1),
        light=(dice.between(-0.4, 0.4), dice.between(-0.6, -0.3)),
        sharpness=dice.between(0.3, 0.8),
        seed=dice.seed(),
    )
    return develop(sketch, camera)


def generate(count_per_class: int, *, seed: int) -> tuple[Images, Labels]:
    """Draw `count_per_class` garments of each class, uint8 (n, 28, 28) and (n,), shuffled."""
    order = Dice(seed).order(count_per_class * len(GARMENTS))
    labels = (order // count_per_class).astype(np.uint8)
    places = order % count_per_class
    images = np.stack([draw(int(c), seed, int(i)) for c, i in zip(labels, places, strict=True)])
    return images, labels


def write(folder: Path) -> None:
    """Draw both splits and write the four IDX files into `folder`, which is made if need be.

    Raises DataError when it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(
            folder,
            expected="a folder to write to",
            found=error.strerror or "something else",
            remedy="name another one",
        ) from error
    for start, count_per_class, seed in SPLITS.values():
        images, labels = generate(count_per_class, seed=seed)
        write_images(folder / f"{start}-images-idx3-ubyte.gz", images)
        write_labels(folder / f"{start}-labels-idx1-ubyte.gz", labels)
