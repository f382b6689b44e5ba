"""Draws the deck of a session: which images, in which order, with which extra trials."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from fmnist_gui.core.dataset.dataset import Split
from fmnist_gui.core.errors import DeckError
from fmnist_gui.core.session.attention import drawn_checks
from fmnist_gui.core.session.deck import CHOSEN, Deck
from fmnist_gui.core.session.matrix import check_room, matrix_around, walked
from fmnist_gui.core.session.plan import woven
from fmnist_gui.core.session.preset import CUSTOM
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.core.session.sampling import Indices, Weights, sample, weighted

BLITZ_COUNT = 600
"""Ten images a second for a minute: nobody comes to the end of it."""

LIST_CODE_LENGTH = 8
"""Digits of the SHA-256 of the images that a deck is drawn among."""


@dataclass(frozen=True)
class Pool:
    """What a deck may be drawn from.

    ``met`` are images whose label the person has seen or which they have answered, ``waiting``
    those in sessions that they may resume; scored decks leave both out. ``only`` restricts to
    some images, all if None, and ``source`` says in words which; the deck adds digits that are
    the same for the same images only. ``weights`` are those of the
    classes in a drill. ``checks`` is the split that attention checks come from, best the one
    that is not asked about.
    """

    split: Split
    met: Collection[int] = ()
    waiting: Collection[int] = ()
    only: Sequence[int] | None = None
    source: str = ""
    weights: Weights | None = None
    checks: Split | None = None


def draw(
    split: Split, preset: str, *, count: int, seed: int, excluded: Collection[int] = ()
) -> Deck:
    """Draw `count` images of `split` without replacement, leaving out the `excluded` ones.

    A simple random sample by numpy's PCG64: the first `count` of a permutation, so that a longer
    deck of the same seed begins with the shorter one. Raises DeckError when too few are left.
    """
    permutation = np.random.default_rng(seed).permutation(len(split))
    if excluded:
        permutation = permutation[~_is_in(permutation, excluded)]
    left = len(permutation)
    if not 0 < count <= left:
        raise _too_few(split, count, left=left, seen=len(split) - left)
    return Deck(
        preset=preset,
        split=split.name,
        fingerprint=split.fingerprint,
        seed=seed,
        indices=tuple(permutation[:count].tolist()),
        numpy_version=np.__version__,
        excluded=len(split) - left,
    )


def deck_for(
    protocol: Protocol, pool: Pool, *, seed: int, count: int | None = None, day: date | None = None
) -> Deck:
    """Draw the deck of a session under `protocol`; `count` None means its own length.

    A scored one leaves out what the person has met, practice leaves nothing out, and neither do
    lists that are the same for everybody. A protocol's own seed goes before `seed`, and so does
    that of a daily deck, which comes from the `day` and the data. Raises DeckError when too few
    images are left, ValueError for a daily deck without its day.
    """
    split = pool.split
    if protocol.is_daily:
        if day is None:
            raise ValueError("the deck of a day without its day")
        seed = daily_seed(day, split.fingerprint)
    elif protocol.seed is not None:
        seed = protocol.seed
    leaves_out = protocol.is_scored and not protocol.is_fixed_list
    met = frozenset((*pool.met, *pool.waiting)) if leaves_out else frozenset()
    excluded = frozenset(index for index in met if 0 <= index < len(split))
    left = max(len(split) - len(excluded), 1)
    wanted = _wanted(protocol, left) if count is None else count
    if _is_plain(protocol, pool):
        deck = draw(split, protocol.key, count=wanted, seed=seed, excluded=excluded)
    else:
        is_asked = count is not None or not protocol.is_open_ended
        deck = _woven(protocol, pool, seed=seed, count=wanted, excluded=excluded, is_asked=is_asked)
    return replace(deck, rules=protocol) if protocol.key == CUSTOM else deck


def _woven(
    protocol: Protocol,
    pool: Pool,
    *,
    seed: int,
    count: int,
    excluded: Collection[int],
    is_asked: bool,
) -> Deck:
    """Draw a deck that is more than a simple random sample; of fewer unless `is_asked`."""
    split, rng = pool.split, np.random.default_rng(seed)
    if protocol.grid is not None:
        check_room(protocol.grid, split, count)
    allowed, left_out = _allowed(protocol, pool, excluded)
    main = _chosen(protocol, pool, allowed, count=max(count, 0), rng=rng)
    if not len(main) or (is_asked and len(main) < count):
        left = len(_chosen(protocol, pool, allowed, count=len(allowed), rng=rng))
        raise _too_few(split, count, left=left, seen=left_out, of=len(allowed) + left_out)
    matrix = matrix_around(main, split, protocol.grid, rng=rng) if protocol.grid else ()
    main = walked(main, matrix) if matrix else main
    checks, other = _checks(protocol, pool, main, rng=rng)
    indices, phases = woven(main.tolist(), checks, repeats=protocol.repeats, rng=rng)
    return Deck(
        preset=protocol.key,
        split=split.name,
        fingerprint=split.fingerprint,
        seed=seed,
        indices=indices,
        numpy_version=np.__version__,
        excluded=left_out,
        source=_source(protocol, pool),
        phases=phases,
        attention_split=other.name if other else "",
        attention_fingerprint=other.fingerprint if other else "",
        matrix=matrix,
    )


def daily_seed(day: date, fingerprint: str) -> int:
    """Return the seed of the deck of `day` over the split with this fingerprint, below 2^32."""
    digest = hashlib.sha256(f"{day.isoformat()}/{fingerprint}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def reordered(deck: Deck, annotator_id: UUID) -> Deck:
    """Return the same images in the order of this person, the same on every machine.

    What is woven in keeps its place: a check changes with another one, and a repeat is of what
    now stands where its image stood.
    """
    if deck.base:
        raise ValueError("a deck that is one person's already")
    rng = np.random.default_rng([deck.seed, annotator_id.int])
    indices = list(deck.indices)
    for phase in ("main", "attention"):
        places = [p for p in range(len(indices)) if deck.phase(p) == phase]
        for place, source in zip(places, rng.permutation(len(places)).tolist(), strict=True):
            indices[place] = deck.indices[places[source]]
    stood = {index: p for p, index in enumerate(deck.indices) if deck.phase(p) == "main"}
    for place, index in enumerate(deck.indices):
        if deck.phase(place) == "repeat":
            indices[place] = indices[stood[index]]
    return replace(deck, indices=tuple(indices), base=deck.sha256)


def _wanted(protocol: Protocol, available: int) -> int:
    if protocol.time_limit_s is not None and protocol.is_open_ended:
        return min(BLITZ_COUNT, available)
    return protocol.length(available)


def _is_plain(protocol: Protocol, pool: Pool) -> bool:
    return (
        protocol.sampling == "simple random"
        and not (protocol.classes or protocol.repeats or protocol.attention or protocol.grid)
        and pool.only is None
        and pool.weights is None
    )


def _allowed(protocol: Protocol, pool: Pool, excluded: Collection[int]) -> tuple[Indices, int]:
    """Return the images that may come and how many were left out since the person met them."""
    split = pool.split
    indices = np.arange(len(split))
    if pool.only is not None:
        indices = np.unique(np.array(pool.only, dtype=np.int64))
        if len(indices) and not 0 <= indices[0] <= indices[-1] < len(split):
            raise _outside(split, indices)
    if protocol.classes:
        indices = indices[np.isin(split.labels[indices], protocol.classes)]
    before = len(indices)
    if excluded:
        indices = indices[~_is_in(indices, excluded)]
    return indices, before - len(indices)


def _chosen(
    protocol: Protocol, pool: Pool, allowed: Indices, *, count: int, rng: "np.random.Generator"
) -> Indices:
    """Return at most `count` of the `allowed` images."""
    labels = pool.split.labels
    if not len(allowed):
        return allowed
    if pool.weights is not None:
        return weighted(allowed, labels, count, rng=rng, weights=pool.weights)
    wanted = min(count, len(allowed))
    return sample(allowed, labels, wanted, rng=rng, sampling=protocol.sampling)


def _checks(
    protocol: Protocol, pool: Pool, main: Indices, *, rng: "np.random.Generator"
) -> tuple[list[int], Split | None]:
    """Return the images of the attention checks, and their split if it is another one."""
    split = pool.checks or pool.split
    is_other = split.name != pool.split.name
    checks = drawn_checks(
        split,
        protocol.attention,
        classes=protocol.classes,
        excluded=() if is_other else main.tolist(),
        rng=rng,
    )
    return checks, split if is_other and checks else None


def _source(protocol: Protocol, pool: Pool) -> str:
    how: str = "" if protocol.sampling == "simple random" else protocol.sampling
    if pool.weights is not None:
        how = "by own confusions"
    among = pool.source
    if pool.only is not None:
        # One file name or filter may mean other images another day, and those are never pooled.
        among = f"{among or CHOSEN}, images {_list_code(pool.only)}"
    return ", ".join(filter(None, (how, among)))


def _list_code(indices: Collection[int]) -> str:
    """Return the same few digits for the same images, in whatever order they are listed."""
    listed = ",".join(str(index) for index in sorted({int(index) for index in indices}))
    return hashlib.sha256(listed.encode()).hexdigest()[:LIST_CODE_LENGTH]


def _is_in(indices: Indices, collection: Collection[int]) -> NDArray[np.bool_]:
    return np.isin(indices, np.fromiter(collection, dtype=np.int64, count=len(collection)))


def _too_few(split: Split, count: int, *, left: int, seen: int, of: int | None = None) -> DeckError:
    """Return that `count` images cannot be drawn; `of` are those asked for if not all."""
    found = f"{len(split)} {split.name} images"
    if of is not None and of < len(split):
        found += f", {of} of them asked for"
    if seen:
        found += f", {seen} of them seen before or waiting in a session to be resumed"
    expected = "images that are new to this person" if seen else "some images"
    return DeckError(
        f"a deck of {count} images",
        expected=f"a number from 1 to {left}" if left else expected,
        found=found,
        remedy="choose another number or other data",
    )


def _outside(split: Split, indices: Indices) -> DeckError:
    wrong = indices[0] if indices[0] < 0 else indices[-1]
    return DeckError(
        f"a deck of {len(indices)} chosen images",
        expected=f"images from 0 to {len(split) - 1}",
        found=f"{split.name} {wrong}",
        remedy="choose others",
    )
