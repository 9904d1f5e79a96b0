"""Records what TensorFlow answers, for RecordedConvolutionTests in Tests/TensorsTests.

    python Tests/Peers/record_convolutions.py      # tensorflow-cpu 2.21, numpy 2

Writes Tests/Peers/Recorded/convolutions.json. Settings are drawn from a fixed seed; all numbers are
small and whole, so that sums are exact in any order and the answers must agree to the last bit.
Average pooling is the exception: its quotients are recorded to five places.
"""
import json
import math
import os
import pathlib
import random

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import tensorflow as tf

draw = random.Random(20)
target = pathlib.Path(__file__).parent / "Recorded" / "convolutions.json"


def whole(*shape):
    return numpy.array([draw.randint(-9, 9) for _ in range(math.prod(shape))], "f4").reshape(shape)


def flat(array):
    return {"shape": list(array.shape), "scalars": [round(float(x), 5) for x in array.ravel()]}


def settings(allow_dilation):
    """Stride, dilation, padding name and explicit edges [[top, bottom], [left, right]]."""
    stride = [draw.randint(1, 3), draw.randint(1, 3)]
    dilation = [1, 1]
    if allow_dilation and draw.random() < 0.5:
        dilation = [draw.randint(1, 3), draw.randint(1, 3)]
    padding = draw.choice(["valid", "same", "explicit"])
    edges = [[draw.randint(0, 3), draw.randint(0, 3)] for _ in range(2)]
    return stride, dilation, padding, edges if padding == "explicit" else None


def fits(lengths, window, dilation, padding, edges):
    if padding == "same":
        return True
    edges = edges or [[0, 0], [0, 0]]
    return all(
        length + sum(edge) >= d * (w - 1) + 1
        for length, w, d, edge in zip(lengths, window, dilation, edges)
    )


def convolution():
    while True:
        stride, dilation, padding, edges = settings(allow_dilation=True)
        batch, channels, count = draw.randint(1, 2), draw.choice([1, 2, 3]), draw.choice([1, 2, 4])
        lengths, window = [draw.randint(1, 9) for _ in "hw"], [draw.randint(1, 4) for _ in "hw"]
        if fits(lengths, window, dilation, padding, edges):
            break
    x, filters, bias = whole(
        batch, *lengths, channels), whole(*window, channels, count), whole(count)
    pad = [[0, 0], *edges, [0, 0]] if edges else padding.upper()
    y = tf.nn.conv2d(x, filters, [1, *stride, 1], pad, dilations=[1, *dilation, 1])
    return {
        "operation": "conv2D", "input": flat(x), "filters": flat(filters), "bias": flat(bias),
        "stride": stride, "dilation": dilation, "padding": padding, "edges": edges,
        "output": flat(tf.nn.bias_add(y, bias).numpy()),
    }


def pooling(operation):
    while True:
        stride, dilation, padding, edges = settings(allow_dilation=False)
        # TensorFlow pads max pooling explicitly, but only by less than the window; average not at
        # all.
        if edges and operation == "averagePool2D":
            continue
        lengths, window = [draw.randint(1, 9) for _ in "hw"], [draw.randint(1, 4) for _ in "hw"]
        if edges and any(max(edge) >= w for edge, w in zip(edges, window)):
            continue
        if fits(lengths, window, dilation, padding, edges):
            break
    x = whole(draw.randint(1, 2), *lengths, draw.choice([1, 2, 3]))
    pad = [[0, 0], *edges, [0, 0]] if edges else padding.upper()
    pool = tf.nn.max_pool2d if operation == "maxPool2D" else tf.nn.avg_pool2d
    return {
        "operation": operation, "input": flat(x), "window": window, "stride": stride,
        "dilation": dilation, "padding": padding, "edges": edges,
        "output": flat(pool(x, window, stride, pad).numpy()),
    }


cases = [convolution() for _ in range(70)]
cases += [pooling("maxPool2D") for _ in range(30)] + [pooling("averagePool2D") for _ in range(30)]
recorded = {"tensorflow": tf.__version__, "numpy": numpy.__version__, "cases": cases}
text = json.dumps(recorded, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
target.parent.mkdir(exist_ok=True)
target.write_text(text.replace('{"operation"', '\n{"operation"') + "\n")
print(f"{len(cases)} cases, {target.stat().st_size} bytes: {target}")
