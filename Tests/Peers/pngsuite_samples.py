#!/usr/bin/env python3
"""Records what every PNG of PngSuite must decode to, without libpng: pypng reads the raw samples
and NumPy applies the PNG specification's rules. Prints the table of
Tests/PixelsTests/Fixtures/pngsuite.txt.

    python3 Tests/Peers/pngsuite_samples.py FOLDER > Tests/PixelsTests/Fixtures/pngsuite.txt

Each line: name, height, width, channels, 64-bit FNV-1a of the samples. Needs numpy, pypng.

Rules (PNG 1.2, 10.4 to 10.6): a palette index becomes its red, green, blue, and alpha if there is a
tRNS; grey of depth d becomes v·255/(2^d − 1); 16 bits become round(v·255/65535); a sample equal to
tRNS, compared at full depth, is transparent, all others opaque.
"""
import pathlib
import sys

import numpy
import png


def samples(path):
    reader = png.Reader(filename=str(path))
    width, height, rows, info = reader.read()
    raw = numpy.array([list(row) for row in rows], dtype=numpy.uint32)
    raw = raw.reshape(height, width, -1)
    if reader.color_type == 3:  # other types may carry a PLTE too, as a mere suggestion
        colours = numpy.array([tuple(c) for c in info["palette"]], dtype=numpy.uint8)
        return colours[raw[:, :, 0]]
    largest = (1 << info["bitdepth"]) - 1
    scaled = ((raw * 255 * 2 + largest) // (2 * largest)).astype(numpy.uint8)
    transparent = info.get("transparent")
    if transparent is not None:
        key = numpy.atleast_1d(numpy.array(transparent, dtype=numpy.uint32))
        alpha = numpy.where((raw == key).all(axis=2), 0, 255).astype(numpy.uint8)
        scaled = numpy.concatenate([scaled, alpha[:, :, None]], axis=2)
    return scaled


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return value


folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.glob("*.png")):
    if path.name.startswith("x"):
        continue
    pixels = samples(path)
    print(path.name, *pixels.shape, f"{fnv1a(pixels.tobytes()):016x}")
