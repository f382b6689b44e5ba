"""``compare``: k right of n against a published figure."""

import argparse

from fmnist_gui.cli.output import Output
from fmnist_gui.cli.parser import add_common
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import compare

PUBLISHED = "835/1000"
MOST = 1_000_000
"""Images in a score: more than any data set of this kind has, and still counted in seconds."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``compare``."""
    parser.add_argument("score", metavar="K/N", help="right of answered, as in 81/100")
    parser.add_argument(
        "--baseline", default=PUBLISHED, metavar="K/N", help=f"{PUBLISHED} if not given"
    )
    add_common(parser)
    parser.set_defaults(run=_compare)


def _compare(chosen: argparse.Namespace, output: Output) -> None:
    right, count = _counts(chosen.score)
    comparison = compare(right, count, baseline=_counts(chosen.baseline))
    lines = [
        sentence.score_of(right, count),
        sentence.difference(comparison),
        sentence.fisher(comparison),
        sentence.binomial(comparison),
        sentence.verdict(comparison),
    ]
    output.give(comparison.content(), lines)


def _counts(text: str) -> tuple[int, int]:
    right, slash, count = text.partition("/")
    if not (slash and _is_count(right) and _is_count(count)):
        raise RequestError(
            f"{text[:40]!r}: expected two counts up to {MOST:,} like 81/100; write right/answered"
        )
    return int(right), int(count)


def _is_count(text: str) -> bool:
    digits = text.strip()
    is_short = digits.isdecimal() and len(digits) <= len(str(MOST))
    return is_short and int(digits) <= MOST
