"""How proportions, differences and counts are written."""

from collections.abc import Iterable

DASH = "–"
MINUS = "−"


def percent(share: float, *, decimals: int = 1) -> str:
    """Return a proportion as "81 %" or "83.5 %", a last zero left out.

    One that is not quite 0 or 1 is never rounded to it: 0.9998 is "99.98 %".
    """
    return f"{_number(share, decimals)} %"


def percent_range(ends: Iterable[float], *, decimals: int = 1) -> str:
    """Return two proportions as "72.2–87.5 %"; both ends have as many decimals but 0 and 100."""
    low, high = ((_whole(end) or f"{100 * end:.{decimals}f}") for end in ends)
    return f"{low}{DASH}{high} %"


def points(difference: float) -> str:
    """Return a difference of proportions in points with its sign, "−3.5" or "+6.5"."""
    text = f"{abs(100 * difference):.1f}"
    if text == "0.0":
        return text
    return f"{MINUS if difference < 0 else '+'}{text}"


def decimal(value: float) -> str:
    """Return a number with two decimals and a true minus, "−0.11"; nothing is minus nought."""
    text = f"{abs(value):.2f}"
    return text if value >= 0 or text == "0.00" else f"{MINUS}{text}"


def images(count: int) -> str:
    """Return "1 image", "1,000 images"."""
    return f"{count:,} image" if count == 1 else f"{count:,} images"


def p_value(p: float) -> str:
    """Return "p = 0.049", with two to four decimals, or "p < 0.0001"."""
    if p < 0.0001:
        return "p < 0.0001"
    decimals = 2 if p >= 0.1 else 3 if p >= 0.01 else 4
    if 0.0495 <= p < 0.05:
        # 0.04996 must not be read as the 0.05 that it is below.
        return f"p = {int(p * 10_000) / 10_000:.4f}"
    return f"p = {p:.{decimals}f}"


def _number(share: float, decimals: int) -> str:
    text = f"{100 * share:.{decimals}f}"
    if float(text) in (0.0, 100.0):
        # Up to 1 of 10,000,000 images; past that a difference from the end is rounding.
        return _whole(share) or (_number(share, decimals + 1) if decimals < 5 else text)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole(end: float) -> str | None:
    return {0.0: "0", 1.0: "100"}.get(end)
