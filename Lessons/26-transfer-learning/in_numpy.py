# %% parameters
import numpy as np

channels, filters = np.array([1, 8, 16]), np.array([8, 16, 32])
convolutions = (3 * 3 * channels + 1) * filters
# γ and β; the running mean and variance of batch normalization are not learned.
normalizations = 2 * filters
head = (288 + 1) * 10
convolutions.sum() + normalizations.sum() + head

# %% of them trainable
head

# %% frozen in earnest
rng = np.random.default_rng(seed=26)
batch = rng.normal(size=(30, 8))

class BatchNormalization:
    def __init__(self, channels):
        self.mean, self.variance = np.zeros(channels), np.ones(channels)
        self.in_training = True

    def forward(self, batch):
        mean, variance = self.mean, self.variance
        if self.in_training:
            mean, variance = batch.mean(axis=0), batch.var(axis=0)
            self.mean = 0.9 * self.mean + 0.1 * mean
            self.variance = 0.9 * self.variance + 0.1 * batch.var(axis=0, ddof=1)
        return (batch - mean) / np.sqrt(variance + 1e-5)

layer = BatchNormalization(8)
layer.in_training = False
before = layer.mean.sum() + layer.variance.sum()
for _ in range(20):
    layer.forward(batch)
layer.mean.sum() + layer.variance.sum() - before

# %% convolutions on the main way
# The first, and two in each of two blocks of four stages.
1 + 2 * 2 * 4

# %% in shortcuts
# Where a stage has other maps than the one before.
stages = np.array([64, 64, 128, 256, 512])
np.count_nonzero(np.diff(stages))

# %% parameters #2
def convolution(window, channels, filters):
    return window * window * channels * filters + 2 * filters

body = convolution(7, 3, 64)
for channels, filters in zip(stages, stages[1:]):
    body += convolution(3, channels, filters) + 3 * convolution(3, filters, filters)
    if channels != filters:
        body += convolution(1, channels, filters)
body + (512 + 1) * 1000

# %% two classes, all trainable
body + (512 + 1) * 2

# %% two classes, body frozen
(512 + 1) * 2
