"""Which files make which split, told by their names alone.

Nothing here needs numpy, so that the first paint can look for them.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.dataset.stream import unreadable
from fmnist_gui.core.errors import DataError

SPLIT_BY_PREFIX = {"train": "train", "t10k": "test", "test": "test"}

SUBFOLDERS = ("", "raw", "FashionMNIST/raw", "data/fashion", "fashion")
"""Where below a folder the files are looked for, in this order."""

CLASS_LIST_NAME = "classes.txt"

_OTHER_KIND = {"images": "labels", "labels": "images"}
_IDX_TYPE = {"images": "idx3", "labels": "idx1"}


@dataclass(frozen=True)
class IdxPair:
    """A split in two IDX files."""

    images: Path
    labels: Path


@dataclass(frozen=True)
class CsvFile:
    """A split in one table."""

    path: Path


@dataclass(frozen=True)
class Files:
    """The files of a data set by split, "train" before "test", all in ``folder``.

    ``class_list`` is the list of class names beside them, if there is one.
    """

    folder: Path
    splits: Mapping[str, IdxPair | CsvFile]
    class_list: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of all splits."""
        found: list[Path] = []
        for part in self.splits.values():
            found += [part.path] if isinstance(part, CsvFile) else [part.images, part.labels]
        return tuple(found)


def find_files(path: Path) -> Files:
    """Return the files that `path` stands for: a folder, or one file with its partner.

    In a folder the official and the Kaggle names count, in itself or in one of SUBFOLDERS; IDX is
    preferred to CSV, and the plain file to the compressed one, which is slower. Looks at names
    and kinds only. Raises DataError when there is nothing, or images without labels or the
    reverse.
    """
    if stat.S_ISDIR(_mode(path)):
        for subfolder in SUBFOLDERS:
            folder = path / subfolder
            splits = {name: found for name in ("train", "test") if (found := _split(folder, name))}
            if splits:
                return _files(folder, splits)
        raise _nothing_in(path)
    try:
        path.lstat()
    except OSError as error:
        raise unreadable(path, error) from None
    return _files(path.parent, {_split_told_by(path): _chosen(path)})


def find_pair(folder: Path, split: str) -> IdxPair | None:
    """Return the two IDX files of `split` that :func:`find_files` would take, or None."""
    for subfolder in SUBFOLDERS:
        try:
            found = {name: _split(folder / subfolder, name) for name in ("train", "test")}
        except DataError:
            return None
        if any(found.values()):
            pair = found.get(split)
            return pair if isinstance(pair, IdxPair) else None
    return None


def _files(folder: Path, splits: Mapping[str, IdxPair | CsvFile]) -> Files:
    class_list = folder / CLASS_LIST_NAME
    return Files(folder, splits, class_list if os.path.lexists(class_list) else None)


def _split(folder: Path, name: str) -> IdxPair | CsvFile | None:
    if not stat.S_ISDIR(_mode(folder)):
        return None
    found = {kind: _first_there(folder, list(_idx_names(name, kind))) for kind in _OTHER_KIND}
    images, labels = found["images"], found["labels"]
    if images and labels:
        return IdxPair(images, labels)
    if images or labels:
        there = (images or labels or folder).name
        raise _without_partner(folder / _partner(there, "images" if images else "labels"), there)
    table = _first_there(folder, [f"fashion-mnist_{name}.csv", f"{name}.csv"], with_gz=True)
    return CsvFile(table) if table else None


def _idx_names(split: str, kind: str) -> Iterator[str]:
    for prefix, meaning in SPLIT_BY_PREFIX.items():
        if meaning == split:
            for dot in "-.":
                stem = f"{prefix}-{kind}{dot}{_IDX_TYPE[kind]}-ubyte"
                yield stem
                yield f"{stem}.gz"


def _first_there(folder: Path, names: list[str], *, with_gz: bool = False) -> Path | None:
    """Return the first regular file, else the first other thing, to be refused by its name."""
    if with_gz:
        names = [n for name in names for n in (name, f"{name}.gz")]
    there = [path for name in names if os.path.lexists(path := folder / name)]
    is_regular = (path for path in there if stat.S_ISREG(_mode(path)))
    return next(is_regular, there[0] if there else None)


def _mode(path: Path) -> int:
    """Return the kind and rights of what is at `path`; 0 when that cannot be told."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def is_named_as_data(path: Path) -> bool:
    """Whether the one file `path` is called as one of a data set."""
    return _is_table(path) or any(kind in path.name for kind in _OTHER_KIND)


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz"))


def _chosen(path: Path) -> IdxPair | CsvFile:
    """Return the split that the one file `path` belongs to."""
    if _is_table(path):
        return CsvFile(path)
    stem = path.name.removesuffix(".gz")
    kind = max(_OTHER_KIND, key=stem.rfind)
    if kind not in stem:
        raise DataError(
            path,
            expected="IDX files with images or labels in their names, or a table .csv",
            found=path.name,
            remedy="choose one of these, rename the file, or choose the folder",
        )
    partner = _partner(stem, kind)
    # Compressed or not as the chosen one, or else the other way.
    names = [partner + ".gz", partner] if path.suffix == ".gz" else [partner, partner + ".gz"]
    found = _first_there(path.parent, names)
    if found is None:
        raise _without_partner(path.with_name(names[0]), path.name)
    return IdxPair(path, found) if kind == "images" else IdxPair(found, path)


def _partner(name: str, kind: str) -> str:
    """Return the name that the other half of a pair has, when `kind` is the half called `name`."""
    other = _OTHER_KIND[kind]
    before, _, after = name.rpartition(kind)
    return before + other + after.replace(_IDX_TYPE[kind], _IDX_TYPE[other])


def _split_told_by(path: Path) -> str:
    """Return the split that a file's name tells; train when it tells none."""
    words = path.name.lower().replace(".", "-").replace("_", "-").split("-")
    return next((SPLIT_BY_PREFIX[word] for word in words if word in SPLIT_BY_PREFIX), "train")


def _without_partner(missing: Path, there: str) -> DataError:
    return DataError(
        missing,
        expected=f"this file beside {there}",
        found="nothing of that name",
        remedy="put both files into one folder",
    )


def _nothing_in(folder: Path) -> DataError:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        return unreadable(folder, error)
    return DataError(
        folder,
        expected="files like train-images-idx3-ubyte.gz or fashion-mnist_train.csv",
        found="none",
        remedy="choose another folder or get Fashion-MNIST",
    )
