"""Draw the practice images anew: ``python -m fmnist_gui.core.practice FOLDER``."""

import argparse
from pathlib import Path

from fmnist_gui.core.practice.generate import write

parser = argparse.ArgumentParser(prog="python -m fmnist_gui.core.practice", description=__doc__)
parser.add_argument("folder", type=Path, help="where the four IDX files go")
write(parser.parse_args().folder)
