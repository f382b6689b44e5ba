"""What a person answered with, as JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fmnist_gui.core.session.record import Equipment, Latency


def equipment_content(equipment: Equipment) -> dict[str, Any] | None:
    """Return `equipment` fit for JSON, None for the usual."""
    return None if equipment == Equipment() else asdict(equipment)


def equipment_of(content: Mapping[str, Any] | None) -> Equipment:
    """Return what :func:`equipment_content` wrote; what a newer program added is passed over."""
    if content is None:
        return Equipment()
    measured = content.get("latency")
    return Equipment(
        keys=tuple(content["keys"]),
        button_order=tuple(content["button_order"]),
        latency=measured
        and Latency(measured["n"], tuple(measured["key_ms"]), tuple(measured["paint_ms"])),
    )
