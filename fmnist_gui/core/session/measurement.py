"""What a session measures besides its score: bias, blocks, speed, confidence, consistency."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from fmnist_gui.core.session.outcome import Outcome, Trial
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.session.timing import TimedTrials, timed
from fmnist_gui.core.stats.calibration import LEVELS, Calibration, calibration
from fmnist_gui.core.stats.class_test import ClassBias, ClassTest, class_bias, class_tests
from fmnist_gui.core.stats.confusion import Confusion
from fmnist_gui.core.stats.consistency import Consistency, consistency
from fmnist_gui.core.stats.proportion import Interval, wilson
from fmnist_gui.core.stats.speed import (
    ExGaussian,
    SpeedPoint,
    TimeQuantiles,
    correct_per_second,
    ex_gaussian,
    quantile_points,
    speed_accuracy,
)
from fmnist_gui.core.stats.trend import Block, Trend, block_trend, blocks

SHORT_BLOCK = 20
"""Trials in a block of a session that is too short for two blocks between breaks."""


@dataclass(frozen=True)
class Share:
    """``right`` of ``count``; ``interval`` is Wilson's 95 %."""

    right: int
    count: int
    interval: Interval

    @property
    def share(self) -> float | None:
        """The share right; None of nothing."""
        return self.right / self.count if self.count else None

    def content(self) -> dict[str, object]:
        """Return the figures fit for JSON."""
        return {
            "n": self.count,
            "correct": self.right,
            "share": self.share,
            "wilson": list(self.interval),
        }


@dataclass(frozen=True)
class Measurement:
    """The figures beyond the score, over scored trials but where it is said.

    ``bias`` and ``class_tests`` have one entry per class, none without a scored trial. ``blocks``
    are as long as the stretches between breaks, shorter in a short session; ``trend`` is None
    where there is none to be told. Times are those without outliers. ``calibration`` is None
    where no confidence was given. ``consistency`` is over repeats and ``checks`` over attention
    checks. ``second`` tells how often the second choice was right where the first was wrong, None
    where none was given.
    """

    bias: tuple[ClassBias, ...]
    class_tests: tuple[ClassTest, ...]
    blocks: tuple[Block, ...]
    trend: Trend | None
    right_times: TimeQuantiles
    wrong_times: TimeQuantiles
    speed: tuple[SpeedPoint, ...]
    ex_gaussian: ExGaussian | None
    correct_per_second: float | None
    calibration: Calibration | None
    consistency: Consistency
    checks: Share
    second: Share | None

    def content(self) -> dict[str, object]:
        """Return the figures under their public keys, fit for JSON."""
        return {
            "bias": [_bias_content(bias) for bias in self.bias],
            "class_tests": [asdict(test) for test in self.class_tests],
            "blocks": [_block_content(block) for block in self.blocks],
            "trend": self.trend._asdict() if self.trend else None,
            "time_quantiles": {
                "right": _quantile_content(self.right_times),
                "wrong": _quantile_content(self.wrong_times),
            },
            "speed_accuracy": [_speed_content(point) for point in self.speed],
            "ex_gaussian": asdict(self.ex_gaussian) if self.ex_gaussian else None,
            "correct_per_second": self.correct_per_second,
            "calibration": _calibration_content(self.calibration) if self.calibration else None,
            "consistency": {
                "n": self.consistency.n,
                "same": self.consistency.same,
                "wilson": list(self.consistency.interval),
                "kappa": self.consistency.kappa,
            },
            "attention_checks": self.checks.content(),
            "second_choice": self.second.content() if self.second else None,
        }


def measurement(record: SessionRecord, came: Outcome, matrix: Confusion) -> Measurement:
    """Return what a session measures besides its score.

    `matrix` is the confusion of its scored trials, shape (C, C).
    """
    scored = came.scored
    times = timed(scored)
    kept, right, seconds = times.is_kept, times.is_right, times.seconds
    made = _blocks(record, len(scored), times)
    repeats = came.repeats
    return Measurement(
        bias=class_bias(matrix) if scored else (),
        class_tests=class_tests(matrix) if scored else (),
        blocks=made,
        trend=block_trend(made),
        right_times=quantile_points(seconds[kept & right]),
        wrong_times=quantile_points(seconds[kept & ~right]),
        speed=speed_accuracy(seconds[kept], right[kept]),
        ex_gaussian=ex_gaussian(seconds[kept]),
        correct_per_second=correct_per_second(seconds[kept], right[kept]),
        calibration=_calibration(scored),
        consistency=consistency([a.first for a, _ in repeats], [b.first for _, b in repeats]),
        checks=_share(came.checks),
        second=_second(scored),
    )


def _blocks(record: SessionRecord, count: int, times: TimedTrials) -> tuple[Block, ...]:
    known = record.rules
    size = known.break_every if known else SHORT_BLOCK
    if count < 2 * size:
        size = min(size, SHORT_BLOCK)
    return blocks(times.is_right, size=size, seconds=times.seconds, excluded=times.is_excluded)


def _calibration(scored: Sequence[Trial]) -> Calibration | None:
    told = [(t.confidence, t.is_right) for t in scored if t.confidence is not None]
    if not told:
        return None
    return calibration([LEVELS[level].stated for level, _ in told], [right for _, right in told])


def _share(trials: Sequence[Trial]) -> Share:
    right = sum(trial.is_right for trial in trials)
    return Share(right, len(trials), wilson(right, len(trials)))


def _second(scored: Sequence[Trial]) -> Share | None:
    if all(trial.second_choice is None for trial in scored):
        return None
    given = [t for t in scored if t.second_choice is not None and not t.is_right]
    right = sum(trial.second_choice == trial.label for trial in given)
    return Share(right, len(given), wilson(right, len(given)))


def _bias_content(bias: ClassBias) -> dict[str, object]:
    found, low_high = bias.sensitivity, (bias.d_prime_interval, bias.criterion_interval)
    d_prime, criterion = (None if ends is None else list(ends) for ends in low_high)
    return {
        "class": bias.number,
        "images": bias.images,
        "answers": bias.answers,
        "d_prime": found.d_prime if found else None,
        "d_prime_interval": d_prime,
        "criterion": found.criterion if found else None,
        "criterion_interval": criterion,
    }


def _block_content(block: Block) -> dict[str, object]:
    return {
        "block": block.number,
        "n": block.count,
        "correct": block.right,
        "wilson": list(block.interval),
        "median_s": block.median_s,
    }


def _quantile_content(times: TimeQuantiles) -> dict[str, object]:
    return {
        "n": times.n,
        "points": [
            {
                "quantile": point.quantile,
                "seconds": point.time_s,
                "interval": None if point.interval is None else list(point.interval),
            }
            for point in times.points
        ],
    }


def _speed_content(point: SpeedPoint) -> dict[str, object]:
    return {
        "median_s": point.median_s,
        "n": point.count,
        "correct": point.right,
        "wilson": list(point.interval),
    }


def _calibration_content(found: Calibration) -> dict[str, object]:
    interval = found.over_confidence_interval
    return {
        "n": found.n,
        "brier": found.brier,
        "ece": found.ece,
        "over_confidence": found.over_confidence,
        "over_confidence_interval": None if interval is None else list(interval),
        "levels": [
            {
                "stated": level.stated,
                "n": level.n,
                "correct": level.right,
                "wilson": list(level.interval),
            }
            for level in found.levels
        ],
    }
