"""NumPy's side of `convbook bench --peers`: the network of lesson 16 as the textbook writes it,
with im2col.

Pictures are (N, C, H, W), as there, in 32-bit floats. See peer.py for how it is asked.
"""
import peer

with peer.importing():
    import numpy as np


def patches(pictures, size):
    """(N, C, H, W) to (N·OH·OW, C·size·size): the windows as rows, one place of the window after
    the other."""
    count, channels, height, width = pictures.shape
    rows, columns = height - size + 1, width - size + 1
    found = np.empty((count, channels, size, size, rows, columns), pictures.dtype)
    for y in range(size):
        for x in range(size):
            found[:, :, y, x] = pictures[:, :, y : y + rows, x : x + columns]
    return found.transpose(0, 4, 5, 1, 2, 3).reshape(count * rows * columns, -1)


def quarters(pictures):
    """(N, C, H, W) to (N·H/2·W/2·C, 4): the windows of a pooling by two, channels innermost."""
    count, channels, height, width = pictures.shape
    split = pictures.reshape(count, channels, height // 2, 2, width // 2, 2)
    return split.transpose(0, 2, 4, 1, 3, 5).reshape(-1, 4)


class SimpleConvNet:
    """Convolution 30 × 5 × 5, ReLU, pooling by 2, dense 100, ReLU, dense 10."""

    def __init__(self, random):
        def weights(*shape):
            return (0.01 * random.standard_normal(shape)).astype("f4")

        self.filters, self.bias = weights(30, 25), np.zeros(30, "f4")
        self.hidden, self.hidden_bias = weights(30 * 12 * 12, 100), np.zeros(100, "f4")
        self.last, self.last_bias = weights(100, 10), np.zeros(10, "f4")

    def train(self, pictures, labels, rate=0.1):
        """One step of gradient descent on the mean cross entropy."""
        count = len(pictures)
        # Forward.
        columns = patches(pictures, 5)
        convolved = (
            columns @ self.filters.T + self.bias).reshape(count, 24, 24, 30).transpose(0, 3, 1, 2)
        windows = quarters(np.maximum(convolved, 0))
        winners = windows.argmax(1)
        pooled = windows.max(1).reshape(count, 12, 12, 30).transpose(0, 3, 1, 2).reshape(count, -1)
        before = pooled @ self.hidden + self.hidden_bias
        hidden = np.maximum(before, 0)
        logits = hidden @ self.last + self.last_bias
        shares = np.exp(logits - logits.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        # Back.
        gradient = shares
        gradient[np.arange(count), labels] -= 1
        gradient /= count
        last, last_bias = hidden.T @ gradient, gradient.sum(0)
        gradient = (gradient @ self.last.T) * (before > 0)
        middle, middle_bias = pooled.T @ gradient, gradient.sum(0)
        gradient = (
            gradient @ self.hidden.T).reshape(count, 30, 12, 12).transpose(0, 2, 3, 1).ravel()
        spread = np.zeros((gradient.size, 4), "f4")
        spread[np.arange(gradient.size), winners] = gradient
        spread = spread.reshape(
            count, 12, 12, 30, 2, 2).transpose(0, 3, 1, 4, 2, 5).reshape(convolved.shape)
        gradient = (spread * (convolved > 0)).transpose(0, 2, 3, 1).reshape(-1, 30)
        # Update.
        self.filters -= rate * (gradient.T @ columns)
        self.bias -= rate * gradient.sum(0)
        self.hidden -= rate * middle
        self.hidden_bias -= rate * middle_bias
        self.last -= rate * last
        self.last_bias -= rate * last_bias


def simple_conv_step():
    random = np.random.default_rng(0)
    network = SimpleConvNet(random)
    pictures, labels = random.random((100, 1, 28, 28), "f4"), random.integers(0, 10, 100)
    return lambda: network.train(pictures, labels)


peer.serve("numpy", np.__version__, {"simple-conv-step": simple_conv_step})
