"""What was concluded about an image, in a few words beside its picture."""

from collections.abc import Sequence

from fmnist_gui.core.review.decision import Decision, DecisionKind

ARROW = "→"

TITLES: dict[DecisionKind, str] = {
    "relabel": "Another class",
    "ambiguous": "Ambiguous",
    "bad": "Bad image",
    "duplicate": "Duplicate",
    "keep": "Label kept",
    "unsure": "Nobody is sure",
    "skip": "Put off",
}
"""The kinds as headings, in the order in which they are told: first what changes something."""


def outcome_words(decision: Decision, label: int, class_names: Sequence[str]) -> str:
    """Return what becomes of `label`: "→ Coat", "also Dress", "bad image", "as train 7", "kept"."""
    match decision.kind:
        case "relabel":
            assert decision.to_class is not None
            return f"{ARROW} {class_names[decision.to_class]}"
        case "ambiguous":
            return _ambiguous(decision.classes, label, class_names=class_names)
        case "duplicate":
            original = decision.original
            return "duplicate" if original is None else f"as {original.split} {original.index}"
        case "keep":
            return "kept"
        case _:
            return TITLES[decision.kind].lower()


def _ambiguous(classes: tuple[int, ...], label: int, *, class_names: Sequence[str]) -> str:
    others = [class_names[number] for number in classes if number != label]
    if not others:
        return TITLES["ambiguous"].lower()
    # Without the label's own class the set says that the label is wrong.
    return f"{'also' if label in classes else 'rather'} {', '.join(others)}"
