"""A layout as SVG: every image with all its grey values, words beside them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fmnist_gui.core.chart.glyph import path
from fmnist_gui.core.chart.svg import WIDTH_PER_SIZE
from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import svg_part
from fmnist_gui.core.exchange.png import png
from fmnist_gui.core.look import DARK
from fmnist_gui.core.mosaic.layout import EMPTY, Heading, Layout
from fmnist_gui.core.mosaic.pitch import GAP, GROUND
from fmnist_gui.core.mosaic.region import Region
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never

MOST_IMAGES = 10_000
"""Browsers take many seconds to open a page of more embedded pictures."""

MAGNIFIED = 2
"""Units of the document for one pixel of an image, so that names are legible at its own size."""

LONGEST_NAME = 16
"""Letters of a class name that fit under an image."""

LINE_HEIGHT = 1.4
HEADING_SHARE = 0.6
"""Size of the words of a heading, of the height kept for them."""

SMALLEST_SHARE = 0.15
"""Least size of the same, of the height of an image; what does not fit then is cut."""

HIGHEST_HEADING = 3
"""Rows of cells that the line of a heading takes at most."""

PngOf = Callable[[int], bytes]
"""Gives the PNG file of an image by its number."""


@dataclass(frozen=True, eq=False)
class _Sheet:
    """Where things stand, in pixels of an image.

    ``is_blind`` leaves out all that tells a class.
    """

    layout: Layout
    gallery: Gallery
    is_blind: bool

    @cached_property
    def image(self) -> tuple[int, int]:
        """Width and height of an image."""
        rows, columns = self.gallery.images.shape[1:]
        return int(columns), int(rows)

    @cached_property
    def name_size(self) -> float:
        """Type size of the names under the images; 0 for none."""
        if self.is_blind:
            return 0.0
        longest = max((len(name) for name in self.gallery.class_names), default=1)
        width, height = self.image
        return min(height / 4, width / (WIDTH_PER_SIZE * max(4, min(longest, LONGEST_NAME))))

    @cached_property
    def pitch(self) -> tuple[float, float]:
        """Width and height of a cell."""
        width, height = self.image
        return width + GAP, height + GAP + self.name_size * LINE_HEIGHT

    @cached_property
    def margin(self) -> float:
        """Width kept at the left for the names of rows that are classes."""
        if not self.layout.row_classes or self.is_blind:
            return 0.0
        names = [self.gallery.class_names[number] for number in self.layout.row_classes]
        return self.row_size * (2.2 + WIDTH_PER_SIZE * max(map(len, names)))

    @cached_property
    def row_size(self) -> float:
        """Type size of the names of rows."""
        return self.image[1] * 0.4

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The words over groups, unless they tell what is hidden."""
        return () if self.is_blind and self.layout.tells_labels else self.layout.headings

    def corner(self, row: float, column: float) -> tuple[float, float]:
        """Return the left and the top edge of a cell."""
        wide, high = self.pitch
        return self.margin + column * wide, row * high

    def box(self, region: Region) -> tuple[float, float, float, float]:
        """Return left, top, width and height of cells."""
        wide, high = self.pitch
        return (*self.corner(region.row, region.column), region.columns * wide, region.rows * high)


def grid_svg(
    layout: Layout,
    gallery: Gallery,
    *,
    is_blind: bool,
    png_of: PngOf | None = None,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
) -> str:
    """Return `layout` as an SVG document, in the units of an image's pixels.

    Under each image stands its class; while `is_blind` nothing tells one. `png_of`
    gives the pictures to embed, by default the grey values. `report` speaks of images. Raises
    RequestError for no image and for more than MOST_IMAGES, and Cancelled.
    """
    if not 0 < layout.count <= MOST_IMAGES:
        raise RequestError(
            f"a picture with labels holds 1 to {MOST_IMAGES:,} images and this one would hold "
            f"{layout.count:,}; filter or select {'fewer' if layout.count else 'some'}"
        )
    sheet = _Sheet(layout, gallery, is_blind)
    if png_of is None:
        png_of = _grey_of(gallery)
    parts = [*_head(sheet), *_row_names(sheet), *_headings(sheet)]
    for done, part in enumerate(_images(sheet, png_of), start=1):
        if is_cancelled():
            raise Cancelled
        parts.append(part)
        report(done, layout.count)
    return "\n".join((*parts, "</svg>", ""))


