#!/usr/bin/env python3
"""Prints the values of StructuralSimilarityTests: scikit-image's SSIM of pictures that both sides
compute by formula.

    python3 Tests/Peers/ssim_values.py

Needs numpy, scikit-image.
"""
import numpy
from skimage.metrics import structural_similarity


def picture(height, width, channels):
    y, x, c = numpy.mgrid[0:height, 0:width, 0:channels]
    return ((y * 7 + x * 5 + c * 91 + (x * y) % 23 * 4) % 256).astype(numpy.uint8)


def changed(image, step):
    y, x, c = numpy.mgrid[0:image.shape[0], 0:image.shape[1], 0:image.shape[2]]
    return numpy.clip(image.astype(int) + ((y * x + c) % 5 - 2) * step, 0, 255).astype(numpy.uint8)


for height, width, channels in [(11, 11, 1), (12, 17, 1), (24, 31, 3), (40, 13, 4), (64, 64, 3)]:
    for step in [1, 10, 60]:
        first = picture(height, width, channels)
        value = structural_similarity(first, changed(first, step), gaussian_weights=True, sigma=1.5,
                                      use_sample_covariance=False, data_range=255, channel_axis=-1)
        print(f"({height}, {width}, {channels}, {step}, {value:.7f}),")
