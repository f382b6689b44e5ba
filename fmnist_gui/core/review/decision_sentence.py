"""What was decided, in a few words."""

from collections.abc import Sequence

from fmnist_gui.core.review.decision import Decision, DecisionKind
from fmnist_gui.core.review.history import Step
from fmnist_gui.core.review.progress import changed_and_apart, yield_of
from fmnist_gui.core.stats import percent

_PLAIN: dict[DecisionKind, str] = {
    "keep": "kept",
    "ambiguous": "called ambiguous",
    "bad": "called a bad image",
    "unsure": "left unsure",
    "skip": "put off",
}


def outcome(decision: Decision, names: Sequence[str]) -> str:
    """Return what was concluded, as "relabelled to Coat" or "called ambiguous: Coat or Shirt"."""
    if decision.to_class is not None:
        return f"relabelled to {_name(decision.to_class, names)}"
    if decision.original is not None:
        return f"called a duplicate of {decision.original.split} {decision.original.index}"
    words = _PLAIN.get(decision.kind, decision.kind)
    classes = [_name(number, names) for number in decision.classes]
    return f"{words}: {', '.join(classes[:-1])} or {classes[-1]}" if classes else words


def told(step: Step, names: Sequence[str]) -> str:
    """Return what a step did, as "train 7 kept" or "60 images decided, 4 labels changed"."""
    first, *others = step.decisions
    if not others:
        return f"{first.split} {first.image_index} {outcome(first, names)}"
    found = yield_of([decision.kind for decision in step.decisions])
    return f"{percent.images(len(step.decisions))} decided, {changed_and_apart(found)}"


def _name(number: int, names: Sequence[str]) -> str:
    return names[number] if number < len(names) else f"class {number}"
