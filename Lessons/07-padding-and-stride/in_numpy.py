# %% padded
import numpy as np

small = np.array([
    [1, 2, 3, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 3, 0, 1],
])
padded = np.pad(small, 1)
padded

# %% conv2D, padding 1
def slide(kernel, picture):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))

kernel = np.array([
    [2, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
])
slide(kernel, padded)

# %% output size
def size(h, w, f, p, s):
    return (h + 2 * p - f) // s + 1, (w + 2 * p - f) // s + 1

size(4, 4, f=3, p=0, s=1)

# %% output size #5
size(28, 31, f=5, p=2, s=3)

# %% conv2D
six_by_six = np.array([
    [1, 5, 2, 0, 7, 3],
    [0, 3, 7, 1, 2, 9],
    [4, 0, 1, 6, 5, 8],
    [2, 8, 0, 3, 1, 6],
    [6, 1, 9, 2, 0, 4],
    [7, 2, 5, 8, 3, 1],
])
slide(kernel, six_by_six)[::2, ::2]  # stride 2: every second place

# %% unread rows
(6 - 3) % 2

# %% SAME #3
np.ceil(7 / 2)
