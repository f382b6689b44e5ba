"""What is said in the middle of the page while there is no image, and what is offered."""

from dataclasses import dataclass

from fmnist_gui.core.review.audit import audit_id
from fmnist_gui.ui.review.desk import Desk
from fmnist_gui.ui.review.queue_maker import EvidenceKnown
from fmnist_gui.ui.review.queue_offer import gain
from fmnist_gui.ui.review.scoring_desk import Work
from fmnist_gui.ui.review.scoring_strip import gain_words, offer_words

LOOKING = "Looking for what is known of these images …"
UNSCORED = "No queue can be had yet."
SCORING = "The images are being scored."


@dataclass(frozen=True)
class EndWords:
    """A title, a hint, and the words of the button; without an ``offer`` there is none."""

    title: str
    hint: str
    offer: str = ""
    is_scoring: bool = False
    is_estimate: bool = False


def end_words(desk: Desk, known: EvidenceKnown | None, under_way: tuple[Work, ...]) -> EndWords:
    """Return why there is no image to decide, and what can be done."""
    queue, gallery = desk.queue, desk.gallery
    if gallery is None:
        return EndWords("No images yet.", "They are here as soon as they have been read.")
    if queue is None:
        return _beginning(len(gallery), known, under_way)
    if desk.put_off_count:
        count = desk.put_off_count
        noun = "image was" if count == 1 else "images were"
        again = "Go through them again" if count > 1 else "Look at it again"
        return EndWords("The end of this queue.", f"{count:,} {noun} put off.", again)
    if audit_id(queue.key) is not None:
        return EndWords(
            "All of this audit is decided.",
            "What was found speaks for the whole split.",
            "See the estimate",
            is_estimate=True,
        )
    return EndWords(
        "All of this queue is decided." if len(queue) else "Nothing waits in this queue.",
        "Choose another queue at the left, or take away what was decided.",
    )


def _beginning(count: int, known: EvidenceKnown | None, under_way: tuple[Work, ...]) -> EndWords:
    """Return what is said before any queue is open."""
    if count and (known is None or not known.table.count):
        return EndWords(LOOKING, "")
    can_choose = known is None or any(offer.is_there for offer in known.offers)
    if "scores" in under_way and not can_choose:
        return EndWords(SCORING, "The first queues can be had in a moment.")
    if known is not None and not can_choose and "scores" in known.missing:
        hint = (
            "Models that have not seen an image's label are asked about it. "
            f"{gain_words(gain('scores', known.offers))}"
        )
        return EndWords(UNSCORED, hint, offer_words("scores", count), is_scoring=True)
    return EndWords(
        "The images that deserve a look, one after the other.",
        "Choose a queue at the left. It says what it ranks by, and how many labels changed among "
        "those decided last.",
    )
