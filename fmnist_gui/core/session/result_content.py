"""The figures of one session under their public keys."""

from fmnist_gui.core.session.result import SessionResult
from fmnist_gui.core.stats.confusion import ClassScore, cell_content
from fmnist_gui.core.stats.interval_list import finite
from fmnist_gui.core.stats.proportion import jeffreys
from fmnist_gui.core.stats.response_time import times_content

TELLING = (
    *("correct", "accuracy", "wilson", "exact", "anytime", "correct_at_last", "accuracy_at_last"),
    *("jeffreys", "finite_population", "confusion_intervals"),
    *("response_time_right", "response_time_wrong"),
    *("balanced_accuracy", "confusion", "per_class", "baseline", "flags", "rate"),
    *("bias", "class_tests", "blocks", "trend", "time_quantiles", "speed_accuracy"),
    *("ex_gaussian", "correct_per_second", "calibration", "consistency", "attention_checks"),
    "second_choice",
)
"""Keys of figures that tell right and wrong or the labels in the file."""


def as_json(result: SessionResult) -> dict[str, object]:
    """Return the figures under their public keys, fit for JSON; TELLING are None while sealed."""
    content = _figures(result) | {"is_sealed": result.is_sealed}
    if result.is_sealed:
        content |= dict.fromkeys(TELLING)
    return content


def _figures(result: SessionResult) -> dict[str, object]:
    names = result.record.class_names
    times = result.timing
    return {
        "session": str(result.record.id),
        "annotator": result.record.annotator.name,
        "preset": result.record.protocol,
        "state": result.outcome.state,
        "is_scored": result.is_scored,
        "is_simulated": result.record.is_simulated,
        "answered": result.outcome.answered,
        "planned": result.outcome.planned,
        "n": result.count,
        "correct": result.right,
        "accuracy": result.accuracy,
        "wilson": list(result.wilson),
        "exact": list(result.exact),
        "anytime": list(result.anytime),
        "jeffreys": list(jeffreys(result.right, result.count)),
        "finite_population": _finite(result),
        "correct_at_last": result.right_at_last,
        "accuracy_at_last": result.accuracy_at_last,
        "revisions": result.outcome.revisions,
        "balanced_accuracy": result.balanced_accuracy,
        "confusion": result.confusion.tolist(),
        "confusion_intervals": cell_content(result.confusion),
        "per_class": [_class_json(score, names[score.number]) for score in result.classes],
        "response_time": times_content(times.all),
        "response_time_right": times_content(times.right),
        "response_time_wrong": times_content(times.wrong),
        "baseline": result.comparison.content() if result.comparison else None,
        "references": [reference.content() for reference in result.references],
        "flags": [{"key": flag.key, "sentence": flag.sentence} for flag in result.flags],
        "sentences": list(result.headline),
        "condition": result.record.condition,
        "rate": result.rate.content() if result.rate else None,
        **result.measurement.content(),
    }


def _finite(result: SessionResult) -> dict[str, object] | None:
    narrowed = finite(result.right, result.count, result.population)
    if narrowed is None:
        return None
    return {"population": result.population, "wilson": list(narrowed)}


def _class_json(score: ClassScore, name: str) -> dict[str, object]:
    return {
        "class": score.number,
        "name": name,
        "n": score.count,
        "correct": score.right,
        "wilson": list(score.interval),
    }
