"""Which of several names is meant by what somebody typed."""

from collections.abc import Sequence

from fmnist_gui.core.query.term import quoted

FLAGS = {"no": 0, "false": 0, "0": 0, "yes": 1, "true": 1, "1": 1}
"""How yes and no are written."""

NUMBERED = frozenset({"class", "answer", "crowd", "predicted"})
"""The keys whose values are classes, so that the number of a class stands for it."""

# The last two are the hyphen and the hyphen that does not break.
_IGNORED = frozenset("/-_\u2010\u2011")


def folded(name: str) -> str:
    """Return `name` without what does not matter: case, spaces, slashes and hyphens."""
    return "".join(c for c in name.casefold() if not (c in _IGNORED or c.isspace()))


def found(text: str, choices: Sequence[str], *, is_numbered: bool = False) -> list[int]:
    """Return the positions of the choices that `text` may mean; one when it is clear.

    In this order: the very name, the name but for what does not matter, with `is_numbered` the
    number of the choice, the beginning of the name.
    """
    if text in choices:
        return [choices.index(text)]
    wanted = folded(text)
    if not wanted:
        return []
    equal = [i for i, choice in enumerate(choices) if folded(choice) == wanted]
    if equal:
        return equal
    if is_numbered and text.isascii() and text.isdigit() and len(text) < 9:
        number = int(text)
        if number < len(choices):
            return [number]
    return beginning(text, choices)


def beginning(text: str, choices: Sequence[str]) -> list[int]:
    """Return the positions of the choices that begin with `text`."""
    wanted = folded(text)
    return [i for i, choice in enumerate(choices) if folded(choice).startswith(wanted)]


def written(choice: str, choices: Sequence[str]) -> str:
    """Return `choice` as a query writes it: small and in quotes where that is safe and needed."""
    small = choice.lower()
    is_clear = found(small, choices) == [choices.index(choice)] if choice in choices else False
    return quoted(small if is_clear else choice)
