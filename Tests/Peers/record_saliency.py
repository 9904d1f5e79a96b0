"""Records Grad-CAM as NumPy computes it, for GradientSaliencyTests in Tests/NetworksTests.

    python Tests/Peers/record_saliency.py      # numpy 2

Writes Tests/Peers/Recorded/saliency.json: networks of a 3 × 3 convolution, ReLU, a dense layer,
ReLU and a dense layer, all of small whole numbers. The gradients of a score are not propagated
back: a score is linear in the maps as long as no ReLU changes sides, so each is the change of the
score when one number of a map moves by a thousandth, which is checked to cross no corner.
"""
import json
import pathlib

import numpy

draw = numpy.random.default_rng(21)
target = pathlib.Path(__file__).parent / "Recorded" / "saliency.json"


def flat(array):
    array = numpy.asarray(array, "f8")
    return {"shape": list(array.shape), "scalars": [float(f"{x:.7g}") for x in array.ravel()]}


def convolve(pictures, filters, bias):
    count, high, wide, _ = pictures.shape
    maps = numpy.zeros((count, high - 2, wide - 2, filters.shape[3]))
    for y in range(high - 2):
        for x in range(wide - 2):
            window = pictures[:, y:y + 3, x:x + 3, :]
            maps[:, y, x, :] = numpy.einsum("nabc,abck->nk", window, filters) + bias
    return maps


def case():
    channels, kernels, hidden, classes = draw.integers(1, 4, 4) + (0, 1, 2, 1)
    high, wide, count = draw.integers(4, 7), draw.integers(4, 7), 3
    pictures = draw.integers(-3, 4, (count, high, wide, channels)).astype("f8")
    filters = draw.integers(-2, 3, (3, 3, channels, kernels)).astype("f8")
    bias = draw.integers(-2, 3, kernels).astype("f8")
    size = (high - 2) * (wide - 2) * kernels
    first = draw.integers(-2, 3, (size, hidden)).astype("f8")
    # No sum of whole numbers is a half, so none lies on the corner of its ReLU.
    firstBias = draw.integers(-3, 3, hidden) + 0.5
    second = draw.integers(-3, 4, (hidden, classes)).astype("f8")
    chosen = draw.integers(0, classes, count)

    maps = numpy.maximum(convolve(pictures, filters, bias), 0)

    def score(example, values):
        sums = values.reshape(-1) @ first + firstBias
        return (numpy.maximum(sums, 0) @ second)[chosen[example]]

    heat = []
    for example in range(count):
        gradient = numpy.zeros_like(maps[example])
        for place in numpy.ndindex(gradient.shape):
            slopes = []
            for step in (1e-3, -1e-3):
                moved = maps[example].copy()
                moved[place] += step
                slopes.append((score(example, moved) - score(example, maps[example])) / step)
            assert abs(slopes[0] - slopes[1]) < 1e-6
            gradient[place] = slopes[0]
        weights = gradient.mean(axis=(0, 1))
        heat.append(numpy.maximum((maps[example] * weights).sum(axis=2), 0))
    return {
        "pictures": flat(pictures), "filters": flat(filters), "bias": flat(bias),
        "first": flat(first), "firstBias": flat(firstBias), "second": flat(second),
        "classes": [int(index) for index in chosen], "heat": flat(heat)}


cases = [case() for _ in range(12)]
# A case whose heat is 0 everywhere would not tell much.
assert sum(max(one["heat"]["scalars"]) > 0 for one in cases) > 8
target.write_text(json.dumps({"cases": cases}, indent=None, separators=(",", ":")) + "\n")
