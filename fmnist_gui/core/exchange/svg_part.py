"""What pictures of many images as SVG are made of: the head, images, words."""

import base64
from collections.abc import Iterator
from html import escape

from fmnist_gui.core.look import DARK


def head(width: float, height: float, *, magnified: float, ground: str) -> Iterator[str]:
    """Give the beginning of a document of this size in its own units, on a ground."""
    wide, high = number(width), number(height)
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {wide} {high}" width="{number(width * magnified)}" '
        f'height="{number(height * magnified)}" font-family="sans-serif">'
    )
    # Browsers take the last that they know.
    yield "<style>image{image-rendering:optimizeSpeed;image-rendering:pixelated}</style>"
    yield f'<rect width="{wide}" height="{high}" fill="{ground}"/>'


def image(png: bytes, x: float, *, y: float, size: tuple[float, float], title: str) -> str:
    """Return an embedded picture of this width and height."""
    data = base64.b64encode(png).decode("ascii")
    width, height = size
    return (
        f'<image x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" xlink:href="data:image/png;base64,{data}">'
        f"<title>{plain(title)}</title></image>"
    )


def text(
    words: str,
    x: float,
    *,
    y: float,
    size: float,
    anchor: str = "start",
    ink: str = DARK.text,
    is_bold: bool = False,
) -> str:
    """Return one line of words on its baseline."""
    weight = ' font-weight="600"' if is_bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" '
        f'text-anchor="{anchor}" fill="{ink}"{weight}>{plain(words)}</text>'
    )


def cut(words: str, letters: int) -> str:
    """Return the words, or as many letters of them with an ellipsis."""
    return words if len(words) <= letters else words[: max(0, letters - 1)].rstrip() + "…"


def plain(words: str) -> str:
    """Return `words` fit for XML, which knows no control characters at all."""
    return escape("".join(sign if sign.isprintable() else "\ufffd" for sign in words))


def number(value: float) -> str:
    """Return a number as short as it can be."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
