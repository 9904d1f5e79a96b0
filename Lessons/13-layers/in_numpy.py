# %% 3. fold
import numpy as np

# The product, written by: swift run 13-layers --tensors
product = np.load("Output/13-layers/02-2-multiply.npy")
product.reshape(2, 7, 8, 6)

# %% transposed
# A reshape leaves the numbers in their order, so the product can be had back from the wrong maps.
places = np.load("Output/13-layers/05-reshaped-only.npy").reshape(-1, 4)
places.reshape(1, 214, 318, 4).transpose(0, 3, 1, 2)

# %% 1. unfold #2
small = np.stack([
    [[1, 7, 2, 0, 3, 5], [4, 0, 6, 1, 8, 2], [3, 9, 1, 4, 0, 7], [2, 5, 8, 6, 1, 3]],
    [[6, 2, 0, 5, 1, 4], [3, 8, 7, 2, 9, 0], [0, 1, 4, 3, 6, 2], [5, 7, 2, 8, 3, 1]],
    [[2, 0, 9, 3, 6, 1], [5, 1, 4, 8, 0, 7], [8, 6, 3, 0, 2, 5], [1, 4, 7, 9, 5, 0]],
], axis=2)
all_windows = np.lib.stride_tricks.sliding_window_view(small, (2, 2, 3))
windows = all_windows[::2, ::2].reshape(6, 12)
windows

# %% 2. largest
largest = windows.reshape(6, 4, 3).max(axis=1)
largest

# %% 3. fold #2
largest.reshape(1, 2, 3, 3)

# %% gradient of x
def squared(x):
    return x * x

nudge = 0.01
np.round((squared(3 + nudge) - squared(3 - nudge)) / (2 * nudge), 3)

# %% gradient of x, for the loss
def loss(x):
    return 5 * squared(x) - 2

np.round((loss(3 + nudge) - loss(3 - nudge)) / (2 * nudge), 2)

# %% gradient of the 5
peak = np.array([[1, 2, 0, 3], [2, 5, 4, 1], [0, 3, 1, 2]])
gradient = np.zeros(peak.shape)
for y in range(2):
    for x in range(3):
        winner = peak[y:y + 2, x:x + 2].argmax()
        gradient[y + winner // 2, x + winner % 2] += 1
gradient[1, 1]
