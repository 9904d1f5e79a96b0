"""Lays drawn digits, letters and clothes side by side, for the README.

    CONVBOOK_WRITE_DRAWN=/tmp/drawn swift test --filter DrawnPicturesTests   # the folder must exist
    python Tests/Peers/drawn_picture.py /tmp/drawn Images/drawn.png     # numpy 2, Pillow

A column for each class, four pictures of it.
"""
import pathlib
import sys

import numpy as np
from PIL import Image

folder, picture = map(pathlib.Path, sys.argv[1:])


def block(name):
    images = np.load(folder / f"{name}-train.images.npy")[..., 0]
    labels = np.load(folder / f"{name}-train.labels.npy")
    return np.concatenate([images[labels == c][3:7].reshape(-1, 28) for c in range(10)], 1)


blocks = [np.pad(block(name), ((0, 0), (5, 5))) for name in ("digits", "letters", "clothes")]
sheet = (np.concatenate(blocks, 1)[:, 5:-5] * 255).round().astype("u1")
Image.fromarray(sheet).save(picture, optimize=True)
