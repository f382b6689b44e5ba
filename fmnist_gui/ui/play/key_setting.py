"""The keys of each person, as the settings keep them."""

from dataclasses import replace

from fmnist_gui.core.session.key_choice import KeyChoice, choice_of
from fmnist_gui.core.session.key_map import check_keys
from fmnist_gui.settings import Settings
from fmnist_gui.store.label_store import LabelStore
from fmnist_gui.store.sitting import Start

PEOPLE_MOST = 500
"""More people are not remembered; the one who was changed first is forgotten."""


def keys_of(settings: Settings, annotator: str) -> KeyChoice:
    """Return how this person answers."""
    return choice_of(settings.choices.keys.get(annotator))


def keep_keys(settings: Settings, annotator: str, choice: KeyChoice) -> None:
    """Remember how this person answers."""
    others = {name: kept for name, kept in settings.choices.keys.items() if name != annotator}
    newest = dict(list(others.items())[-(PEOPLE_MOST - 1) :])
    settings.change(keys={**newest, annotator: choice.content()})


def equipped(store: LabelStore, start: Start, choice: KeyChoice, *, class_count: int) -> Start:
    """Return `start` with what this person answers with.

    Raises RequestError for keys that cannot answer under its rules, and for a name that nobody
    can have.
    """
    equipment = choice.equipment(store.annotator(start.annotator).id, class_count)
    check_keys(equipment.keys, confidence=start.protocol.confidence)
    return replace(start, equipment=replace(equipment, latency=start.equipment.latency))
