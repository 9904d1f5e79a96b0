#!/usr/bin/env python3
"""Makes the small PNGs of Tests/PixelsTests/Fixtures and the samples they must decode to.

    python3 Tests/Peers/png_fixtures.py Tests/PixelsTests/Fixtures

They stand in for PngSuite where it is missing, and are what the mutation tests begin with: every
colour type, low and high depths, interlacing, transparency, ancillary chunks, one file whose data
isn't compressed and one in many IDATs. The expected samples land in png.txt as in jpeg.txt,
computed here from the values that were written, by the rules of Tests/Peers/pngsuite_samples.py.
Needs numpy, pypng.
"""
import io
import pathlib
import struct
import sys
import zlib

import numpy
import png

folder = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(7)
lines = []


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(
        ">I", zlib.crc32(kind + content))


def record(name, data, samples):
    (folder / name).write_bytes(data)
    lines.append(
        f"{name} {' '.join(map(str, samples.shape))} {samples.astype(numpy.uint8).tobytes().hex()}")


def write(name, values, expected, insert=b"", **options):
    """`values` (height, width, channels) through pypng; `insert` goes behind IHDR."""
    buffer = io.BytesIO()
    height, width, channels = values.shape
    writer = png.Writer(width=width, height=height, **options)
    writer.write(buffer, values.reshape(height, width * channels).tolist())
    data = buffer.getvalue()
    record(name, data[:33] + insert + data[33:], expected)


def noise(height, width, channels, depth):
    return random.integers(0, 1 << depth, (height, width, channels))


def to8(values):
    return (values.astype(numpy.int64) * 255 * 2 + 65535) // (2 * 65535)


grey = noise(7, 9, 1, 8)
write("png-grey.png", grey, grey, greyscale=True)
bits = noise(9, 11, 1, 1)
write("png-grey-1bit.png", bits, bits * 255, greyscale=True, bitdepth=1)
nibbles = noise(5, 7, 1, 4)
write(
    "png-grey-4bit-interlaced.png", nibbles, nibbles * 17, greyscale=True, bitdepth=4,
    interlace=True)
rgb = noise(8, 6, 3, 8)
write("png-rgb.png", rgb, rgb, greyscale=False)
write("png-rgb-uncompressed.png", rgb, rgb, greyscale=False, compression=0)
write("png-rgb-many-idat.png", rgb, rgb, greyscale=False, chunk_limit=11)
write("png-rgb-ancillary.png", rgb, rgb, greyscale=False,
      insert=chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"sRGB", b"\0")
      + chunk(b"tEXt", b"Comment\0hello") + chunk(b"zTXt", b"Text\0\0" + zlib.compress(b"text"))
      + chunk(b"iCCP", b"broken profile\0\0" + zlib.compress(bytes(200)))
      + chunk(b"prVt", b"private"))
deep = noise(5, 6, 3, 16)
write("png-rgb-16bit.png", deep, to8(deep), greyscale=False, bitdepth=16)
rgba = noise(6, 5, 4, 8)
write("png-rgba.png", rgba, rgba, greyscale=False, alpha=True)
write(
    "png-rgba-interlaced.png", noise_rgba := noise(11, 13, 4, 8), noise_rgba, greyscale=False,
    alpha=True, interlace=True)
greyalpha = noise(4, 9, 2, 16)
write(
    "png-grey-alpha-16bit.png", greyalpha, to8(greyalpha), greyscale=True, alpha=True, bitdepth=16)
palette = [(10, 20, 30), (200, 100, 50), (0, 255, 0), (255, 255, 255)]
indices = noise(6, 7, 1, 2)
write(
    "png-palette-2bit.png", indices, numpy.array(palette)[indices[:, :, 0]], palette=palette,
    bitdepth=2)
clear = [(10, 20, 30, 0), (200, 100, 50, 128), (0, 255, 0, 255), (255, 255, 255, 7)]
write(
    "png-palette-alpha.png", indices, numpy.array(clear)[indices[:, :, 0]], palette=clear,
    bitdepth=8)
key = grey.copy()
key[2:4, 3:6] = 77
expected = numpy.concatenate([key, numpy.where(key == 77, 0, 255)], axis=2)
write("png-grey-transparent.png", key, expected, greyscale=True, transparent=77)
# 16-bit values that differ only in the low byte are different: one is transparent, the other isn't.
near = numpy.full((2, 2, 3), 0x8000)
near[0, 0] = 0x8001
expected = numpy.concatenate(
    [to8(near), numpy.where((near == 0x8000).all(axis=2, keepdims=True), 0, 255)], axis=2)
write(
    "png-rgb-16bit-transparent.png", near, expected, greyscale=False, bitdepth=16,
    transparent=(0x8000,) * 3)
write("png-one-pixel.png", one := noise(1, 1, 3, 8), one, greyscale=False)

(folder / "png.txt").write_text("\n".join(lines) + "\n")
