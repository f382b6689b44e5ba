"""What a sitting is shown with."""

from dataclasses import dataclass

from fmnist_gui.ui.play.answer_panel import AnswerPanel
from fmnist_gui.ui.play.aside_desk import AsideDesk
from fmnist_gui.ui.play.asking import Asking
from fmnist_gui.ui.play.sitting_bar import SittingBar
from fmnist_gui.ui.play.sitting_clock import SittingClock
from fmnist_gui.ui.play.stage import Stage


@dataclass(frozen=True)
class Furniture:
    """The parts of a sitting that its flow shows things with."""

    stage: Stage
    panel: AnswerPanel
    asking: Asking
    asides: AsideDesk
    bar: SittingBar
    clock: SittingClock
