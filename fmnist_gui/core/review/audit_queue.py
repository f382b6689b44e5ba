"""A random audit as a queue: its images in the order drawn."""

from fmnist_gui.core.dataset.gallery import Gallery
from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.review.audit import Audit
from fmnist_gui.core.review.queue import Candidate, ReviewQueue, queue_of

DRAWN = "In the order in which they were drawn by chance."

UNAIDED = (
    "What models and people say is kept back until you have decided, so that every image is "
    "judged alike."
)


def audit_queue(audit: Audit, gallery: Gallery) -> ReviewQueue:
    """Return the queue in which the images of `audit` are decided; nothing is suggested.

    Raises RequestError when the gallery has not the split that it was drawn from.
    """
    own = next((s for s in gallery.splits if s.fingerprint == audit.fingerprint), None)
    if own is None:
        raise RequestError(
            f"audit {audit.code} was drawn from other data; open those to go on with it"
        )
    numbers = gallery.numbers_at(own.name, audit.indices)
    candidates = [
        Candidate(number, int(gallery.labels[number]), float(place), None, "drawn by chance")
        for place, number in enumerate(numbers)
    ]
    title = f"Audit of {audit.split}"
    return queue_of(audit.queue, title, f"{DRAWN} {UNAIDED}", candidates=candidates)
