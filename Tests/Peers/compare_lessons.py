"""Holds the tensors of lessons 09 and 10 to TensorFlow's on the same pictures.

    swift build && python Tests/Peers/compare_lessons.py .build/debug [PICTURE …]

Needs numpy, pillow and tensorflow-cpu. Without pictures of yours: the teddy, and three random PNGs
of odd sizes. PNGs are decoded by TensorFlow itself; the teddy, whose JPEG each library decodes a
step or two differently, is taken from the lesson's own first tensor.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import tensorflow as tf
from PIL import Image

EDGE = np.array([[-1, 0, 1]] * 3, "f")[:, :, None, None]
HERE = pathlib.Path(__file__).resolve().parents[2]


def run(products, lesson, picture, folder):
    """The tensors a lesson traced, by step, in order."""
    command = [products / lesson, "--quiet", "--tensors", "--image", picture, "--output", folder]
    subprocess.run(command, check=True)
    steps = {}
    for path in sorted(folder.glob("*.npy")):
        steps.setdefault(path.stem.split("-", 1)[1], []).append(np.load(path))
    return steps


def check(name, ours, theirs):
    same = ours.shape == theirs.shape and np.allclose(ours, theirs, rtol=1e-6, atol=1e-3)
    largest = np.abs(ours - theirs).max() if ours.shape == theirs.shape else float("nan")
    print(
        f"{'same' if same else 'DIFFERENT':9} {name}: {ours.shape}, largest difference {largest:g}")
    return same


def main(products, *pictures):
    products = pathlib.Path(products).resolve()
    good = True
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pictures = [pathlib.Path(picture) for picture in pictures] or [HERE / "Images/teddy.jpg"]
        random = np.random.default_rng(9)
        for height, width in [(31, 47), (64, 33), (101, 200)]:
            picture = folder / f"random-{height}x{width}.png"
            Image.fromarray(random.integers(0, 256, (height, width, 3), "u1")).save(picture)
            pictures.append(picture)
        for picture in pictures:
            nine = run(products, "09-edge-filter", picture, folder / "09")
            ten = run(products, "10-pooling", picture, folder / "10")
            red = nine["red-channel"][0]
            if picture.suffix == ".png":
                decoded = tf.io.decode_png(tf.io.read_file(str(picture)), channels=3)
                good &= check(
                    f"{picture.name} red", red, tf.cast(decoded, "float32")[None, :, :, :1].numpy())
            edges = tf.nn.conv2d(red, EDGE, 1, "VALID").numpy()
            level = tf.nn.conv2d(red, EDGE.transpose(1, 0, 2, 3), 1, "VALID").numpy()
            pooled = tf.nn.max_pool2d(edges, 3, 3, "VALID").numpy()
            strong = tf.nn.max_pool2d(np.abs(edges), 3, 3, "VALID").numpy()
            good &= check(f"{picture.name} conv2D", nine["conv2d"][0], edges)
            good &= check(f"{picture.name} conv2D, horizontal", nine["conv2d-horizontal"][0], level)
            good &= check(f"{picture.name} conv2D of lesson 10", ten["conv2d"][0], edges)
            good &= check(f"{picture.name} maxPool2D", ten["maxpool2d"][-1], pooled)
            good &= check(f"{picture.name} maxPool2D of |x|", ten["maxpool2d-of-x"][0], strong)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
