"""Lets ``python -m fmnist_gui`` do what ``fmnist-gui`` does."""

import sys

from fmnist_gui.cli.main import main

sys.exit(main())
