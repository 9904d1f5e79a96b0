"""Records files that NumPy writes, for NumPyFileTests in Tests/TensorsTests.

    python Tests/Peers/record_npy.py               # numpy 2

Writes Tests/Peers/Recorded/npy.json: for each file its bytes in hexadecimal, and the shape and
numbers that NumPy says are in it.
"""
import io
import json
import pathlib

import numpy

target = pathlib.Path(__file__).parent / "Recorded" / "npy.json"
files = []


def add(name, array, version=None):
    stream = io.BytesIO()
    numpy.lib.format.write_array(stream, array, version)
    numbers = [float(x) for x in array.astype("f4").ravel()]
    files.append(
        {"name": name, "hex": stream.getvalue().hex(), "shape": array.shape, "scalars": numbers}
    )


counting = numpy.arange(24, dtype="f4") / 4 - 3
add("float32 (24,)", counting)
add("float32 ()", numpy.float32(2.5).reshape(()))
add("float32 (1, 2, 3, 4)", counting.reshape(1, 2, 3, 4))
add("float32 (0, 3)", numpy.zeros((0, 3), "f4"))
add("float32 (10,) zeros", numpy.zeros(10, "f4"))
add("version 2", counting[:6].reshape(2, 3), (2, 0))
add("version 3", counting[:6].reshape(2, 3), (3, 0))
for kind in ["<f8", "<i1", "<i2", "<i4", "<i8"]:
    add(kind, numpy.array([[-3, -2, -1], [0, 100, 127]], kind))
for kind in ["<u1", "<u2", "<u4", "<u8", "?"]:
    add(kind, numpy.array([[0, 1, 2], [3, 200, 255]], kind))
add("<f2", numpy.array([1 / 3, -65504, 6e-8, 6.1e-5, -0.0, 1000], "<f2"))
add("wide", numpy.array([-(2**62), 2**24 + 1, 3], "<i8"))
add("fractions", numpy.array([1 / 3, 1e-40, 1e30, -0.0], "<f8"))

target.parent.mkdir(exist_ok=True)
record = {"numpy": numpy.__version__, "files": files}
target.write_text(json.dumps(record).replace('{"name"', '\n{"name"') + "\n")
print(f"{len(files)} files, {target.stat().st_size} bytes: {target}")
