"""How far apart the images of a mosaic stand; without numpy, for the first paint."""

GAP = 1
"""Ground to the right of and below each image, in pixels of the image."""

GROUND = 24
"""Grey value of gaps and empty cells: the ground of the canvas."""


def content_size(rows: int, columns: int, *, image: tuple[int, int]) -> tuple[int, int]:
    """Return (width, height) in image pixels of cells that hold images of (rows, columns)."""
    image_rows, image_columns = image
    return (
        max(0, columns * (image_columns + GAP) - GAP),
        max(0, rows * (image_rows + GAP) - GAP),
    )
