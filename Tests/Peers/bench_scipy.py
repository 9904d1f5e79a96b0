"""SciPy's side of `convbook bench --peers`: ndimage.correlate. See peer.py for how it is asked.

It mirrors the photo at its border, so it gives 429 × 640 numbers where ours gives 427 × 638.
"""
import peer

with peer.importing():
    import numpy as np
    import scipy
    from scipy import ndimage


def photo_filter(height, width):
    red = np.random.default_rng(0).integers(0, 256, (height, width)).astype("f4")
    edge = np.array([[-1, 0, 1]] * 3, "f4")
    return lambda: ndimage.correlate(red, edge)


peer.serve("scipy", scipy.__version__, {
    "photo-filter": lambda: photo_filter(429, 640),
    **peer.series("photo-filter", peer.SIDES, lambda side: photo_filter(side, side)),
})
