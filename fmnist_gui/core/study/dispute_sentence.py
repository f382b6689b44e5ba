"""What is said of disputed images and of what became of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from fmnist_gui.core.enumeration import listed
from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.stats.percent import images, percent
from fmnist_gui.core.study.dispute import Dispute, Why
from fmnist_gui.core.study.event import State
from fmnist_gui.core.study.study import Study

_MANY: dict[Why, str] = {
    "tied": "with tied votes",
    "unnamed": "that nobody could name a class for",
    "uncertain": "without the certainty that is asked for",
    "divided": "on which the votes differ",
}


_OUTCOMES: dict[DecisionKind, str] = {
    "keep": "kept as in the file",
    "relabel": "relabelled",
    "ambiguous": "called ambiguous",
    "bad": "called bad images",
    "unsure": "left unsure, which wait for somebody else",
}


def disputed(study: Study, open_: Sequence[Dispute], settled: int, state: State) -> str:
    """Return how many images wait for an adjudicator, why, and how many have had one."""
    done = f" {images(settled)} adjudicated so far." if settled else ""
    if not open_:
        if state == "closed" or settled:
            return f"No image waits for a decision.{done}"
        return (
            "No image is disputed yet. Images come here once they have all their labels and these "
            "do not settle it."
        )
    counts = Counter(dispute.why for dispute in open_)
    parts = [f"{counts[why]:,} {words}" for why, words in _MANY.items() if counts[why]]
    verb = "waits" if len(open_) == 1 else "wait"
    return f"{images(len(open_))} {verb} for a decision: {listed(parts)}.{done}"


def why(dispute: Dispute, study: Study) -> str:
    """Return why one image is disputed, as a sentence, without saying what was voted."""
    told = f"{dispute.words[0].upper()}{dispute.words[1:]}"
    if dispute.why == "uncertain" and study.wanted.certainty is not None:
        told = (
            f"The votes make one class {percent(dispute.posterior)} certain, and "
            f"{percent(study.wanted.certainty)} are asked for"
        )
    voted = sum(dispute.votes)
    parts = [f"{voted:,} {'vote' if voted == 1 else 'votes'}"]
    if dispute.cannot_tell:
        parts.append(f"{dispute.cannot_tell:,} could not tell")
    return f"{told}: {', '.join(parts)}."


def ending(decided: Iterable[Decision], waiting: int) -> tuple[str, str]:
    """Return what stands at the end: a title, and what came of the images."""
    kinds = Counter(decision.kind for decision in decided)
    parts = [f"{kinds[kind]:,} {words}" for kind, words in _OUTCOMES.items() if kinds[kind]]
    told = f"{listed(parts)}." if parts else ""
    if waiting:
        more = f"{images(waiting)} still {'waits' if waiting == 1 else 'wait'}: go back to them."
        return "The end of the list", f"{told[:1].upper()}{told[1:]} {more}".strip()
    if not parts:
        return "No image is disputed", "Images come here once their labels do not settle them."
    return (
        "Every disputed image is decided",
        f"{told} The consensus shows it, and exports say which images were adjudicated.",
    )
