"""Exact tests of counts, summed term by term: scipy.stats would take a second to be imported."""

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.stats.proportion import check_counts

MOST_TERMS = 2_000_000
"""Above this many terms scipy.stats, which sums tails in closed form, is worth its import."""

ROUNDING = 1 + 1e-7
"""Two chances this close are one; as R and scipy take it."""

Floats = NDArray[np.float64]


def fisher(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the two-sided p of Fisher's exact test of two independent scores (1935).

    Each is right answers and of how many. Summed are the chances of all tables with the same
    margins that are no likelier than this one. Raises RequestError for impossible counts.
    """
    check_counts(*first)
    check_counts(*second)
    (a, n1), (b, n2) = first, second
    right, total = a + b, n1 + n2
    low, high = max(0, right - n2), min(n1, right)
    if high - low > MOST_TERMS:
        from scipy.stats import fisher_exact

        return float(fisher_exact([[a, n1 - a], [b, n2 - b]]).pvalue)
    k = np.arange(low, high + 1, dtype=np.float64)
    logs = _log_choose(n1, k) + _log_choose(n2, right - k) - _log_choose(total, right)
    return _no_likelier(logs, a - low)


def binomial(right: int, count: int, share: float) -> float:
    """Return the two-sided p of the exact binomial test of a score against `share`.

    Summed are the chances of all numbers of right answers that are no likelier than this one.
    Raises RequestError for impossible counts.
    """
    check_counts(right, count)
    if count > MOST_TERMS:
        from scipy.stats import binomtest

        return float(binomtest(right, count, share).pvalue)
    from scipy.special import xlog1py, xlogy

    k = np.arange(count + 1, dtype=np.float64)
    logs = _log_choose(count, k) + xlogy(k, share) + xlog1py(count - k, -share)
    return _no_likelier(logs, right)


def _no_likelier(logs: Floats, seen: int) -> float:
    chances = np.exp(logs)
    # Over their own sum, so that what all logarithms are wrong by goes out.
    return float(chances[chances <= chances[seen] * ROUNDING].sum() / chances.sum())


def _log_choose(n: int, k: Floats | int) -> Floats:
    from scipy.special import gammaln

    found: Floats = gammaln(n + 1.0) - gammaln(np.add(k, 1.0)) - gammaln(n - np.subtract(k, 1.0))
    return found
