"""OpenCV's side of `convbook bench --peers`: filter2D from float to float, and filter2D and
sepFilter2D from bytes to float. See peer.py for how it is asked.

filter2D mirrors the photo at its border, so it gives 429 × 640 numbers where ours gives 427 × 638.
"""
import peer

with peer.importing():
    import cv2
    import numpy as np

cv2.setNumThreads(peer.threads)


def photo_filter(height, width):
    red = np.random.default_rng(0).integers(0, 256, (height, width)).astype("f4")
    edge = np.array([[-1, 0, 1]] * 3, "f4")
    return lambda: cv2.filter2D(red, cv2.CV_32F, edge)


def byte_filter(height, width, side, separable):
    random = np.random.default_rng(0)
    grey = random.integers(0, 256, (height, width)).astype("u1")
    square = random.uniform(-1, 1, (side, side)).astype("f4")
    if separable:
        return lambda: cv2.sepFilter2D(grey, cv2.CV_32F, square[0], square[0])
    return lambda: cv2.filter2D(grey, cv2.CV_32F, square)


BYTE_FILTERS = {
    "square-filter-3": (3, False), "separable-filter-3": (3, True),
    "square-filter-5": (5, False), "separable-filter-5": (5, True),
    "square-filter-7": (7, False), "separable-filter-7": (7, True),
}
HEIGHTS = {640: 429, 4000: 2681}

peer.serve("opencv", cv2.__version__, {
    "photo-filter": lambda: photo_filter(429, 640),
    **peer.series("photo-filter", peer.SIDES, lambda side: photo_filter(side, side)),
    **{
        work: prepare
        for name, (side, separable) in BYTE_FILTERS.items()
        for work, prepare in peer.series(
            name, HEIGHTS, lambda width, side=side, separable=separable: byte_filter(
                HEIGHTS[width], width, side, separable)).items()
    },
})
