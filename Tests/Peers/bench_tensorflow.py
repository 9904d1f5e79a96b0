"""TensorFlow's side of `convbook bench --peers`: the networks of lessons 16 and 17, a filter, and
pooling.

Everything that repeats is compiled with tf.function, as its guide advises. See peer.py for how it
is asked.
"""
import peer

with peer.importing():
    import numpy as np
    import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(peer.threads)
tf.config.threading.set_inter_op_parallelism_threads(peer.threads)


def parameter(*shape):
    return tf.Variable(tf.random.normal(shape, stddev=0.01))


class Trained(tf.Module):
    """A network with an optimizer, and one step of training on a batch."""

    def __init__(self, optimizer):
        self.optimizer = optimizer

    @tf.function
    def train(self, pictures, labels):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
                labels=labels, logits=self.logits(pictures))
            loss = tf.reduce_mean(losses)
        parameters = self.parameters()
        self.optimizer.apply_gradients(zip(tape.gradient(loss, parameters), parameters))
        return loss


class ThreeConvNet(Trained):
    """Three times convolution 3 × 3, ReLU and pooling by 2, with 32, 64 and 128 filters; then a
    dense layer."""

    def __init__(self):
        super().__init__(tf.keras.optimizers.Adam(0.001))
        widths = [1, 32, 64, 128]
        self.filters = [parameter(3, 3, before, after) for before, after in zip(widths, widths[1:])]
        self.biases = [tf.Variable(tf.fill([width], 0.1)) for width in widths[1:]]
        self.weights, self.bias = parameter(2048, 10), parameter(10)
        self.optimizer.build(self.parameters())

    def parameters(self):
        return [*self.filters, *self.biases, self.weights, self.bias]

    @tf.function
    def logits(self, x):
        for filters, bias in zip(self.filters, self.biases):
            x = tf.nn.relu(tf.nn.conv2d(x, filters, 1, "SAME") + bias)
            x = tf.nn.max_pool2d(x, 2, 2, "SAME")
        return tf.reshape(x, [-1, 2048]) @ self.weights + self.bias


class SimpleConvNet(Trained):
    """Convolution 30 × 5 × 5, ReLU, pooling by 2, dense 100, ReLU, dense 10."""

    def __init__(self):
        super().__init__(tf.keras.optimizers.SGD(0.1))
        self.filters, self.bias = parameter(5, 5, 1, 30), tf.Variable(tf.zeros(30))
        self.hidden, self.hidden_bias = parameter(4320, 100), tf.Variable(tf.zeros(100))
        self.last, self.last_bias = parameter(100, 10), tf.Variable(tf.zeros(10))
        self.optimizer.build(self.parameters())

    def parameters(self):
        return [self.filters, self.bias, self.hidden, self.hidden_bias, self.last, self.last_bias]

    @tf.function
    def logits(self, x):
        x = tf.nn.relu(tf.nn.conv2d(x, self.filters, 1, "VALID") + self.bias)
        x = tf.reshape(tf.nn.max_pool2d(x, 2, 2, "VALID"), [-1, 4320])
        return tf.nn.relu(x @ self.hidden + self.hidden_bias) @ self.last + self.last_bias


def batch(size):
    random = np.random.default_rng(0)
    return tf.constant(
        random.random((size, 28, 28, 1), "f4")), tf.constant(random.integers(0, 10, size))


def step(network, size):
    pictures, labels = batch(size)
    return lambda: network.train(pictures, labels).numpy()


def forward():
    network, (pictures, _) = ThreeConvNet(), batch(100)
    return lambda: network.logits(pictures).numpy()


edge = tf.constant([[-1.0, 0, 1]] * 3)[:, :, None, None]


def photo(height, width):
    numbers = np.random.default_rng(0).integers(0, 256, (1, height, width, 1))
    return tf.constant(numbers.astype("f4"))


def photo_filter(height, width):
    red = photo(height, width)
    return lambda: tf.nn.conv2d(red, edge, 1, "VALID").numpy()


def photo_filter_and_pool():
    red = photo(429, 640)
    both = tf.function(lambda x: tf.nn.max_pool2d(tf.nn.conv2d(x, edge, 1, "VALID"), 3, 3, "VALID"))
    return lambda: both(red).numpy()


peer.serve("tensorflow", tf.__version__, {
    "three-conv-step": lambda: step(ThreeConvNet(), 100),
    "three-conv-forward": forward,
    "simple-conv-step": lambda: step(SimpleConvNet(), 100),
    "photo-filter": lambda: photo_filter(429, 640),
    "photo-filter-and-pool": photo_filter_and_pool,
    # A script of its own does it; that it is listed says that this library can be imported.
    "lesson-09": None,
    **peer.series("three-conv-step-batch", peer.BATCHES, lambda size: step(ThreeConvNet(), size)),
    **peer.series("photo-filter", peer.SIDES, lambda side: photo_filter(side, side)),
})
