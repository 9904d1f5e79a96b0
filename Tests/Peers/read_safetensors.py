"""Reads a network that Convbook saved, with Hugging Face's reader and with nothing but NumPy.

    python Tests/Peers/read_safetensors.py  # from the package's folder

It needs safetensors 0.8, torch and numpy 2.

Runs the test that saves it first. Its numbers are 1, 2, 3 … in the order of parameters, then
statistics.
"""
import json
import os
import subprocess
import tempfile

import numpy
from safetensors.numpy import load_file
from safetensors.torch import load_file as load_for_torch

with tempfile.TemporaryDirectory() as folder:
    environment = os.environ | {"CONVBOOK_WEIGHTS": folder}
    subprocess.run(["swift", "test", "--filter", "WeightFileTests"], env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    path = os.path.join(folder, "network.safetensors")
    tensors, for_torch, content = load_file(path), load_for_torch(path), open(path, "rb").read()

begin = 8 + int.from_bytes(content[:8], "little")
assert begin % 8 == 0
header = json.loads(content[8:begin])
count = 0
for name, shape in [
    ("0.weights", (3, 3, 1, 2)), ("0.bias", (2,)), ("1.gamma", (2,)), ("1.beta", (2,)),
    ("4.weights", (32, 3)), ("4.bias", (3,)), ("1.runningMean", (2,)), ("1.runningVariance", (2,)),
]:
    size = int(numpy.prod(shape))
    expected = numpy.arange(count + 1, count + 1 + size, dtype="f4").reshape(shape)
    count += size
    start, end = header[name]["data_offsets"]
    by_hand = numpy.frombuffer(
        content[begin + start:begin + end], "<f4").reshape(header[name]["shape"])
    for read in [tensors[name], for_torch[name].numpy(), by_hand]:
        assert read.dtype == numpy.float32 and numpy.array_equal(read, expected), name
    print(f"{name:18} {shape}")
assert len(tensors) == len(header) == 8
print(f"{count} numbers in {len(tensors)} tensors, as they were saved")
