"""A map by t-SNE: images that are alike lie together, and what is far apart means little."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.progress import CancelCheck, Cancelled, Report, ignore, never
from fmnist_gui.core.projection.near import Points, nearest_points

Places = NDArray[np.float32]
"""Where each image lies on the map, shape (n, 2)."""

SAMPLE = 10_000
"""How many images are embedded themselves; the others are placed beside them."""

FEWEST = 30
"""Fewer have no neighbourhoods, and t-SNE may draw them all into one point: they are laid out by
their two widest directions."""

FEW = 2000
"""Fewer are embedded by Barnes and Hut's tree, since Fourier transforms on a grid, which are faster
for many, take 5 s for any number and are wrong where there is little to sum."""

EARLY_ROUNDS, ROUNDS = 250, 750
PERPLEXITY = 30
SEED = 0
LOOK_EVERY = 5
"""Rounds between two looks at whether to go on, each of at most a tenth of a second."""

SHOW_EVERY = 25
BESIDE = 5
"""How many of the sample an image outside it is placed beside."""

# What the searches for neighbours take, in rounds.
_SEARCH, _REST_SEARCH = 50, 400


def embed(
    features: Points,
    *,
    report: Report = ignore,
    is_cancelled: CancelCheck = never,
    on_places: Callable[[Places], object] | None = None,
) -> Places:
    """Return a place for each row of `features`, (n, d), such as the scores of `principal`.

    t-SNE by openTSNE: perplexity 30, started from the two widest directions, 250 rounds of early
    exaggeration and 500 more. Of more than ``SAMPLE`` images that many are drawn evenly and
    embedded; each of the others lies among its 5 nearest of the sample in feature space, the
    nearer and the closer to the middle of them the more it counts, so that an image between two
    groups goes to one and not into the empty middle. The same features give the same map.

    Reports rounds; the search for neighbours counts as some. `on_places` is handed a copy of all
    places now and then. Raises Cancelled, and RequestError when openTSNE is not installed.
    """
    count = len(features)
    if count < FEWEST:
        return _spread(features).astype(np.float32)
    library = _library()
    chosen = _sample(count)
    total = _SEARCH + ROUNDS + (_REST_SEARCH if len(chosen) < count else 0)
    map_all = _placement(
        features,
        chosen,
        report=_part(report, 0, total - ROUNDS - _SEARCH, of=total),
        is_cancelled=is_cancelled,
    )
    embedding = _start(
        library,
        features[chosen],
        report=_part(report, total - ROUNDS - _SEARCH, total - ROUNDS, of=total),
        is_cancelled=is_cancelled,
    )

    def on_round(number: int, places: NDArray[np.float64]) -> None:
        if is_cancelled():
            raise Cancelled
        report(total - ROUNDS + number, total)
        if on_places is not None and number % SHOW_EVERY == 0:
            on_places(map_all(places))

    _settle(embedding, on_round)
    return map_all(np.asarray(embedding))


def _library() -> Any:
    try:
        import_module("openTSNE.nearest_neighbors")
        return import_module("openTSNE")
    except ImportError as error:
        raise RequestError(
            "The t-SNE map needs openTSNE, which cannot be imported here; install it with: "
            "pip install 'fmnist-gui[map]'"
        ) from error


def _sample(count: int) -> NDArray[np.intp]:
    """Return which of `count` images are embedded themselves, in their order."""
    if count <= SAMPLE:
        return np.arange(count)
    drawn = np.random.default_rng(SEED).choice(count, SAMPLE, replace=False)
    return np.sort(drawn).astype(np.intp)


def _placement(
    features: Points, chosen: NDArray[np.intp], *, report: Report, is_cancelled: CancelCheck
) -> Callable[[NDArray[np.float64]], Places]:
    """Return what makes places of all images from those of the `chosen`."""
    count = len(features)
    if len(chosen) == count:
        return lambda places: places.astype(np.float32)
    others = np.setdiff1d(np.arange(count), chosen)
    beside, distances = nearest_points(
        features[chosen],
        features[others],
        BESIDE,
        is_own=False,
        report=report,
        is_cancelled=is_cancelled,
    )
    nearness = 1 / np.maximum(distances, 1e-6) ** 2

    def map_all(places: NDArray[np.float64]) -> Places:
        everywhere = np.empty((count, 2), dtype=np.float32)
        everywhere[chosen] = places
        around = everywhere[chosen][beside]
        middle = np.median(around, axis=1, keepdims=True)
        weights = nearness / (1 + ((around - middle) ** 2).sum(axis=2))
        weights /= weights.sum(axis=1, keepdims=True)
        everywhere[others] = (around * weights[:, :, None]).sum(axis=1)
        return everywhere

    return map_all


def _start(library: Any, features: Points, *, report: Report, is_cancelled: CancelCheck) -> Any:
    """Return openTSNE's embedding before its first round."""
    count = min(3 * PERPLEXITY, len(features) - 1)
    # By our own search, which can be stopped.
    numbers, distances = nearest_points(
        features, features, count, is_own=True, report=report, is_cancelled=is_cancelled
    )
    nearest = library.nearest_neighbors.PrecomputedNeighbors(numbers, distances.astype(np.float64))
    affinities = library.affinity.PerplexityBasedNN(
        knn_index=nearest, perplexity=count / 3, n_jobs=1, random_state=SEED
    )
    places = _spread(features)
    places *= 1e-4 / (places[:, 0].std() or 1.0)
    # Doubles would move as one for ever, and what lies on a line would stay there.
    places += np.random.default_rng(SEED).normal(scale=1e-6, size=places.shape)
    return library.TSNEEmbedding(
        places,
        affinities,
        negative_gradient_method="bh" if len(features) < FEW else "fft",
        # Three times as fast as 1, with as many of the neighbours kept (0.471 against 0.474).
        ints_in_interval=2,
        n_jobs=1,
        random_state=SEED,
    )


def _settle(embedding: Any, on_round: Callable[[int, NDArray[np.float64]], None]) -> None:
    """Run all rounds, moving the places of `embedding`."""
    for first, rounds, exaggeration, momentum in (
        (0, EARLY_ROUNDS, 12, 0.5),
        (EARLY_ROUNDS, ROUNDS - EARLY_ROUNDS, None, 0.8),
    ):

        def look(number: int, _error: float, places: Any, first: int = first) -> None:
            on_round(first + number, np.asarray(places))

        embedding.optimize(
            rounds,
            exaggeration=exaggeration,
            momentum=momentum,
            inplace=True,
            callbacks=[look],
            callbacks_every_iters=LOOK_EVERY,
        )


def _spread(features: Points) -> NDArray[np.float64]:
    """Return the places of all along their two widest directions, (n, 2), around 0."""
    places = np.zeros((len(features), 2))
    if features.size:
        centred = features - features.mean(axis=0, dtype=np.float64)
        _, axes = np.linalg.eigh(centred.T @ centred)
        axes = axes[:, ::-1][:, :2]
        axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1, 1)
        places[:, : axes.shape[1]] = centred @ axes
    return places


def _part(report: Report, first: int, last: int, *, of: int) -> Report:
    """Return a report whose whole is from `first` to `last` of `of` rounds."""
    return lambda done, total: report(first + (last - first) * done // max(1, total), of)
