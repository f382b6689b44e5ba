"""Run in a process of its own: read each file of predictions given, and say what that cost."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from fmnist_gui.core.dataset.predictions import read_predictions
from fmnist_gui.core.errors import DataError
from tests.core.dataset.reading_cost import RESET, Cost, status_bytes

IMAGES, CLASSES = 1000, 10


def measure(path: Path) -> Cost:
    RESET.write_text("5", encoding="ascii")
    before_bytes = status_bytes("VmRSS")
    start = time.process_time()
    sentence = ""
    try:
        read_predictions(path, images=IMAGES, classes=CLASSES)
    except DataError as error:
        sentence = str(error)
    cpu_s = time.process_time() - start
    return Cost(sentence, cpu_s, status_bytes("VmHWM") - before_bytes, 0, {})


if __name__ == "__main__":
    # Once before anything is measured, so that what is imported late does not count.
    measure(Path("missing"))
    json.dump([asdict(measure(Path(path))) for path in sys.argv[1:]], sys.stdout)
