"""In what a session deviates from the usual, beyond the doubts that are flagged."""

from fmnist_gui.core.session.panel_sentence import DEVIATIONS
from fmnist_gui.core.session.record import Presentation, SessionRecord


def deviations(record: SessionRecord) -> tuple[str, ...]:
    """Return a sentence for each; sessions that are never scored, or simulated, have none."""
    rules = record.rules
    if rules is None or not rules.is_scored or record.is_simulated:
        return ()
    usual, shown = Presentation().condition, record.presentation.condition
    found = []
    planned = len(record.deck.main_indices)
    # Against the clock a deck is as long as the data allow.
    if rules.count is not None and rules.time_limit_s is None and planned != rules.count:
        found.append(f"The deck has {planned:,} images in place of {rules.count:,}.")
    if shown != usual and rules.grid is None:
        found.append(f"The images were shown at {shown} in place of {usual}.")
    if not record.deck.is_by_chance:
        found.append(
            f"The images were chosen ({record.deck.source}), so they do not speak for all."
        )
    if record.equipment.latency is None:
        found.append("What this machine adds to a response time was not measured.")
    return tuple(found)


def unknowns(record: SessionRecord) -> tuple[str, ...]:
    """Return what is not known about the published figure that a session's panel repeats."""
    return DEVIATIONS if record.rules is not None and record.rules.is_panel else ()
