"""The protocols that people choose from."""

from fmnist_gui.core.errors import RequestError
from fmnist_gui.core.session.protocol import Protocol, Timeline

REPLICATION_SEED = 20170919
"""The day on which the published figure appeared draws the 1000 images of the replication."""

REPLICATION_COUNT = 1000
TOPS = (0, 2, 3, 4, 6)
"""T-shirt, Pullover, Dress, Coat and Shirt, which are taken for each other."""

CUSTOM = "custom"
"""The key of rules that a person put together."""

PRESETS: tuple[Protocol, ...] = (
    Protocol(
        "practice",
        "Practice",
        "Train images, the right answer after each. Draws what you confuse. Never scored.",
        "train",
        None,
        is_scored=False,
        feedback="each",
        is_drill=True,
    ),
    Protocol(
        "quick-20",
        "Quick 20",
        "A first impression in a minute. The interval will be wide.",
        "test",
        20,
        is_scored=True,
    ),
    Protocol(
        "standard-100",
        "Standard 100",
        "Five minutes, an interval of about ±8 points. No verdict.",
        "test",
        100,
        is_scored=True,
    ),
    Protocol(
        "solo-200",
        "Solo 200",
        "Ten minutes. On Fashion-MNIST enough for a verdict at the end.",
        "test",
        200,
        is_scored=True,
    ),
    Protocol(
        "solo-500",
        "Solo 500",
        "Half an hour, an interval of about ±3.5 points.",
        "test",
        500,
        is_scored=True,
    ),
    Protocol(
        "solo-1000",
        "Solo 1000",
        "An hour. The very list of images of the replication.",
        "test",
        REPLICATION_COUNT,
        is_scored=True,
        seed=REPLICATION_SEED,
    ),
    Protocol(
        "replicate-zalando",
        "Replicate Zalando",
        "Three people, the same 1000 images, each in an order of their own.",
        "test",
        REPLICATION_COUNT,
        is_scored=True,
        seed=REPLICATION_SEED,
        is_panel=True,
    ),
    Protocol(
        "daily",
        "Daily",
        "20 images of the day, the same for everybody. Labels at the end.",
        "test",
        20,
        is_scored=True,
        feedback="end",
        is_daily=True,
    ),
    Protocol(
        "blitz",
        "Blitz 60 s",
        "As many right as you can in a minute. Compared with your own history.",
        "test",
        None,
        is_scored=True,
        time_limit_s=60.0,
    ),
    Protocol(
        "flash",
        "Flash",
        "Each image for 200 ms, then a mask, then you answer. A condition of its own.",
        "test",
        100,
        is_scored=True,
        timeline=Timeline(),
    ),
    Protocol(
        "hard-pairs",
        "Hard pairs",
        "T-shirt, Pullover, Dress, Coat and Shirt only. Never scored.",
        "train",
        100,
        is_scored=False,
        feedback="each",
        classes=TOPS,
    ),
    Protocol(
        "tiny-matrix",
        "Tiny matrix",
        "30 x 30 images at native size; answer the marked ones. A condition of its own.",
        "test",
        100,
        is_scored=True,
        grid=(30, 30),
    ),
)


def rules(key: str) -> Protocol | None:
    """Return the preset called `key`, None when this program does not know it."""
    return next((protocol for protocol in PRESETS if protocol.key == key), None)


def preset(name: str) -> Protocol:
    """Return the preset called `name` by key or title; case, spaces and hyphens do not matter.

    A part that fits only one preset is enough, best its beginning; the name of a family ("solo")
    means its shortest. Raises RequestError otherwise.
    """
    wanted = _plain(name)
    exact = [p for p in PRESETS if wanted in (_plain(p.key), _plain(p.title))]
    begun = [p for p in PRESETS if wanted and _plain(p.key).startswith(wanted)]
    within = [p for p in PRESETS if wanted and wanted in _plain(p.key)]
    family = [p for p in begun if _plain(p.key.split("-")[0]) == wanted][:1]
    found = exact or family or begun or within
    if len(found) != 1:
        keys = ", ".join(p.key for p in PRESETS)
        raise RequestError(
            f"there is no preset called {_cropped(name)!r}; choose one of {keys}, or {CUSTOM}"
        )
    return found[0]


def _cropped(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
