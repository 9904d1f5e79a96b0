# %% pictures as rows
import numpy as np

# Written by: swift run 17-three-conv-net --tensors
folder = "Output/17-three-conv-net"
pictures = np.load(f"{folder}/01-to-learn-from.npy")
rows = pictures.reshape(-1, 784)
rows

# %% labels, one-hot
labels = np.load(f"{folder}/05-labels-one-hot.npy").argmax(axis=1)
# Row 3 of the identity matrix is a 3, one-hot.
np.eye(10)[labels]

# %% reshape(−1, 28, 28, 1)
rows.reshape(-1, 28, 28, 1)

# %% ReLU #3
maps = np.maximum(np.load(f"{folder}/16-convolution.npy"), 0)
maps

# %% Pooling #3
# SAME lays a row and a column of −∞ around 7 × 7, below and on the right.
padded = np.pad(maps, ((0, 0), (0, 1), (0, 1), (0, 0)), constant_values=-np.inf)
pooled = padded.reshape(1, 4, 2, 4, 2, 128).max(axis=(2, 4))
pooled

# %% Flatten
pooled.reshape(1, -1)

# %% parameters
def convolution(channels, filters):
    return (3 * 3 * channels + 1) * filters

convolution(1, 32) + convolution(32, 64) + convolution(64, 128) + (2048 + 1) * 10

# %% ln 10
np.log(10)

# %% steps
epochs, batch = 3, 100
epochs * -(-len(pictures) // batch)
