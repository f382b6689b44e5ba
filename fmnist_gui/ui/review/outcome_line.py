"""What was decided about an image, in one line."""

from fmnist_gui.core.review.conclusion import Conclusion
from fmnist_gui.core.review.decision import Decision
from fmnist_gui.core.review.remark import decided
from fmnist_gui.ui.image.remark_list import LONGEST_NAME, sentence

OPEN = "Not decided yet"
HIDDEN = "Decisions of others are hidden"


def outcome(
    conclusion: Conclusion | None, *, names: tuple[str, ...], reader: str, is_blind: bool
) -> str:
    """Return what became of an image, and by whom, for `reader` to see.

    Blind, it tells of the reader's own decision, and of those of others only that they are hidden.
    """
    opinions = () if conclusion is None else conclusion.opinions
    if is_blind:
        own = [_said(d, names) for d in opinions if d.annotator.name == reader]
        return ". ".join([*own[-1:], HIDDEN])
    if conclusion is None or not opinions:
        return OPEN
    if conclusion.state == "concluded" and conclusion.decision is not None:
        counts = conclusion.decision
        # What counts first, and after it who said something else or the same.
        others = (decision for decision in opinions if decision.annotator != counts.annotator)
        return "; ".join(_said(decision, names) for decision in (counts, *others))
    said = "; ".join(_said(decision, names) for decision in opinions)
    if conclusion.state == "waiting":
        return f"{said}. Waits for a second reviewer"
    return f"Disputed: {said}" if conclusion.state == "disputed" else said


def _said(decision: Decision, names: tuple[str, ...]) -> str:
    return sentence(decided(decision, was_taken_back=False), names, longest=LONGEST_NAME)
