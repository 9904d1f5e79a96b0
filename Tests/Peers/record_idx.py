"""Records IDX files packed by Python's gzip, for IDXFileTests in Tests/DatasetsTests.

    python Tests/Peers/record_idx.py      # Python 3.11, numpy 2

Writes Tests/Peers/Recorded/idx.json: each file as base64, and what NumPy put into it.
"""
import base64
import gzip
import json
import pathlib

import numpy as np

draw = np.random.default_rng(7)
target = pathlib.Path(__file__).parent / "Recorded" / "idx.json"


def idx(array):
    header = bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    return header + array.astype("u1").tobytes()


def case(name, array, packed):
    return {"name": name, "shape": list(array.shape), "bytes": array.ravel().tolist(),
            "file": base64.b64encode(packed).decode()}


noise = draw.integers(0, 256, (3, 5, 4))
plain = np.repeat(draw.integers(0, 4, (4, 1, 1)), 60, axis=1).repeat(7, axis=2)
labels = draw.integers(0, 10, 25)
halves = idx(noise)[:31], idx(noise)[31:]
cases = [
    case("unpacked", noise, idx(noise)),
    case("hardly packed", noise, gzip.compress(idx(noise), 1, mtime=0)),
    case("well packed", plain, gzip.compress(idx(plain), 9, mtime=0)),
    case("stored", noise, gzip.compress(idx(noise), 0, mtime=0)),
    case("labels", labels, gzip.compress(idx(labels), 6, mtime=0)),
    case("in two members", noise, b"".join(gzip.compress(half, mtime=0) for half in halves)),
]
target.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
