"""Records what TensorFlow answers, for RecordedLayerTests in Tests/NetworksTests.

    python Tests/Peers/record_layers.py      # tensorflow-cpu 2.21, numpy 2

Writes Tests/Peers/Recorded/layers.json: conv1D and conv3D, the gradients of convolutions and
poolings, activations with their gradients, softmax and its logarithm. Settings are drawn from a
fixed seed. Where an answer is a sum of products, all numbers are small and whole, so that it is
exact in any order and must agree to the last bit; means, activations and softmax are recorded to
seven digits.

The loss behind each gradient is Σ output · outputGradient.
"""
import json
import math
import os
import pathlib
import random

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import tensorflow as tf

draw = random.Random(21)
target = pathlib.Path(__file__).parent / "Recorded" / "layers.json"


def whole(*shape, largest=9):
    numbers = [draw.randint(-largest, largest) for _ in range(math.prod(shape))]
    return numpy.array(numbers, "f4").reshape(shape)


def tenths(*shape, largest=6):
    numbers = [draw.randint(-10 * largest, 10 * largest) / 10 for _ in range(math.prod(shape))]
    return numpy.array(numbers, "f4").reshape(shape)


def flat(array):
    array = numpy.asarray(array)
    return {"shape": list(array.shape), "scalars": [float(f"{x:.7g}") for x in array.ravel()]}


def settings(axes, longest, widest, dilates):
    """Draws lengths, window, stride, dilation, padding and edges that leave some output."""
    while True:
        lengths = [draw.randint(1, longest) for _ in range(axes)]
        window = [draw.randint(1, widest) for _ in range(axes)]
        stride = [draw.randint(1, 3) for _ in range(axes)]
        dilation = [
            draw.randint(1, 3) if dilates and draw.random() < 0.5 else 1 for _ in range(axes)]
        padding = draw.choice(["valid", "same", "explicit"])
        edges = [[draw.randint(0, 2), draw.randint(0, 2)] for _ in range(axes)]
        if padding != "explicit":
            edges = None
        pairs = edges or [[0, 0]] * axes
        if padding == "same" or all(
            length + sum(pair) >= d * (w - 1) + 1
            for length, w, d, pair in zip(lengths, window, dilation, pairs)
        ):
            return lengths, window, {
                "stride": stride, "dilation": dilation, "padding": padding, "edges": edges}


def convolution(axes):
    longest, widest = {1: (12, 5), 3: (5, 3)}[axes]
    lengths, window, how = settings(axes, longest, widest, dilates=axes == 1)
    channels, count = draw.choice([1, 2, 3]), draw.choice([1, 2])
    x = whole(draw.randint(1, 2), *lengths, channels)
    filters, bias = whole(*window, channels, count), whole(count)
    # TensorFlow pads conv2d explicitly, these only by hand.
    framed = tf.pad(x, [[0, 0], *how["edges"], [0, 0]]) if how["edges"] else x
    name = "SAME" if how["padding"] == "same" else "VALID"
    if axes == 1:
        y = tf.nn.conv1d(framed, filters, how["stride"][0], name, dilations=how["dilation"][0])
    else:
        y = tf.nn.conv3d(framed, filters, [1, *how["stride"], 1], name)
    return {
        "operation": f"conv{axes}D", "input": flat(x), "filters": flat(filters), "bias": flat(bias),
        **how, "output": flat(y + bias),
    }


def convolution_gradient():
    lengths, window, how = settings(2, 6, 3, dilates=True)
    channels, count = draw.choice([1, 2, 3]), draw.choice([1, 2, 3])
    x = tf.constant(whole(draw.randint(1, 2), *lengths, channels))
    filters, bias = tf.constant(whole(*window, channels, count)), tf.constant(whole(count))
    framing = [[0, 0], *(how["edges"] or [[0, 0], [0, 0]]), [0, 0]]
    with tf.GradientTape() as tape:
        tape.watch([x, filters, bias])
        framed = tf.pad(x, framing)
        name = "SAME" if how["padding"] == "same" else "VALID"
        y = tf.nn.conv2d(framed, filters, [1, *how["stride"], 1], name,
                         dilations=[1, *how["dilation"], 1]) + bias
        output_gradient = whole(*y.shape)
        loss = tf.reduce_sum(y * output_gradient)
    gradients = tape.gradient(loss, [x, filters, bias])
    return {
        "operation": "Convolution", "input": flat(x), "filters": flat(filters), "bias": flat(bias),
        **how, "output": flat(y), "outputGradient": flat(output_gradient),
        "inputGradient": flat(gradients[0]), "weightGradient": flat(gradients[1]),
        "biasGradient": flat(gradients[2]),
    }


def pooling_gradient(kind):
    while True:
        lengths, window, how = settings(2, 7, 3, dilates=False)
        # Explicit padding: max pooling only by less than the window, average not at all.
        edges = how["edges"]
        if not edges or (kind == "max" and all(
                max(edge) < w for edge, w in zip(edges, window))):
            break
    # Few different numbers, so that many windows have two equal winners.
    x = tf.constant(whole(draw.randint(1, 2), *lengths, draw.choice([1, 2]), largest=3))
    pad = [[0, 0], *edges, [0, 0]] if edges else how["padding"].upper()
    pool = tf.nn.max_pool2d if kind == "max" else tf.nn.avg_pool2d
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = pool(x, window, how["stride"], pad)
        output_gradient = whole(*y.shape)
        loss = tf.reduce_sum(y * output_gradient)
    return {
        "operation": "Pooling", "kind": kind, "input": flat(x), "window": window, **how,
        "output": flat(y), "outputGradient": flat(output_gradient),
        "inputGradient": flat(tape.gradient(loss, x)),
    }


def activation(name):
    x = tf.constant(tenths(3, 5))
    output_gradient = whole(3, 5)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = getattr(tf.nn, name)(x)
        loss = tf.reduce_sum(y * output_gradient)
    return {
        "operation": name, "input": flat(x), "output": flat(y),
        "outputGradient": flat(output_gradient), "inputGradient": flat(tape.gradient(loss, x)),
    }


def normalisation(name, shape, axis, scale):
    x = tenths(*shape) * scale
    return {
        "operation": name, "axis": axis, "input": flat(x),
        "output": flat(getattr(tf.nn, name)(x, axis=axis)),
    }


cases = [convolution(1) for _ in range(24)] + [convolution(3) for _ in range(16)]
cases += [convolution_gradient() for _ in range(24)]
cases += [pooling_gradient("max") for _ in range(20)]
cases += [pooling_gradient("average") for _ in range(12)]
cases += [activation(name) for name in ["relu", "sigmoid", "tanh"] for _ in range(2)]
for name in ["softmax", "log_softmax"]:
    for shape, axis in [([4], 0), ([3, 10], -1), ([3, 4], 0), ([2, 3, 4], 1), ([1, 1], 1)]:
        cases += [normalisation(name, shape, axis, scale) for scale in [1, 40]]
recorded = {"tensorflow": tf.__version__, "numpy": numpy.__version__, "cases": cases}
text = json.dumps(recorded, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
target.parent.mkdir(exist_ok=True)
target.write_text(text.replace('{"operation"', '\n{"operation"') + "\n")
print(f"{len(cases)} cases, {target.stat().st_size} bytes: {target}")
