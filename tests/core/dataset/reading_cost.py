"""Run in a process of its own: load each path given, and say what that cost as JSON.

The peak is Linux's high-water mark, set back before each load. (ru_maxrss would start with the
memory of the process that started this one.)
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from fmnist_gui.core.dataset.catalog import Catalog
from fmnist_gui.core.dataset.folder import load
from fmnist_gui.core.errors import DataError

STATUS = Path("/proc/self/status")
RESET = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Cost:
    """What one load cost.

    ``sentence`` is empty where the data was loaded; ``array_bytes`` is what it holds.
    ``cpu_s`` is the work of all threads, which does not depend on what else the machine does.
    """

    sentence: str
    cpu_s: float
    extra_bytes: int
    array_bytes: int
    fingerprints: dict[str, str]


def measure(path: Path) -> Cost:
    RESET.write_text("5", encoding="ascii")
    before_bytes = status_bytes("VmRSS")
    start = time.process_time()
    sentence, fingerprints, array_bytes = "", {}, 0
    try:
        splits = load(path, catalog=Catalog(())).splits
    except DataError as error:
        sentence = str(error)
    else:
        fingerprints = {name: split.fingerprint for name, split in splits.items()}
        array_bytes = sum(s.images.nbytes + s.labels.nbytes for s in splits.values())
    cpu_s = time.process_time() - start
    return Cost(sentence, cpu_s, status_bytes("VmHWM") - before_bytes, array_bytes, fingerprints)


def status_bytes(field: str) -> int:
    lines = STATUS.read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith(f"{field}:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    # Once before anything is measured, so that what is imported late does not count.
    measure(Path("missing"))
    json.dump([asdict(measure(Path(path))) for path in sys.argv[1:]], sys.stdout)
