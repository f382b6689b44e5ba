"""Writes the pages of a picture sheet."""

from pathlib import Path

from fmnist_gui.core.dataset.replacement import replace_all
from fmnist_gui.core.exchange.decision_sheet import MARK, decision_sheet
from fmnist_gui.core.exchange.file_kind import check_kind
from fmnist_gui.core.exchange.taken_out import PngOf, TakenOut, joined
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.core.review.material import Material
from fmnist_gui.core.stats.percent import images as counted

SVG = ".svg"


def sheet_paths(path: Path, pages: int) -> tuple[Path, ...]:
    """Return where the pages of a sheet lie that is to be at `path`."""
    if pages == 1:
        return (path,)
    return tuple(path.with_name(f"{path.stem}-{n}{path.suffix}") for n in range(1, pages + 1))


def write_sheet(
    path: Path,
    material: Material,
    *,
    png_of: PngOf,
    report: Report,
    is_cancelled: CancelCheck,
) -> TakenOut:
    """Write what was concluded as pictures to `path`, all pages or none.

    Further pages replace nothing but other pages. Raises RequestError when there is nothing to be
    shown or too much, DataError without a place, and Cancelled.
    """
    result, names = material.result, material.dataset.class_names
    is_svg = path.suffix.lower() == SVG
    sheet = decision_sheet(result, names, is_cancelled=is_cancelled)
    paths = sheet_paths(path, len(sheet.pages))
    for page in paths:
        # Nobody was asked about these names.
        if page != path and page.exists():
            check_kind(page, mark=MARK, kind="a page of a picture sheet or no file yet")
    contents = {}
    for number, (page, document) in enumerate(zip(paths, sheet.pages, strict=True), start=1):
        if is_cancelled():
            raise Cancelled
        contents[page] = document.encode() if is_svg else png_of(document)
        report(number, len(paths))
    replace_all(contents)
    pages = f" on {len(paths)} pages" if len(paths) > 1 else ""
    kept = f"Not shown: {sheet.left_out:,} whose label was kept." if sheet.left_out else ""
    said = (
        f"A picture sheet of {counted(sheet.images)}{pages}.",
        kept,
        result.difference,
        result.rest,
    )
    return TakenOut(paths, result.images, sheet.images, joined(*said))
