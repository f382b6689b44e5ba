"""What a report stated when it was made by an earlier version of this program."""

from collections.abc import Mapping
from typing import Any

from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.session.timing import timing
from fmnist_gui.core.stats import sentence
from fmnist_gui.core.stats.comparison import Comparison
from fmnist_gui.core.stats.limit import VERDICT_MINIMUM
from fmnist_gui.core.stats.response_time import times_content

ADDED = (
    "jeffreys",
    "finite_population",
    "confusion_intervals",
    "response_time_right",
    "response_time_wrong",
)
"""Keys that came later, all at once."""

ADDED_TIMES = ("p25_s", "p75_s")


def is_earlier(stated: Mapping[str, Any]) -> bool:
    """Whether the figures of a report were written before those of ADDED were."""
    return bool(stated) and not any(key in stated for key in ADDED)


def as_then(content: Mapping[str, Any], result: SessionResult) -> dict[str, Any]:
    """Return the figures in `content`, which are those of `result`, as they were stated then.

    Times were over the images too that the person had met before, and a short session was told
    how many right answers would have told it apart.
    """
    times = times_content(timing(result.outcome.asked).all)
    kept = {key: value for key, value in content.items() if key not in ADDED}
    kept["response_time"] = {key: times[key] for key in times if key not in ADDED_TIMES}
    kept["sentences"] = sentences_then(result)
    return kept


def sentences_then(result: SessionResult) -> list[str]:
    """Return the headline of `result` in the words of then."""
    made = result.comparison
    now = sentence.verdict(made) if made is not None and made.verdict == "too few" else None
    return [
        _too_few(made) if made is not None and told == now else told for told in result.headline
    ]


def _too_few(made: Comparison) -> str:
    higher, lower = made.needed.higher, made.needed.lower
    is_far = (higher is not None and made.right >= higher) or (
        lower is not None and made.right <= lower
    )
    if is_far or made.count >= VERDICT_MINIMUM:
        return sentence.verdict(made)
    enough = f"{higher:,}" if higher is not None else f"Not even {made.count:,}"
    return (
        f"Too few images to tell it from {sentence.baseline_name(made.baseline)}. "
        f"{enough} right would have been enough."
    )
