"""What is taken away from the canvas, and the files that are made of it; runs in a worker."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.gallery import Gallery, Numbers
from fmnist_gui.core.dataset.replacement import replacing
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.exchange import deck_file, index_csv
from fmnist_gui.core.exchange.png import PngWriter, png
from fmnist_gui.core.mosaic import native
from fmnist_gui.core.mosaic.grid import rectangle
from fmnist_gui.core.mosaic.layout import Layout
from fmnist_gui.core.mosaic.pitch import GAP
from fmnist_gui.core.mosaic.pyramid import Pyramid
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report
from fmnist_gui.core.session.deck import deck_of
from fmnist_gui.core.stats import percent
from fmnist_gui.ui.explore.colour_map import ColourMap
from fmnist_gui.ui.explore.colouring import Colouring, colouring
from fmnist_gui.ui.explore.shown import Shown

SCREEN_PIXEL_BYTES = 4


@dataclass(frozen=True, eq=False)
class Parcel:
    """Images in their places, in the colours of the moment; nothing in it changes any more."""

    layout: Layout
    gallery: Gallery
    pyramid: Pyramid
    colouring: Colouring
    is_blind: bool

    @property
    def numbers(self) -> Numbers:
        """The images, row by row."""
        return self.layout.order

    @property
    def count(self) -> str:
        """How many they are, in words."""
        return percent.images(self.layout.count)

    @property
    def stem(self) -> str:
        """A name for a file: where the images are from, their class if it is one, how many."""
        parts = np.unique(self.gallery.split_numbers[self.numbers]).tolist()
        words = [self.gallery.splits[part].name for part in parts]
        classes = np.unique(self.gallery.labels[self.numbers]).tolist()
        if len(classes) == 1 and not self.is_blind:
            words.append(self.gallery.class_names[classes[0]])
        words.append(self.count.replace(",", ""))
        return re.sub(r"\W+", "-", " ".join(words)).strip("-").lower()


def packed(shown: Shown, colour_map: ColourMap, *, numbers: Numbers | None = None) -> Parcel:
    """Return what is shown, or the images `numbers` in a rectangle.

    While blind, places that tell labels are given up. Raises RequestError when there is no image.
    """
    layout = shown.layout
    if numbers is not None:
        layout = rectangle(numbers)
    elif shown.is_blind and layout.tells_labels:
        layout = rectangle(np.sort(layout.order))
    if layout.count == 0:
        where = "shown" if numbers is None else "selected"
        raise RequestError(f"no image is {where}, so there is nothing to take away")
    colours = colouring(colour_map, shown.tint, is_blind=shown.is_blind)
    return Parcel(layout, shown.gallery, shown.pyramid, colours, shown.is_blind)


def write_native(parcel: Parcel, path: Path, *, report: Report, is_cancelled: CancelCheck) -> str:
    """Write the images at native pixels as PNG; return the sentence that says so."""
    height, width = native.size_px(parcel.layout, parcel.pyramid)
    with replacing(path) as file:
        is_colour = not parcel.colouring.is_grey
        writer = PngWriter(file, width, height=height, is_colour=is_colour)
        for strip in _strips(parcel, report, is_cancelled):
            writer.write(strip)
        writer.close()
        if is_cancelled():
            raise Cancelled
    return f"{_are(parcel)} saved at native pixels, {width:,} × {height:,}, as {path}."


def native_pixels(
    parcel: Parcel, *, report: Report, is_cancelled: CancelCheck
) -> NDArray[np.uint8]:
    """Return the images at native pixels, (rows, columns) of grey or (rows, columns, 3)."""
    grey = native.native(
        parcel.layout,
        parcel.pyramid,
        pixel_bytes=SCREEN_PIXEL_BYTES,
        report=report,
        is_cancelled=is_cancelled,
    )
    if parcel.colouring.is_grey:
        return grey
    return parcel.colouring.over(grey, parcel.layout.cells, cell=_cell(parcel))


def write_svg(parcel: Parcel, path: Path, *, report: Report, is_cancelled: CancelCheck) -> str:
    """Write the images with their labels as SVG; return the sentence that says so."""
    # The drawing of charts comes with it, and no start needs that.
    from fmnist_gui.core.exchange.grid_svg import grid_svg

    images, colours = parcel.gallery.images, parcel.colouring

    def png_of(number: int) -> bytes:
        image, cells = images[number], np.array([[number]])
        rows, columns = image.shape
        return png(colours.over(image, cells, cell=(rows, columns)))

    text = grid_svg(
        parcel.layout,
        parcel.gallery,
        is_blind=parcel.is_blind,
        png_of=None if colours.is_grey else png_of,
        report=report,
        is_cancelled=is_cancelled,
    )
    with replacing(path) as file:
        file.write(text.encode())
        if is_cancelled():
            raise Cancelled
    return f"{_are(parcel)} saved {_labelled(parcel)} as {path}."


def write_csv(parcel: Parcel, path: Path, *, report: Report, is_cancelled: CancelCheck) -> str:
    """Write the list of the images as CSV; return the sentence that says so."""
    index_csv.write(
        path,
        parcel.gallery,
        numbers=parcel.numbers,
        is_blind=parcel.is_blind,
        report=report,
        is_cancelled=is_cancelled,
    )
    return f"{_are(parcel)} listed {_labelled(parcel)} in {path}."


def write_decks(parcel: Parcel, path: Path, *, report: Report, is_cancelled: CancelCheck) -> str:
    """Write a deck for each split that has images; return the sentence that says so.

    A single one is `path`; of several, each has its split in its name, and none takes the place
    of another file.
    """
    by_split = parcel.gallery.by_split(parcel.numbers.tolist())
    splits = {split.name: split for split in parcel.gallery.splits}
    decks = [deck_of(splits[name], indices) for name, indices in by_split.items()]
    if is_cancelled():
        raise Cancelled
    if len(decks) == 1:
        deck_file.write(path, decks[0])
        return f"A deck of {parcel.count} from {decks[0].split} is saved as {path}."
    paths = [path.with_name(f"{path.stem}-{deck.split}{path.suffix}") for deck in decks]
    if taken := next((one for one in paths if one.exists()), None):
        raise RequestError(f"{taken} is there already; choose another name")
    try:
        for done, (deck, one) in enumerate(zip(decks, paths, strict=True), start=1):
            deck_file.write(one, deck)
            report(done, len(decks))
    except Exception:
        # All of them or none; none was there before.
        for one in paths:
            one.unlink(missing_ok=True)
        raise
    said = ", ".join(
        f"{len(deck.indices):,} from {deck.split} as {one.name}"
        for deck, one in zip(decks, paths, strict=True)
    )
    return (
        f"The images come from {len(decks)} splits and make a deck for each: {said}, "
        f"in {path.parent}."
    )


def _strips(
    parcel: Parcel, report: Report, is_cancelled: CancelCheck
) -> Iterator[NDArray[np.uint8]]:
    """Give the picture in strips, in colours where it has any, without the last gaps."""
    height, width = native.size_px(parcel.layout, parcel.pyramid)
    top = 0
    for strip in native.strips(
        parcel.layout, parcel.pyramid, report=report, is_cancelled=is_cancelled
    ):
        pixels = strip.pixels[: height - top, :width]
        top += len(pixels)
        if not parcel.colouring.is_grey:
            cells = parcel.layout.within(strip.region)
            pixels = parcel.colouring.over(pixels, cells, cell=_cell(parcel))
        yield pixels


def _cell(parcel: Parcel) -> tuple[int, int]:
    rows, columns = parcel.gallery.images.shape[1:]
    return int(rows) + GAP, int(columns) + GAP


def _are(parcel: Parcel) -> str:
    return f"{parcel.count} {'is' if parcel.layout.count == 1 else 'are'}"


def _labelled(parcel: Parcel) -> str:
    return "without labels, which are hidden now," if parcel.is_blind else "with labels"
