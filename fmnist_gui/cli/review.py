"""``review``: find the labels that are to be doubted, and decide about them."""

import argparse

from fmnist_gui.cli import (
    review_audit,
    review_decide,
    review_neighbours,
    review_patch,
    review_queue,
    review_score,
)
from fmnist_gui.cli.parser import add_verbs

VERBS = (
    ("score", review_score.add_score, "ask models that have not seen an image's label"),
    ("neighbours", review_neighbours.add_neighbours, "find near duplicates and outliers"),
    ("queue", review_queue.add_queue, "list the images that deserve a look, first the worst"),
    ("decide", review_decide.add_decide, "say what is right for an image"),
    ("undo", review_decide.add_undo, "take back the last thing that you decided"),
    ("redo", review_decide.add_redo, "decide again what you took back last"),
    ("audit", review_audit.add_audit, "estimate how many labels are wrong, by a random sample"),
    ("compare", review_patch.add_compare, "say where two label patches agree and where not"),
    ("merge", review_patch.add_merge, "make one label patch of several that agree"),
    ("reverse", review_patch.add_reverse, "make the label patch that takes another one back"),
    ("apply", review_patch.add_apply, "write corrected label files by a label patch"),
)
"""Each with what adds its arguments, and what it does."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review``."""
    add_verbs(parser, VERBS)
