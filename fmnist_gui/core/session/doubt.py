"""What makes a session doubtful, by the rules that were decided beforehand."""

from fmnist_gui.core.session.outcome import Outcome
from fmnist_gui.core.session.record import SessionRecord
from fmnist_gui.core.stats.quality import Flag, flags


def session_flags(record: SessionRecord, came: Outcome) -> tuple[Flag, ...]:
    """Return the doubts about a session, shown and never acted upon."""
    checks = came.checks
    return flags(
        [trial.response_s for trial in came.trials],
        [trial.first for trial in came.trials],
        planned=came.planned,
        class_names=record.class_names,
        seen=came.seen,
        checks=(sum(trial.is_right for trial in checks), len(checks)),
        late=sum(trial.late_frames > 0 for trial in came.trials),
        jumped=sum(trial.clock_jumped for trial in came.trials),
        paused=sum(trial.was_paused for trial in came.trials),
        unfocused=sum(trial.lost_focus for trial in came.trials),
    )
