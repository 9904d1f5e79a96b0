#!/usr/bin/env python3
"""Makes the small JPEGs of Tests/PixelsTests/Fixtures and the samples they must decode to.

    python3 Tests/Peers/jpeg_fixtures.py Tests/PixelsTests/Fixtures

One synthetic picture, 23 × 19, is encoded in every way that JPEG is met in the wild. The expected
samples are Pillow's (libjpeg with its defaults) and land in jpeg.txt, one line a file:

    name height width channels hexadecimal samples

Needs numpy, Pillow, and cjpeg and jpegtran of libjpeg-turbo. Encoders differ between versions, so
the files are committed and this recipe is for adding to them; the decoded samples should agree
within 2 everywhere.

CMYK: Pillow takes all CMYK files for inverted, Adobe's way. Without an Adobe marker ours are not,
and expected.
"""
import io
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy
from PIL import Image, ImageOps

folder = pathlib.Path(sys.argv[1])
lines = []


def scene(height=19, width=23):
    """Ramps, a disc and a sharp corner, so that every flip, shift and colour swap shows."""
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    red = 255 * x / (width - 1)
    green = 255 * y / (height - 1)
    blue = numpy.where((x - 14) ** 2 + (y - 11) ** 2 < 25, 230, 40)
    pixels = numpy.stack([red, green, blue], axis=2)
    pixels[:5, :7] = (250, 240, 20)
    return Image.fromarray(pixels.astype(numpy.uint8))


def record(name, data, picture=None):
    """Writes a fixture and what it must decode to: Pillow's samples, or those of `picture`."""
    (folder / name).write_bytes(data)
    if picture is None:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
        if picture.mode == "CMYK":
            picture = picture.convert("RGB")
    pixels = numpy.asarray(picture)
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1], -1)
    lines.append(
        f"{name} {pixels.shape[0]} {pixels.shape[1]} {pixels.shape[2]} {pixels.tobytes().hex()}")


def cjpeg(picture, *options):
    buffer = io.BytesIO()
    picture.save(buffer, "PPM")
    return subprocess.run(["cjpeg", "-quality", "80", *options], input=buffer.getvalue(),
                          stdout=subprocess.PIPE, check=True).stdout


def jpegtran(data, *options):
    return subprocess.run(
        ["jpegtran", *options], input=data, stdout=subprocess.PIPE, check=True).stdout


def pillow(picture, **options):
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80, **options)
    return buffer.getvalue()


def without_segment(data, marker):
    """The file without its segments of one kind."""
    position, kept = 2, data[:2]
    while data[position + 1] != 0xDA:
        end = position + 2 + int.from_bytes(data[position + 2:position + 4], "big")
        if data[position + 1] != marker:
            kept += data[position:end]
        position = end
    return kept + data[position:]


def with_segment(data, marker, content):
    return data[:2] + bytes([0xFF, marker]) + struct.pack(
        ">H", len(content) + 2) + content + data[2:]


rgb = scene()
grey = rgb.convert("L")

# Grey and colour, sequential and progressive, every common subsampling, restart markers, optimised
# tables.
record("grey.jpg", cjpeg(grey))
record("grey-progressive.jpg", cjpeg(grey, "-progressive"))
for sampling in ["1x1", "2x1", "1x2", "2x2", "4x1", "1x4", "4x2", "3x1"]:
    record(f"sampling-{sampling}.jpg", cjpeg(rgb, "-sample", sampling))
record("sampling-chroma-larger.jpg", cjpeg(rgb, "-sample", "1x1,2x2,1x1"))
record("progressive.jpg", cjpeg(rgb, "-progressive"))
record("progressive-1x1.jpg", cjpeg(rgb, "-progressive", "-sample", "1x1"))
record("restarts.jpg", cjpeg(rgb, "-restart", "1B"))
record("restarts-progressive.jpg", cjpeg(rgb, "-restart", "2B", "-progressive"))
record("optimised.jpg", cjpeg(rgb, "-optimize"))
record("rgb.jpg", cjpeg(rgb, "-rgb"))
with tempfile.NamedTemporaryFile("w") as script:  # baseline, yet one scan for each component
    script.write("0;1;2;")
    script.flush()
    record("separate-scans.jpg", jpegtran(cjpeg(rgb), "-scans", script.name))
record("quality-1.jpg", cjpeg(rgb, "-quality", "1", "-baseline"))
record("quality-100.jpg", cjpeg(rgb, "-quality", "100", "-sample", "1x1"))
record("one-pixel.jpg", cjpeg(rgb.crop((0, 0, 1, 1))))
record("one-column.jpg", cjpeg(rgb.crop((12, 0, 13, 19))))
record("one-row.jpg", cjpeg(rgb.crop((0, 12, 23, 13))))

# Colour without and with its markers.
record("no-jfif.jpg", without_segment(cjpeg(rgb), 0xE0))
record("icc.jpg", with_segment(cjpeg(rgb), 0xE2, b"ICC_PROFILE\0\x01\x01" + bytes(600)))
record("comment.jpg", with_segment(cjpeg(rgb), 0xFE, b"a comment " * 600))

# CMYK and YCCK. Pillow writes CMYK inverted with Adobe's marker, transform 0.
cmyk = rgb.convert("CMYK")
adobe_cmyk = pillow(cmyk)
record("cmyk-adobe.jpg", adobe_cmyk)
plain = without_segment(adobe_cmyk, 0xEE)
inverted = Image.open(io.BytesIO(plain))  # which Pillow has inverted
stored = 255 - numpy.asarray(inverted).astype(int)
values = numpy.empty(stored.shape[:2] + (3,), numpy.uint8)
black = 255 - stored[:, :, 3]
for channel in range(3):
    values[:, :, channel] = ((255 - stored[:, :, channel]) * black + 127) // 255
record("cmyk-plain.jpg", plain, Image.fromarray(values))
# YCCK: the same four components, declared as transform 2. The decoder turns YCC to CMY.
marker = adobe_cmyk.index(b"Adobe") + 11
ycc = rgb.convert("YCbCr").split()
fake = Image.merge("CMYK", [Image.fromarray(255 - numpy.asarray(c)) for c in ycc]
                   + [Image.fromarray(numpy.asarray(grey) // 3)])
ycck = bytearray(pillow(fake))
ycck[marker] = 2
record("ycck-adobe.jpg", bytes(ycck))

# EXIF orientations: the stored picture is turned so that upright it is always the same.
undo = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270}
for orientation, operation in undo.items():
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = rgb.transpose(operation) if operation is not None else rgb
    record(f"orientation-{orientation}.jpg", pillow(turned, exif=exif, subsampling=0))
little = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
record(
    "orientation-little-endian.jpg", with_segment(without_segment(cjpeg(rgb), 0xE0), 0xE1, little))

# Legal, but refused: see jpeg_decode.c.
(folder / "refused-arithmetic.jpg").write_bytes(cjpeg(rgb, "-arithmetic"))

(folder / "jpeg.txt").write_text("\n".join(lines) + "\n")
