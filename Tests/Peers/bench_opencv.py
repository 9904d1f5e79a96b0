"""OpenCV's side of `convbook bench --peers`: filter2D from float to float. See peer.py for how it
is asked.

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


peer.serve("opencv", cv2.__version__, {
    "photo-filter": lambda: photo_filter(429, 640),
    **peer.series("photo-filter", peer.SIDES, lambda side: photo_filter(side, side)),
})
