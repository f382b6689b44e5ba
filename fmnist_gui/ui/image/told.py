"""News about which labels can be read now, for the ledger of exposures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldChanged:
    """The images whose label can be read now, by their numbers in the gallery."""

    numbers: tuple[int, ...]
