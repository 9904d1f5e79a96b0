"""Pillow's side of `convbook bench --peers`: the two photos from memory to arrays of RGB. See
peer.py."""
import io

import peer

with peer.importing():
    import numpy as np
    import PIL
    from PIL import Image


def decode(folder, ending):
    files = [(folder / f"{name}.{ending}").read_bytes() for name in ("fruits", "teddy")]
    return lambda: [np.asarray(Image.open(io.BytesIO(file)).convert("RGB")) for file in files]


peer.serve("pillow", PIL.__version__, {
    "jpeg-decode": lambda: decode(peer.images, "jpg"),
    "png-decode": lambda: decode(peer.options.photos, "png"),
})
