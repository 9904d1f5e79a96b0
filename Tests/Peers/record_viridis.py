"""Records matplotlib's viridis, and what its imshow makes of numbers, for ViridisTests and
PanelFigureTests.

    python Tests/Peers/record_viridis.py      # Python 3.11, matplotlib 3

Writes Tests/Peers/Recorded/viridis.json: the 256 colours as hexadecimal digits, and the colours of
a few rows of numbers, drawn from the smallest to the largest.
"""
import json
import pathlib

import matplotlib
import numpy as np
from matplotlib.colors import Normalize

target = pathlib.Path(__file__).parent / "Recorded" / "viridis.json"


def drawn(name, numbers):
    colours = matplotlib.colormaps[name](Normalize()(numbers), bytes=True)
    return colours[..., :3].tobytes().hex()


table = matplotlib.colormaps["viridis"](np.arange(256), bytes=True)[:, :3].tobytes().hex()
numbers = np.random.default_rng(19).integers(-765, 766, (6, 9)).astype("f4")
target.write_text(json.dumps({
    "table": table, "shape": list(numbers.shape), "numbers": numbers.ravel().tolist(),
    "viridis": drawn("viridis", numbers), "grey": drawn("gray", numbers),
}, separators=(",", ":")) + "\n")
