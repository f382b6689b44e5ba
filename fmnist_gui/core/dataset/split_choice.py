"""Which split a file with a row for each image is about."""

from collections.abc import Sequence
from pathlib import Path

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import ChoiceError, DataError, RequestError


def candidates(splits: Sequence[Split], *, named: str | None = None) -> list[Split]:
    """Return the splits that are meant: the one named, or all that have images.

    Raises RequestError when there is no split of that name.
    """
    if named is None:
        return [split for split in splits if len(split)]
    found = [split for split in splits if split.name == named]
    if not found:
        names = " and ".join(split.name for split in splits) or "none"
        raise RequestError(f"there is no split {named!r}; this data has {names}")
    return found


def split_of_rows(path: Path, splits: Sequence[Split], *, rows: int) -> Split:
    """Return the one of `splits` with that many images.

    Raises DataError when there is none, ChoiceError when there are several.
    """
    found = [split for split in splits if len(split) == rows]
    if not found:
        counts = " or ".join(f"{len(split):,} for {split.name}" for split in splits)
        raise DataError(
            path,
            expected=f"one row for each image ({counts})",
            found=f"{rows:,}",
            remedy="choose a file made for this data",
        )
    if len(found) > 1:
        names = [split.name for split in found]
        sentence = f"{path}: {' and '.join(names)} have {rows:,} images each; name the split"
        raise ChoiceError(sentence, names)
    return found[0]
