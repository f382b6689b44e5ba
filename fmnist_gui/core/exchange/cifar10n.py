"""The layout of CIFAR-10N: what three people said of each image, their majority and the worst.

After Wei et al. (2022), "Learning with noisy labels revisited": the majority of three, a class
drawn by chance where all three differ; the worst is one of the wrong labels, drawn by chance, if
there is any. An array ``index`` tells which images the rows are.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset import npy
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.dataset.zip_member import open_member
from fmnist_gui.core.errors import DataError
from fmnist_gui.core.exchange.vote import Vote

WHAT = "labels by three people"
PEOPLE = 3
MOST_IMAGES = 10_000_000
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class NoisyLabels:
    """One row for each image with three labels or more; every array has shape (n,)."""

    clean_label: Numbers
    aggre_label: Numbers
    worse_label: Numbers
    random_label1: Numbers
    random_label2: Numbers
    random_label3: Numbers
    index: Numbers


NAMES = tuple(field.name for field in fields(NoisyLabels))


def noisy_labels(
    votes: Iterable[Vote], labels: NDArray[np.integer], *, rng: np.random.Generator
) -> NoisyLabels:
    """Return three votes, drawn by chance, of each image that has them, by index.

    `votes` are about one split, whose labels are `labels`, shape (images,).
    """
    said: dict[int, list[int]] = {}
    for vote in votes:
        said.setdefault(vote.image_index, []).append(vote.chosen)
    index = [image for image in sorted(said) if len(said[image]) >= PEOPLE]
    rows = [rng.choice(said[image], PEOPLE, replace=False).tolist() for image in index]
    clean = [int(labels[image]) for image in index]
    pairs = list(zip(rows, clean, strict=True))
    first, second, third = np.array(rows, dtype=np.int64).reshape(-1, PEOPLE).T
    return NoisyLabels(
        clean_label=np.array(clean, dtype=np.int64),
        aggre_label=np.array([_majority(row, rng) for row in rows], dtype=np.int64),
        worse_label=np.array([_worst(row, label, rng) for row, label in pairs], dtype=np.int64),
        random_label1=first,
        random_label2=second,
        random_label3=third,
        index=np.array(index, dtype=np.int64),
    )


def write(path: Path, labels: NoisyLabels) -> tuple[Path, ...]:
    """Write the arrays to `path` as ``.npz``, whole or not at all; return the file.

    The same labels give the same bytes. Raises DataError when there is no place.
    """
    buffer = io.BytesIO()
    arrays = {name: getattr(labels, name).astype("<i8") for name in NAMES}
    np.savez(buffer, **arrays)
    replace_all({path: buffer.getvalue()})
    return (path,)


def read(path: Path, *, images: int, classes: int) -> NoisyLabels:
    """Return what :func:`write` wrote about a split of so many images.

    Raises DataError for arrays that do not belong together, and for classes and images that there
    are not.
    """
    arrays = {name: _array(path, name) for name in NAMES}
    found = NoisyLabels(**arrays)
    if len({len(array) for array in arrays.values()}) != 1:
        raise _refused(path, "arrays of one length", "several")
    for name, array in arrays.items():
        below = images if name == "index" else classes
        if wrong := array[(array < 0) | (array >= below)].tolist():
            raise _refused(path, f"{name} from 0 to {below - 1}", str(wrong[0]))
    if len(np.unique(found.index)) != len(found.index):
        raise _refused(path, "each image once", "one of them again")
    three = np.stack([found.random_label1, found.random_label2, found.random_label3])
    for name in ("aggre_label", "worse_label"):
        if not (three == arrays[name]).any(axis=0).all():
            raise _refused(path, f"one of the three labels as {name}", "another")
    return found


def _majority(row: list[int], rng: np.random.Generator) -> int:
    most = max(row, key=row.count)
    # Of three different labels each is as good.
    return most if row.count(most) > 1 else int(rng.choice(row))


def _worst(row: list[int], label: int, rng: np.random.Generator) -> int:
    wrong = [chosen for chosen in row if chosen != label]
    return int(rng.choice(wrong)) if wrong else label


def _array(path: Path, name: str) -> Numbers:
    with open_member(path, f"{name}.npy") as member:
        header = npy.read_array_header(member)
        if len(header.shape) != 1 or header.dtype.kind not in "iu" or header.count > MOST_IMAGES:
            sizes = " x ".join(map(str, header.shape)) or "a single number"
            raise _refused(path, f"a row of whole numbers as {name}", f"{sizes} {header.dtype}")
        found: Numbers = npy.read_array(member, header, dtype=np.int64)
        return found


def _refused(path: Path, expected: str, found: str) -> DataError:
    return DataError(
        path, expected=expected, found=found, remedy="choose labels made for this split"
    )
