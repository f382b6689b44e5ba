"""Images about which another reviewer has to be heard, as queues; nothing tells what was said."""

from collections.abc import Iterable
from typing import Literal, get_args

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of

Contest = Literal["waiting", "disputed"]
"""One reviewer concluded something and a second is needed; or two contradict each other."""

CONTESTS: tuple[Contest, ...] = get_args(Contest)

PROMISE = "; what they said is shown once you have decided"

_WORDS: dict[Contest, tuple[str, str, str, str]] = {
    "waiting": (
        "second",
        "Second opinion",
        "What one reviewer decided and a second has to decide, the first decided first.",
        f"one reviewer has decided{PROMISE}",
    ),
    "disputed": (
        "disputes",
        "Disputes",
        "What reviewers contradict each other about, the first decided first.",
        f"reviewers disagree{PROMISE}",
    ),
}


def contested(contest: Contest, gallery: Gallery, numbers: Iterable[int]) -> ReviewQueue:
    """Return these images of `gallery` as a queue, in the order given; nothing is suggested."""
    key, title, ranks_by, why = _WORDS[contest]
    candidates = [
        Candidate(number, int(gallery.labels[number]), float(place), None, why)
        for place, number in enumerate(numbers)
    ]
    return queue_of(key, title, ranks_by, candidates=candidates)


def without_promise(why: str) -> str:
    """Return why an image is in such a queue, for somebody who reads what was said by now."""
    return why.removesuffix(PROMISE)
