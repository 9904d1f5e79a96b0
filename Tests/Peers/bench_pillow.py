"""Pillow's side of `convbook bench --peers`: the two photos from memory to arrays of RGB, and
back. See peer.py."""
import io

import peer

with peer.importing():
    import numpy as np
    import PIL
    from PIL import Image


def decode(folder, ending):
    files = [(folder / f"{name}.{ending}").read_bytes() for name in ("fruits", "teddy")]
    return lambda: [np.asarray(Image.open(io.BytesIO(file)).convert("RGB")) for file in files]


def encode(**options):
    files = [peer.images / f"{name}.jpg" for name in ("fruits", "teddy")]
    photos = [Image.open(file).convert("RGB") for file in files]
    return lambda: [photo.save(io.BytesIO(), **options) for photo in photos]


peer.serve("pillow", PIL.__version__, {
    "jpeg-decode": lambda: decode(peer.images, "jpg"),
    "png-decode": lambda: decode(peer.options.photos, "png"),
    # As ours: colour at full resolution, Huffman tables made for the picture.
    "jpeg-encode": lambda: encode(format="jpeg", quality=90, subsampling="4:4:4", optimize=True),
    "png-encode": lambda: encode(format="png"),
})
