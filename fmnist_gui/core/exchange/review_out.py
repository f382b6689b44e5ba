"""What a review leaves behind as files: each way to take it away, and what is said about it."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange import decision_table, label_patch, verdict_json
from fmnist_gui.core.exchange.label_folder import write_applied
from fmnist_gui.core.exchange.review_report import review_html
from fmnist_gui.core.exchange.sheet_out import write_sheet
from fmnist_gui.core.exchange.taken_out import PngOf, TakenOut, joined
from fmnist_gui.core.progress import CancelCheck, Report, ignore, never
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.material import Material
from fmnist_gui.core.review.patch import Patch, applied, changed, patch_of
from fmnist_gui.core.review.progress import apart, yield_of
from fmnist_gui.core.review.review_result import ReviewResult
from fmnist_gui.core.review.verdict import verdicts_of
from fmnist_gui.core.stats.percent import images as counted

Format = Literal["patch", "idx", "verdicts", "decisions", "sheet", "review"]
"""A label patch, corrected label files, verdicts, a table of all decisions, pictures, a report."""

FORMATS: tuple[Format, ...] = get_args(Format)

PNG, HTML = ".png", ".html"


def write(
    format: Format,
    path: Path,
    material: Material,
    *,
    made_at: datetime,
    png_of: PngOf,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> TakenOut:
    """Write `material` in this format to `path`, a folder for label files.

    All files are written or none; what lies at `path` is replaced, and the further pages of a sheet
    replace nothing but other pages. `png_of` draws the pages of a sheet that is no SVG; `made_at`
    stands in a report. Raises RequestError when there is nothing to be shown, DataError when there
    is no place, and Cancelled.
    """
    path = named(format, path)
    match format:
        case "patch":
            return _write_patch(path, material.result)
        case "idx":
            return _write_labels(path, material)
        case "verdicts":
            return _write_verdicts(path, material)
        case "decisions":
            return _write_decisions(path, material)
        case "review":
            return _write_report(path, material, made_at)
        case "sheet":
            return write_sheet(
                path, material, png_of=png_of, report=report, is_cancelled=is_cancelled
            )


def labels_changed(patch: Patch, splits: Iterable[Split]) -> int:
    """Return how many labels of these splits the patch changes."""
    return sum(changed(applied(patch, split), split) for split in splits)


def named(format: Format, path: Path) -> Path:
    """Return where a file goes that is to be at `path`: with an ending if it takes one."""
    ending = {"sheet": PNG, "review": HTML}.get(format, "")
    return path if path.suffix or not ending else path.with_suffix(ending)


def _write_patch(path: Path, result: ReviewResult) -> TakenOut:
    patch = patch_of(result)
    label_patch.write(path, patch)
    told = len(patch.places)
    stray = len(result.concluded) - told
    rest = f"Left out too: {stray:,} as duplicates of images in other data." if stray else ""
    said = joined(_changing(patch, result), result.difference, result.rest, rest)
    return TakenOut((path,), result.images, told, said)


def _write_labels(folder: Path, material: Material) -> TakenOut:
    result = material.result
    patch = patch_of(result)
    files = write_applied(folder, patch, material.dataset)
    rows = sum(len(split) for split in result.splits)
    return TakenOut(
        files, rows, rows, joined(_changing(patch, result), result.difference, result.rest)
    )


def _write_verdicts(path: Path, material: Material) -> TakenOut:
    result = material.result
    verdicts = verdicts_of(result)
    verdict_json.write(path, verdicts, material.dataset.class_names)
    twins = sum(decision.kind == "duplicate" for _, decision in result.concluded)
    told = len(result.concluded) - twins
    rest = f"Left out too: {twins:,} as duplicates, for which verdicts have no word."
    said = f"Verdicts about {counted(told)}.", result.difference, result.rest, rest if twins else ""
    return TakenOut((path,), result.images, told, joined(*said))


def _write_decisions(path: Path, material: Material) -> TakenOut:
    splits = tuple(material.dataset.splits.values())
    decision_table.write(path, splits, material.logs)
    entries = [entry for split in splits for entry in material.logs.get(split.fingerprint, ())]
    made = sum(isinstance(entry, Decision) for entry in entries)
    undone = len(entries) - made
    words = "1 decision" if made == 1 else f"{made:,} decisions"
    more = f", and {undone:,} times that one was taken back or made again" if undone else ""
    return TakenOut((path,), len(entries), len(entries), f"A table of {words}{more}.")


def _write_report(path: Path, material: Material, made_at: datetime) -> TakenOut:
    replace_all({path: review_html(material, made_at=made_at).encode()})
    result = material.result
    looked = result.images - result.skipped
    return TakenOut((path,), result.images, looked, f"A report on {counted(looked)}.")


def _changing(patch: Patch, result: ReviewResult) -> str:
    count = labels_changed(patch, result.splits)
    labels = "1 label" if count == 1 else f"{count:,} labels"
    found = apart(yield_of(list({row.place: row.decision for row in patch.rows}.values())))
    rest = f"; {found}" if found else ""
    return f"Decisions about {counted(len(patch.places))}, which change {labels}{rest}."
