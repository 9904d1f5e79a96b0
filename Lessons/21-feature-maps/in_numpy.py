# %% map by hand
import numpy as np

seven = np.array([
    [0, 0, 0, 0, 0, 0],
    [0, 1, 1, 1, 1, 0],
    [0, 0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0, 0],
    [0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
])
level = np.array([[-1] * 3, [2] * 3, [-1] * 3])
windows = np.lib.stride_tricks.sliding_window_view(seven, (3, 3))
answers = np.maximum((windows * level).sum(axis=(2, 3)), 0)
answers

# %% map by hand, pooled
answers.reshape(2, 2, 2, 2).max(axis=(1, 3))

# %% after convolution 3 #2
# SAME keeps the size, and pooling halves it, rounded up: three times.
height, width = 429, 640
for _ in range(3):
    height, width = -(-height // 2), -(-width // 2)
(1, height, width, 128)

# %% numbers for the dense layer
height * width * 128

# %% missed by
bars = np.zeros((20, 28, 28))
for bar, x in enumerate(range(4, 24)):
    bars[bar, 8:20, x] = 1
brightest = bars.sum(axis=1).argmax(axis=1)
np.abs(brightest - np.arange(4, 24)).mean()

# %% convolution 1 sees
def seen(convolutions):
    pixels = 3
    for _ in range(convolutions - 1):
        # Each place is a window of two pooled ones, and the filter adds one on each side.
        pixels = 2 * pixels + 2
    return pixels

seen(1)

# %% convolution 2 sees
seen(2)

# %% convolution 3 sees
seen(3)

# %% Grad-CAM by hand
maps = np.array([2, 0, 1, 0, 0, 3, 0, 1]).reshape(2, 2, 2)
slopes = np.array([1, -1, 1, -1, 0, 0, 2, -2]).reshape(2, 2, 2)
weights = slopes.mean(axis=(0, 1))
np.maximum((maps * weights).sum(axis=2), 0)
