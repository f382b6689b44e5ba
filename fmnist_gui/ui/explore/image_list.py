"""A list of images that somebody wants to be looked at, in place of a layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImageList:
    """Images by their number, and what the list is called.

    ``is_telling`` says that being on the list tells the label of an image.
    """

    numbers: tuple[int, ...]
    title: str
    split: str = ""
    is_telling: bool = True
