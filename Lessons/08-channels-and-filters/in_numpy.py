# %% conv2D
import numpy as np

def slide(kernel, picture):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))

first = np.array([[1, 2, 0, 4, 1], [0, 1, 3, 2, 5], [2, 0, 1, 1, 3]])
second = np.array([[0, 1, 1, 3, 2], [2, 0, 1, 0, 4], [1, 1, 0, 2, 1]])
first_slice = np.array([[1, 0, 2], [0, 1, -1]])
second_slice = np.array([[0, 2, 1], [1, 0, -2]])
sum_of_parts = slide(first_slice, first) + slide(second_slice, second)
sum_of_parts

# %% difference
# Both channels at once. The window is as deep as the picture, so its place has a third index, 0.
picture = np.stack([first, second], axis=2)
kernel = np.stack([first_slice, second_slice], axis=2)
windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)[:, :, 0]
np.abs((windows * kernel).sum(axis=(2, 3, 4)) - sum_of_parts).max()

# %% weights of one filter
filters = np.zeros((5, 5, 3, 10))
filters[..., 0].size

# %% parameters
filters.size + 10

# %% redness
# The photo's pixels, written by: swift run 08-channels-and-filters --tensors
photo = np.load("Output/08-channels-and-filters/03-photo.npy")
photo @ np.array([[1], [-0.5], [-0.5]])  # 1 × 1 filters only mix the last axis

# %% three filters
three = np.array([
    [1, -0.5, 1 / 3],
    [-0.5, -0.5, 1 / 3],
    [-0.5, 1, 1 / 3],
])
photo @ three + np.array([0, 0, -128])

# %% back in the book's order
x = np.load("Output/08-channels-and-filters/06-x.npy")
filters = np.load("Output/08-channels-and-filters/07-filters.npy")
windows = np.lib.stride_tricks.sliding_window_view(x, (2, 5), axis=(2, 3))
# n: picture, c: channel, k: filter, (y, x): place, (a, b): place in the window
book = np.einsum("ncyxab,kcab->nkyx", windows, filters)
book

# %% by hand
abs(np.sum(x[2, :, 6:8, 9:14] * filters[5]) - book[2, 5, 6, 9])
