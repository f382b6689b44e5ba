"""A list of images that somebody wants to be looked at, in place of a layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImageList:
    """Images by their number, and what the list is called."""

    numbers: tuple[int, ...]
    title: str
    split: str = ""
