"""Records how TensorFlow and PyTorch train, for RecordedTrainingTests in Tests/NetworksTests.

    python Tests/Peers/record_training.py      # tensorflow-cpu 2.21, torch 2.15, numpy 2

Writes Tests/Peers/Recorded/training.json:

"networks": the losses of ten steps of the network with three convolutions (28×28 pictures, batches
of 20), for several optimizers. Pictures, labels and initial weights are not stored: they are whole
numbers from SplitMix64, divided by powers of two, so both sides make the same Floats.

"optimizers": three parameters after each of six steps along given gradients, no network around
them, for what Keras and PyTorch each do.
"""
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import numpy
import torch

# Both libraries bring an LLVM, and the process ends when PyTorch loads its own second, at the first
# optimizer. So one is made before TensorFlow comes in.
torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 0.1)
import keras
import tensorflow as tf

target = pathlib.Path(__file__).parent / "Recorded" / "training.json"
MASK = (1 << 64) - 1


def splitmix64(seed):
    """Vigna's splitmix64.c, Convbook's SeededGenerator."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def whole(bits, low, high, shape):
    """Whole numbers low..<high, as Tensor.random(integers:)."""
    count = int(numpy.prod(shape))
    numbers = [low + (next(bits) * (high - low) >> 64) for _ in range(count)]
    return numpy.array(numbers, "f4").reshape(shape)


def spread(bits, shape, width):
    """Multiples of width / 1024 within ±width, a power of two."""
    return whole(bits, -1024, 1025, shape) * numpy.float32(width / 1024)


def initial():
    """Pictures (20, 28, 28, 1), labels, and the four layers' weights and biases."""
    bits = splitmix64(17)
    pictures = whole(bits, 0, 256, (20, 28, 28, 1)) / numpy.float32(256)
    labels = whole(bits, 0, 10, (20,)).astype("i4")
    parameters = []
    for shape, width in [((3, 3, 1, 32), 0.5), ((3, 3, 32, 64), 0.125), ((3, 3, 64, 128), 0.0625),
                         ((2048, 10), 0.03125)]:
        parameters += [spread(bits, shape, width), spread(bits, shape[-1:], 0.125)]
    return pictures, labels, [tf.Variable(parameter) for parameter in parameters]


def logits(x, parameters):
    for weights, bias in zip(parameters[0:6:2], parameters[1:6:2]):
        x = tf.nn.relu(tf.nn.conv2d(x, weights, 1, "SAME") + bias)
        x = tf.nn.max_pool2d(x, 2, 2, "SAME")
    return tf.reshape(x, [len(x), -1]) @ parameters[6] + parameters[7]


def losses(optimizer, decay=0.0):
    """Ten steps; `decay` adds decay · value to the gradient, which Keras' own SGD does not do."""
    pictures, labels, parameters = initial()
    found = []
    for _ in range(10):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(
                labels, logits(pictures, parameters)))
        gradients = tape.gradient(loss, parameters)
        gradients = [g + decay * p for g, p in zip(gradients, parameters)]
        optimizer.apply_gradients(zip(gradients, parameters))
        found.append(float(f"{float(loss):.8g}"))
    return found


def gradients(step):
    """Gradients of three parameters, a tenth as large from step to step at one place."""
    bits = splitmix64(100 + step)
    numbers = spread(bits, (2, 3), 1), spread(bits, (4,), 1), spread(bits, (1,), 1 / 1024)
    return [numpy.float32(n) for n in numbers]


def start():
    bits = splitmix64(99)
    return [spread(bits, (2, 3), 1), spread(bits, (4,), 1), spread(bits, (1,), 1)]


def keras_steps(optimizer):
    parameters = [tf.Variable(p) for p in start()]
    found = []
    for step in range(6):
        optimizer.apply_gradients(zip([tf.constant(g) for g in gradients(step)], parameters))
        found.append([flat(p.numpy()) for p in parameters])
    return found


def torch_steps(make):
    parameters = [torch.nn.Parameter(torch.tensor(p)) for p in start()]
    optimizer = make(parameters)
    found = []
    for step in range(6):
        for parameter, gradient in zip(parameters, gradients(step)):
            parameter.grad = torch.tensor(gradient)
        optimizer.step()
        found.append([flat(p.detach().numpy()) for p in parameters])
    return found


def flat(array):
    return [float(f"{x:.8g}") for x in array.ravel()]


def settings(kind, rate, momentum=0.0, decay=0.0):
    return {"optimizer": kind, "rate": rate, "momentum": momentum, "weightDecay": decay}


def adam(rate, decay=None):
    return keras.optimizers.Adam(rate, weight_decay=decay)


def sgd(rate, momentum=0.0):
    return keras.optimizers.SGD(rate, momentum)


networks = [
    {**settings("Adam", 0.001), "losses": losses(adam(0.001))},
    {**settings("Adam", 0.001, decay=0.1), "losses": losses(adam(0.001, 0.1))},
    {**settings("SGD", 0.05), "losses": losses(sgd(0.05))},
    {**settings("SGD", 0.01, 0.9), "losses": losses(sgd(0.01, 0.9))},
    {**settings("SGD", 0.01, 0.9, 0.01), "losses": losses(sgd(0.01, 0.9), 0.01)},
]
optimizers = [
    {**settings("Adam", 0.01), "peer": "Keras", "steps": keras_steps(adam(0.01))},
    {**settings("Adam", 0.01, decay=0.5), "peer": "Keras", "steps": keras_steps(adam(0.01, 0.5))},
    {**settings("SGD", 0.1), "peer": "Keras", "steps": keras_steps(sgd(0.1))},
    {**settings("SGD", 0.1, 0.9), "peer": "Keras", "steps": keras_steps(sgd(0.1, 0.9))},
    {**settings("SGD", 0.1, 0.9), "peer": "PyTorch",
     "steps": torch_steps(lambda p: torch.optim.SGD(p, 0.1, momentum=0.9))},
    {**settings("SGD", 0.1, 0.9, 0.25), "peer": "PyTorch",
     "steps": torch_steps(lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.25))},
    {**settings("AdamW", 0.01, decay=0.5), "peer": "PyTorch",
     # An epsilon too small to matter, since PyTorch adds it at another place.
     "steps": torch_steps(lambda p: torch.optim.AdamW(p, 0.01, eps=1e-15, weight_decay=0.5))},
]
recorded = {"tensorflow": tf.__version__, "torch": torch.__version__,
            "networks": networks, "optimizers": optimizers}
text = json.dumps(recorded, separators=(",", ":")).replace('{"optimizer"', '\n{"optimizer"')
target.write_text(text + "\n")
print(f"{target.stat().st_size} bytes: {target}")
for network in networks:
    print(network)
