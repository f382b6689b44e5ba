"""What a review leaves behind as files: each way to take it away, and what is said about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fmnist_gui.core.dataset.dataset import Dataset, Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.errors import DataError, RequestError
from fmnist_gui.core.exchange import decision_table, label_idx, label_patch, verdict_json
from fmnist_gui.core.exchange.decision_sheet import MARK, decision_sheet
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.history import Log
from fmnist_gui.core.review.patch import Patch, applied, changed, patch_of
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.review.verdict import verdicts_of
from fmnist_gui.core.stats.percent import images as counted

PngOf = Callable[[str], bytes]
"""Gives the PNG file of an SVG document."""

PNG, SVG = ".png", ".svg"


@dataclass(frozen=True)
class TakenOut:
    """Which files were written, how many rows went in and out, and a sentence about both."""

    files: tuple[Path, ...]
    rows_in: int
    rows_out: int
    sentence: str


def write_patch(path: Path, result: ReviewResult) -> TakenOut:
    """Write what was concluded as a label patch. Raises DataError when there is no place."""
    patch = patch_of(result)
    label_patch.write(path, patch)
    stray = len(result.concluded) - len(patch.rows)
    rest = f"{stray:,} as duplicates of images in other data." if stray else ""
    said = f"{_changing(patch, result)}.", _left_out(result, rest)
    return TakenOut((path,), result.images, len(patch.rows), _joined(*said))


def write_labels(folder: Path, result: ReviewResult, dataset: Dataset) -> TakenOut:
    """Write the corrected label files of `dataset` into `folder`.

    Raises what :func:`write_applied` does.
    """
    patch = patch_of(result)
    files = write_applied(folder, patch, dataset)
    rows = sum(len(split) for split in result.splits)
    return TakenOut(files, rows, rows, _joined(f"{_changing(patch, result)}.", _left_out(result)))


def write_verdicts(path: Path, result: ReviewResult, class_names: tuple[str, ...]) -> TakenOut:
    """Write what was concluded as verdicts. Raises DataError when there is no place."""
    verdicts = verdicts_of(result)
    verdict_json.write(path, verdicts, class_names)
    twins = len(result.concluded) - len(verdicts)
    rest = f"{twins:,} as duplicates, for which verdicts have no word." if twins else ""
    said = f"Verdicts about {counted(len(verdicts))}.", _left_out(result, rest)
    return TakenOut((path,), result.images, len(verdicts), _joined(*said))


def write_decisions(path: Path, dataset: Dataset, logs: Mapping[str, Log]) -> TakenOut:
    """Write all that reviewers did, also what was taken back. Raises DataError without a place."""
    splits = tuple(dataset.splits.values())
    decision_table.write(path, splits, logs)
    entries = [entry for split in splits for entry in logs.get(split.fingerprint, ())]
    made = sum(isinstance(entry, Decision) for entry in entries)
    noun = "decision" if made == 1 else "decisions"
    words = f"All {made:,} {noun}, and {len(entries) - made:,} times that one was taken back or "
    return TakenOut((path,), len(entries), len(entries), f"{words}done again.")


def write_sheet(
    path: Path,
    result: ReviewResult,
    class_names: tuple[str, ...],
    *,
    png_of: PngOf,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> TakenOut:
    """Write what was concluded as pictures, SVG where the name ends in it and else PNG.

    One page is `path`; of several each has its number in its name. Raises RequestError when there
    is nothing to be shown or far too much, DataError when there is no place, and Cancelled.
    """
    sheet = decision_sheet(result, class_names, report=report, is_cancelled=is_cancelled)
    paths = sheet_paths(path, len(sheet.pages))
    is_svg = path.suffix.lower() == SVG
    contents = (page.encode() if is_svg else png_of(page) for page in sheet.pages)
    replace_all(dict(zip(paths, contents, strict=True)))
    pages = f" on {len(paths)} pages" if len(paths) > 1 else ""
    said = f"A picture sheet of {counted(sheet.images)}{pages}.", _left_out(result)
    return TakenOut(paths, result.images, sheet.images, _joined(*said))


def sheet_paths(path: Path, pages: int) -> tuple[Path, ...]:
    """Return where the pages of a sheet lie."""
    named = path if path.suffix else path.with_suffix(PNG)
    if pages == 1:
        return (named,)
    return tuple(named.with_name(f"{named.stem}-{n}{named.suffix}") for n in range(1, pages + 1))


def check_sheet(path: Path) -> None:
    """Raise DataError unless the file at `path` is a page of a picture sheet."""
    try:
        with path.open("rb") as file:
            is_sheet = MARK.encode() in file.read(1024)
    except OSError:
        is_sheet = False
    if not is_sheet:
        raise DataError(
            path, expected="a picture sheet", found="another file", remedy="choose another name"
        )


def write_applied(folder: Path, patch: Patch, dataset: Dataset) -> tuple[Path, ...]:
    """Write the labels of all splits after the patch into `folder`, and return the files.

    Raises RequestError when the data itself lies there or no folder can be made, and DataError for
    a patch that does not fit or without a place.
    """
    splits = dataset.splits.values()
    own = {dataset.source.resolve(), *(file.path.resolve().parent for file in dataset.files)}
    if folder.resolve() in own:
        raise RequestError(
            f"{folder}: expected a folder of its own for corrected labels, found the data "
            "itself; choose another, so that the original stays"
        )
    labels = [(split, applied(patch, split)) for split in splits]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RequestError(
            f"{folder}: expected a folder for label files, found "
            f"{(error.strerror or 'none that can be made').lower()}; choose another"
        ) from error
    return label_idx.write(folder, labels)


def labels_changed(patch: Patch, splits: Iterable[Split]) -> int:
    """Return how many labels of these splits the patch changes."""
    return sum(changed(applied(patch, split), split) for split in splits)


def _changing(patch: Patch, result: ReviewResult) -> str:
    count = labels_changed(patch, result.splits)
    labels = "1 label" if count == 1 else f"{count:,} labels"
    return f"Decisions about {counted(len(patch.rows))}, which change {labels}"


def _left_out(result: ReviewResult, more: str = "") -> str:
    return result.rest if not more else _joined(result.rest, f"Left out too: {more}")


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
