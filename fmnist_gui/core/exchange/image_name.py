"""What the picture of an image is called, and which image a picture of that name is of."""

import re

_NAME = re.compile(
    r"(?:^|[^0-9A-Za-z])([A-Za-z][0-9A-Za-z]*)[-_/](\d{1,9})\.(?:png|jpe?g|gif|bmp|webp)$", re.ASCII
)


def image_name(split: str, index: int) -> str:
    """Return the name of the picture, as "test-04907.png"."""
    return f"{split}-{index:05d}.png"


def image_named(name: str) -> tuple[str, int] | None:
    """Return split and index of the picture at this path or address, None for any other."""
    found = _NAME.search(name.split("?d=")[-1])
    return None if found is None else (found[1], int(found[2]))
