"""What a session of some rules will count as, said before it begins."""

from fmnist_gui.core.dataset.catalog import OFFICIAL
from fmnist_gui.core.session.protocol import STANDARD, Protocol
from fmnist_gui.core.session.record import Presentation, condition_of
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from fmnist_gui.core.stats.percent import images


def counting_note(
    protocol: Protocol,
    *,
    shown: Presentation,
    usual: Presentation,
    source: str,
    identity: str | None,
    why_practice: str,
) -> str:
    """Return in one or two sentences what the answers will enter.

    `usual` is how the presets are shown here. `source` is that of the deck, `identity` that of
    the data. `why_practice` says why rules that are not scored are not.
    """
    if not protocol.enters_accuracy:
        return f"Not scored: {why_practice}."
    condition = condition_of(protocol.key, protocol, shown=shown, source=source)
    if not _is_standard(condition, usual):
        return f"Scored. A condition of its own, never pooled with others: {condition}."
    is_referenced = (identity, protocol.split) == (OFFICIAL, "test")
    counted = "Scored, and pooled with the other standard sessions over these images."
    if not is_referenced:
        return counted
    if protocol.count is not None and protocol.count >= VERDICT_MINIMUM:
        return f"{counted} Long enough for a verdict."
    return f"{counted} No verdict under {VERDICT_MINIMUM} images."


def compared_with(
    protocol: Protocol, *, shown: Presentation, usual: Presentation, source: str
) -> str:
    """Return in a few words what :func:`counting_note` says in sentences."""
    if not protocol.enters_accuracy:
        return "never scored"
    condition = condition_of(protocol.key, protocol, shown=shown, source=source)
    if _is_standard(condition, usual):
        return "pooled with standard sessions"
    return "against sessions like it"


def trials_note(protocol: Protocol) -> str:
    """Return how many images come in all where some come again or check attention, else ""."""
    again, checks = protocol.repeats, protocol.attention
    if protocol.count is None or not (again or checks):
        return ""
    parts = [f"{protocol.count:,}"]
    if again:
        parts.append(f"{again:,} again")
    if checks:
        parts.append(f"{checks:,} check{'' if checks == 1 else 's'}")
    return f"{images(protocol.count + again + checks)}: {', '.join(parts)}"


def _is_standard(condition: str, usual: Presentation) -> bool:
    return condition == f"{STANDARD}, {usual.condition}"
