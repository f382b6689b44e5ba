"""How classes, counts and seconds are named on charts."""

import re

_MANY = {
    "T-shirt/top": "T-shirts",
    "Dress": "Dresses",
    "Trouser": "Trousers",
    "Pullover": "Pullovers",
    "Coat": "Coats",
    "Sandal": "Sandals",
    "Shirt": "Shirts",
    "Sneaker": "Sneakers",
    "Bag": "Bags",
    "Ankle boot": "Ankle boots",
}


def many(name: str) -> str:
    """Return "Coats"; a class that is not known here is "images of ...", whatever its language."""
    return _MANY.get(name, f"images of {name}")


def cell(right: int, count: int, *, label: str, answer: str) -> str:
    """Return "4 of 10 Coats answered Dress"."""
    return f"{right:,} of {count:,} {many(label)} answered {answer}"


def seconds(value_s: float) -> str:
    """Return "0.84 s", "1.30 s", "12.5 s", "95 s": about three figures."""
    decimals = 2 if value_s < 10 else 1 if value_s < 60 else 0
    return f"{value_s:.{decimals}f} s"


def unbroken(text: str) -> str:
    """Return `text` with figures and units, and "T-shirt", kept on one line."""
    kept = re.sub(r"(?<=\d) (?=(?:%|s|px|Hz)(?!\w))", "\u00a0", text)
    return kept.replace("T-shirt", "T\u2011shirt")