def _grey_of(gallery: Gallery) -> PngOf:
    return lambda number: png(gallery.images[number])


def _head(sheet: _Sheet) -> Iterator[str]:
    right, bottom = sheet.corner(sheet.layout.rows, sheet.layout.columns)
    ground = f"#{GROUND:02x}{GROUND:02x}{GROUND:02x}"
    yield from svg_part.head(right - GAP, bottom - GAP, magnified=MAGNIFIED, ground=ground)


def _images(sheet: _Sheet, png_of: PngOf) -> Iterator[str]:
    for (row, column), cell in np.ndenumerate(sheet.layout.cells):
        number = int(cell)
        if number == EMPTY:
            continue
        left, top = sheet.corner(row, column)
        made, title = png_of(number), _title(sheet, number)
        picture = svg_part.image(made, left, y=top, size=sheet.image, title=title)
        yield f"{picture}{_name(sheet, number, left=left, top=top)}"


def _title(sheet: _Sheet, number: int) -> str:
    place = sheet.gallery.place(number)
    words = f"{place.split} {place.index}"
    return words if sheet.is_blind else f"{words}, {_class_of(sheet, number)}"


def _name(sheet: _Sheet, number: int, *, left: float, top: float) -> str:
    size = sheet.name_size
    if not size:
        return ""
    width, height = sheet.image
    name = svg_part.cut(_class_of(sheet, number), LONGEST_NAME)
    return svg_part.text(name, left + width / 2, y=top + height + size, size=size, anchor="middle")


def _row_names(sheet: _Sheet) -> Iterator[str]:
    if not sheet.margin:
        return
    size = sheet.row_size
    for row, number in enumerate(sheet.layout.row_classes):
        middle = sheet.corner(row, 0)[1] + sheet.image[1] / 2
        yield _glyph(number, size * 0.4, y=middle - size / 2, side=size)
        name = sheet.gallery.class_names[number]
        yield svg_part.text(name, size * 1.8, y=middle + size * 0.35, size=size)


def _headings(sheet: _Sheet) -> Iterator[str]:
    for side in ("above", "left"):
        alike = [heading for heading in sheet.headings if heading.side == side]
        # All of a side are of one size, since a large one would seem to say more. What only
        # explains is left out where it does not fit, and makes nothing else smaller.
        groups = [heading for heading in alike if heading.has_count] or alike
        size = min((_fitting(sheet, heading) for heading in groups), default=0.0)
        size = max(size, SMALLEST_SHARE * sheet.image[1])
        for heading in alike:
            if heading.has_count or _fitting(sheet, heading) >= size:
                yield from _heading(sheet, heading, size=size)


def _fitting(sheet: _Sheet, heading: Heading) -> float:
    """Return the type size at which the words of `heading` fit into its place."""
    _, _, width, height = sheet.box(heading.place)
    line = min(height, HIGHEST_HEADING * sheet.pitch[1])
    letters = WIDTH_PER_SIZE * len(_words(heading)) + _mark_width(heading)
    return min(HEADING_SHARE * line, width / letters)


def _heading(sheet: _Sheet, heading: Heading, *, size: float) -> Iterator[str]:
    left, top, width, height = sheet.box(heading.place)
    middle, mark = top + height / 2, _mark_width(heading)
    if heading.choice is not None:
        yield _glyph(heading.choice, left, y=middle - size / 2, side=size)
    letters = max(1, int((width / size - mark) / WIDTH_PER_SIZE + 0.01))
    words = svg_part.cut(_words(heading), letters)
    yield svg_part.text(words, left + mark * size, y=middle + size * 0.35, size=size)


def _words(heading: Heading) -> str:
    return f"{heading.title} · {heading.count:,}" if heading.has_count else heading.title


def _mark_width(heading: Heading) -> float:
    """Return the width of the mark before the words, by type size."""
    return 0.0 if heading.choice is None else 1.4


def _class_of(sheet: _Sheet, number: int) -> str:
    return sheet.gallery.class_names[int(sheet.gallery.labels[number])]


def _glyph(number: int, x: float, *, y: float, side: float) -> str:
    place = f"translate({svg_part.number(x)} {svg_part.number(y)})"
    return (
        f'<path d="{path(number)}" fill="{DARK.class_colour(number)}" fill-rule="evenodd" '
        f'transform="{place} scale({svg_part.number(side)})"/>'
    )
