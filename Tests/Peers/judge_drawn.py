"""Judges the drawn data sets: how far does a linear classifier come, how far a network?

    CONVBOOK_WRITE_DRAWN=/tmp/drawn swift test --filter DrawnPicturesTests   # the folder must exist
    python Tests/Peers/judge_drawn.py /tmp/drawn digits      # tensorflow-cpu 2.21, numpy 2, scipy 1

Also writes a contact sheet beside the arrays: <name>.png, a row for each class; needs Pillow.

Each set has 10,000 pictures of seed 1 to learn from and 10,000 of seed 2 to be judged by. The
linear classifier is softmax regression, brought to convergence by L-BFGS at three strengths of
ridge, the best of which counts. The networks are lesson 17's three convolutions (two, three and
more epochs) and a dense one of about as many parameters, both by Adam with batches of 100.

Wanted of digits and letters: linear below 93 %, three convolutions above 98 % after two or three
epochs; of hurried digits linear below 90 %, three convolutions about 97 % after three. Wanted of
clothes: dense visibly below convolutions, as on Fashion-MNIST. Found, in percent of 10,000 fresh
pictures:

              linear   three convolutions, 1 to 4 epochs   dense, 12 epochs
    digits     88.9    98.0  99.0  99.3  99.3              97.1
    hurried    78.8    94.4  95.0  97.1  97.5              93.2
    letters    90.0    98.1  98.8  99.5  98.8              96.9
    clothes    80.8    88.2  89.6  92.2  92.1              88.1
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from PIL import Image
from scipy.optimize import minimize

folder, name = pathlib.Path(sys.argv[1]), sys.argv[2]
tf.keras.utils.set_random_seed(1)


def load(part):
    images = np.load(folder / f"{name}-{part}.images.npy")
    return images, np.load(folder / f"{name}-{part}.labels.npy").astype(int)


def contact_sheet(images, labels, columns=24):
    rows = [
        np.concatenate(
            [np.pad(p[..., 0], 1, constant_values=0.25) for p in images[labels == c][:columns]], 1)
        for c in range(10)
    ]
    sheet = Image.fromarray((np.concatenate(rows) * 255).astype("u1"))
    sheet.resize((sheet.width * 2, sheet.height * 2), Image.NEAREST).save(folder / f"{name}.png")


def linear(x, y, test_x, test_y):
    x, test_x = x.reshape(len(x), -1).astype("f8"), test_x.reshape(len(test_x), -1)
    wanted = np.eye(10)[y]
    best = 0
    for ridge in (1e-4, 1e-3, 3e-3):
        def loss(flat):
            weights, bias = flat[:-10].reshape(-1, 10), flat[-10:]
            logits = x @ weights + bias
            logits -= logits.max(1, keepdims=True)
            odds = np.exp(logits)
            total = odds.sum(1, keepdims=True)
            value = -(
                wanted * (logits - np.log(total))).sum() / len(x) + ridge / 2 * (weights**2).sum()
            slope = (odds / total - wanted) / len(x)
            return value, np.concatenate([(x.T @ slope + ridge * weights).ravel(), slope.sum(0)])

        found = minimize(loss, np.zeros(x.shape[1] * 10 + 10), jac=True, method="L-BFGS-B",
                         options={"maxiter": 600})
        weights, bias = found.x[:-10].reshape(-1, 10), found.x[-10:]
        hits = ((test_x @ weights + bias).argmax(1) == test_y).mean()
        print(f"linear, ridge {ridge}: {hits:.2%} after {found.nit} iterations", flush=True)
        best = max(best, hits)
    return best


def network(*layers):
    model = tf.keras.Sequential([tf.keras.layers.Input((28, 28, 1)), *layers])
    model.compile(
        "adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"])
    return model


def train(model, label, epochs, x, y, test_x, test_y):
    history = model.fit(
        x, y, batch_size=100, epochs=epochs, validation_data=(test_x, test_y), verbose=0)
    scores = ", ".join(f"{100 * score:.2f}" for score in history.history["val_accuracy"])
    print(f"{label}, {model.count_params():,} parameters: {scores} % after each epoch", flush=True)


x, y = load("train")
test_x, test_y = load("test")
contact_sheet(x, y)
print(f"{name}: linear at best {linear(x, y, test_x, test_y):.2%}", flush=True)
he, layer = {"kernel_initializer": "he_normal"}, tf.keras.layers
blocks = [block for filters in (32, 64, 128) for block in (
    layer.Conv2D(filters, 3, padding="same", activation="relu", **he),
    layer.MaxPool2D(2, padding="same"))]
convolutions = network(*blocks, layer.Flatten(), layer.Dense(10))
train(convolutions, "three convolutions", 4, x, y, test_x, test_y)
table = np.zeros((10, 10), int)
np.add.at(table, (test_y, convolutions.predict(test_x, verbose=0).argmax(1)), 1)
print(table)
dense = network(layer.Flatten(), layer.Dense(144, activation="relu", **he), layer.Dense(10))
train(dense, "dense", 12, x, y, test_x, test_y)
