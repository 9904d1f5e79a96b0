"""Records what PyTorch and TensorFlow answer, for RecordedNormalizationTests in
Tests/NetworksTests.

    python Tests/Peers/record_normalizations.py      # torch 2.15, tensorflow-cpu 2.21, numpy 2

Writes Tests/Peers/Recorded/normalizations.json: batch normalization in training (two batches,
gradients of the second) and in use, from PyTorch; local response normalization with its gradient,
from TensorFlow; leaky ReLU from PyTorch. Channels are last throughout. Numbers are recorded to
eight digits.

The loss behind each gradient is Σ output · outputGradient.
"""
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
import torch
import tensorflow as tf

target = pathlib.Path(__file__).parent / "Recorded" / "normalizations.json"
draw = numpy.random.default_rng(19)


def normal(*shape, mean=0, deviation=1):
    return (mean + deviation * draw.standard_normal(shape)).round(4).astype("f4")


def flat(array):
    array = numpy.asarray(array)
    return {"shape": list(array.shape), "scalars": [float(f"{x:.8g}") for x in array.ravel()]}


def channels_second(array):
    return torch.tensor(numpy.moveaxis(array, -1, 1).copy())


def channels_last(tensor):
    return numpy.moveaxis(tensor.detach().numpy(), 1, -1)


def batch_normalization(shape, momentum, epsilon):
    """`momentum` is the part that is kept; PyTorch's is the rest."""
    make = torch.nn.BatchNorm2d if len(shape) == 4 else torch.nn.BatchNorm1d
    layer = make(shape[-1], eps=epsilon, momentum=1 - momentum)
    gamma, beta = normal(shape[-1], mean=1), normal(shape[-1])
    layer.weight.data, layer.bias.data = torch.tensor(gamma), torch.tensor(beta)
    inputs = [normal(*shape, mean=3, deviation=2) for _ in range(2)]
    layer(channels_second(inputs[0]))
    x = channels_second(inputs[1]).requires_grad_()
    y = layer(x)
    output_gradient = normal(*shape)
    (y * channels_second(output_gradient)).sum().backward()
    case = {
        "operation": "BatchNormalization", "momentum": momentum, "epsilon": epsilon,
        "gamma": flat(gamma), "beta": flat(beta), "first": flat(inputs[0]),
        "input": flat(inputs[1]),
        "output": flat(channels_last(y)), "outputGradient": flat(output_gradient),
        "inputGradient": flat(channels_last(x.grad)), "gammaGradient": flat(layer.weight.grad),
        "betaGradient": flat(layer.bias.grad), "runningMean": flat(layer.running_mean),
        "runningVariance": flat(layer.running_var),
    }
    layer.eval()
    x = channels_second(inputs[1]).requires_grad_()
    y = layer(x)
    (y * channels_second(output_gradient)).sum().backward()
    return case | {"used": flat(channels_last(y)), "usedInputGradient": flat(channels_last(x.grad))}


def local_response(shape, radius, bias, alpha, beta):
    x = tf.constant(normal(*shape, deviation=2))
    output_gradient = normal(*shape)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.nn.local_response_normalization(x, radius, bias, alpha, beta)
        loss = tf.reduce_sum(y * output_gradient)
    return {
        "operation": "LocalResponseNormalization", "radius": radius, "bias": bias, "alpha": alpha,
        "power": beta, "input": flat(x), "output": flat(y), "outputGradient": flat(output_gradient),
        "inputGradient": flat(tape.gradient(loss, x)),
    }


def leaky_relu(slope):
    x = torch.tensor(numpy.append(normal(14), numpy.float32(0))).requires_grad_()
    output_gradient = normal(15)
    y = torch.nn.functional.leaky_relu(x, slope)
    (y * torch.tensor(output_gradient)).sum().backward()
    return {
        "operation": "LeakyReLU", "slope": slope, "input": flat(x.detach()),
        "output": flat(y.detach()),
        "outputGradient": flat(output_gradient), "inputGradient": flat(x.grad),
    }


cases = [batch_normalization(*how) for how in [
    ((2, 3, 4, 2), 0.9, 1e-5), ((5, 1, 1, 3), 0.5, 1e-3), ((1, 4, 4, 1), 0.99, 1e-5),
    ((4, 3), 0.9, 1e-5), ((2, 2), 0.75, 1e-2)]]
cases += [local_response(*how) for how in [
    ((1, 2, 2, 7), 2, 2, 1e-4, 0.75), ((2, 1, 2, 7), 2, 2, 0.5, 0.75), ((1, 1, 3, 4), 5, 1, 1, 0.5),
    ((1, 2, 1, 5), 1, 1, 0.3, 1.5), ((1, 1, 1, 1), 3, 0.5, 2, 1), ((1, 1, 2, 6), 0, 1, 0.2, 0.75)]]
cases += [leaky_relu(slope) for slope in [0.01, 0.3]]
recorded = {"torch": torch.__version__, "tensorflow": tf.__version__, "cases": cases}
text = json.dumps(recorded, separators=(",", ":")).replace('{"operation"', '\n{"operation"')
target.write_text(text + "\n")
print(f"{len(cases)} cases, {target.stat().st_size} bytes: {target}")
