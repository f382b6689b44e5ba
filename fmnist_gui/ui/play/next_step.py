"""What the start button does, and says, for what is chosen."""

from dataclasses import dataclass

from fmnist_gui.core.session.deck import Deck
from fmnist_gui.core.session.protocol import Protocol
from fmnist_gui.ui.play.asked import Look, PanelStartAsked, ResultAsked, ResumeAsked, StartAsked
from fmnist_gui.ui.play.custom_desk import CustomReady
from fmnist_gui.ui.play.past import DAILY, Past


@dataclass(frozen=True)
class Step:
    """The words on the button, and what it asks for."""

    words: str
    asked: StartAsked | PanelStartAsked | ResumeAsked | ResultAsked


def next_step(key: str, protocol: Protocol, past: Past, *, annotator: str) -> Step:
    """Return what follows when `annotator` has chosen the card `key` with these rules.

    A panel needs people first. The images of a day come once: whoever has answered them is shown
    the result, and whoever was interrupted goes on.
    """
    if protocol.is_panel:
        return Step("Seat three people …", PanelStartAsked(protocol, annotator))
    today = past.today if past.annotator == annotator else None
    if key == DAILY and today is not None:
        if today.is_finished:
            return Step("See today's result", ResultAsked(today.id))
        return Step("Go on with today's", ResumeAsked(today.id))
    return Step(f"Start {protocol.title}", StartAsked(protocol, annotator))


def custom_step(ready: CustomReady | None, *, annotator: str) -> Step | None:
    """Return what follows custom rules, None while they are impossible."""
    if ready is None:
        return None
    asked = StartAsked(ready.protocol, annotator, chosen=ready.chosen, look=ready.look)
    return Step(f"Start {ready.protocol.title}", asked)


def deck_step(deck: Deck, protocol: Protocol, *, annotator: str, look: Look) -> Step:
    """Return what follows while `deck` is offered, whatever else is chosen."""
    return Step(f"Start deck {deck.code}", StartAsked(protocol, annotator, deck, look=look))
