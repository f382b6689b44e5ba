"""A folder for corrected label files: only one in which nothing else would be lost."""

from collections.abc import Sequence
from pathlib import Path

from fmnist_gui.core.dataset import idx
from fmnist_gui.core.dataset.dataset import Dataset
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import label_idx
from fmnist_gui.core.review.patch import Patch, applied

IMAGES = ("*-images[-.]idx3-ubyte", "*-images[-.]idx3-ubyte.gz")
"""By what a folder is known to hold data, whose labels are no copies."""


def write_applied(folder: Path, patch: Patch, dataset: Dataset) -> tuple[Path, ...]:
    """Write the labels of all splits after the patch into `folder`, and return the files.

    All are written or none. Raises RequestError when data lie there or something else that is no
    corrected labels of these data, and when no folder can be made, and DataError for a patch that
    does not fit or without a place.
    """
    check_folder(folder, dataset)
    labels = [(split, applied(patch, split)) for split in dataset.splits.values()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RequestError(
            f"{folder}: expected a folder for label files, found "
            f"{(error.strerror or 'none that can be made').lower()}; choose another"
        ) from error
    return label_idx.write(folder, labels)


def check_folder(folder: Path, dataset: Dataset) -> None:
    """Raise RequestError unless labels of these data may be written into `folder`.

    Files that are replaced have to be label files as long as those that are written.
    """
    own = {dataset.source.resolve(), *(file.path.resolve().parent for file in dataset.files)}
    if folder.resolve() in own:
        raise _refused(folder, "the data itself", "so that the original stays")
    if images := _images(folder):
        found = f"data in it ({images[0].name})"
        raise _refused(folder, found, "so that the labels of those data stay")
    for split in dataset.splits.values():
        path = label_idx.label_path(folder, split.name)
        if path.is_file() and not _is_like(path, count=len(split), classes=dataset.class_names):
            raise RequestError(
                f"{path}: expected {len(split):,} labels or no file yet, found another file; it "
                "stays as it is, choose another folder"
            )


def _images(folder: Path) -> list[Path]:
    return sorted(path for pattern in IMAGES for path in folder.glob(pattern))


def _is_like(path: Path, *, count: int, classes: Sequence[str]) -> bool:
    try:
        return len(idx.read_labels(path, class_count=len(classes))) == count
    except DataError:
        return False


def _refused(folder: Path, found: str, why: str) -> RequestError:
    return RequestError(
        f"{folder}: expected a folder of its own for corrected labels, found {found}; choose "
        f"another, {why}"
    )
