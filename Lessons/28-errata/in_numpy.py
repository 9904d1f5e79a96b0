# %% pixels seen
import numpy as np

def windows(picture, size):
    return np.lib.stride_tricks.sliding_window_view(picture, (size, size))

gradient = np.zeros((11, 11))
gradient[5, 5] = 1
for _ in range(3):
    gradient = windows(np.pad(gradient, 1), 3).sum(axis=(2, 3))
np.count_nonzero(gradient)

# %% flat size
side = (28 + 2 * 0 - 5) // 1 + 1
(1, 30 * (side // 2) ** 2)

# %% maxPool2D
negative = -np.ones((4, 4))
padded = np.pad(negative, 1, constant_values=-np.inf)
windows(padded, 2)[::2, ::2].max(axis=(2, 3))

# %% shifts unnoticed
def pooled(y, x):
    lone = np.zeros((4, 4))
    lone[y, x] = 6
    return lone.reshape(2, 2, 2, 2).max(axis=(1, 3))

moves = [(y, x) for y in range(3) for x in range(3) if (y, x) != (1, 1)]
sum(np.array_equal(pooled(y, x), pooled(1, 1)) for y, x in moves)

# %% parameters of ResNet18
def convolution(window, channels, filters):
    return window * window * channels * filters + 2 * filters

count = convolution(7, 3, 64) + (512 + 1) * 1000
for channels, filters in [(64, 64), (64, 128), (128, 256), (256, 512)]:
    count += convolution(3, channels, filters) + 3 * convolution(3, filters, filters)
    count += convolution(1, channels, filters) if channels != filters else 0
count

# %% Resize
# Antialiasing: a new pixel takes a share of all that lies within a step of it.
step = 640 / 384
distance = np.arange(640) - ((np.arange(384) + 0.5) * step - 0.5)[:, np.newaxis]
shares = (1 - np.abs(distance) / step).clip(min=0)
row = shares @ np.arange(640) / shares.sum(axis=1)
np.tile(row, (2, 1))

# %% one filter over depth 6
picture, kernel = np.zeros((36, 36, 6)), np.zeros((5, 5, 6))
cubes = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
(cubes * kernel).sum(axis=(2, 3, 4, 5))

# %% 1 × 1
# Over the channels a 1 × 1 is a matrix product.
np.zeros((1, 4, 4, 8)) @ np.zeros((8, 2))

# %% numbers kept for one picture
filters = np.array([64] * 2 + [128] * 2 + [256] * 3 + [512] * 6)
sides = np.array([224] * 2 + [112] * 2 + [56] * 3 + [28] * 3 + [14] * 3)
poolings = 64 * 112**2 + 128 * 56**2 + 256 * 28**2 + 512 * 14**2 + 512 * 7**2
224 * 224 * 3 + (filters * sides**2).sum() + poolings + 4096 + 4096 + 1000

# %% parameters of the dense layer
(2048 + 1) * 10

# %% bytes of the first convolution's output
10_000 * 28 * 28 * 32 * np.dtype(np.float32).itemsize

# %% dense, in colour
rng = np.random.default_rng(seed=28)
colours = rng.random((5, 28, 28, 3))
weights = rng.normal(size=(28 * 28 * 3, 10))
(colours.reshape(5, -1) @ weights).shape

# %% (200 + 100 + 50) / 3 in a byte
grey = np.zeros((1, 1), dtype=np.uint8)
grey[0, 0] = np.mean([200, 100, 50])
grey

# %% ten filters
picture, filters = np.zeros((8, 8)), np.zeros((3, 3, 10))
np.einsum("yxij,ijk->yxk", windows(picture, 3), filters)

# %% W₂ max(0, W₁ x)
first, second = np.array([[1, -1], [-1, 1]]), np.array([[1, 1]])
x = np.array([[3], [1]])
second @ np.maximum(0, first @ x)

# %% W₂ W₁ x
second @ first @ x
