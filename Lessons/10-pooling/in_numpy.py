# %% maxPool2D
import numpy as np

picture = np.array([
    [1, 2, 1, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 4, 0, 1],
])
# (row of windows, row in the window, column of windows, column in the window)
windows = picture.reshape(2, 2, 2, 2)
windows.max(axis=(1, 3))

# %% averagePool2D
windows.mean(axis=(1, 3))

# %% shifts unnoticed
def max_pool(picture, size):
    height, width = picture.shape[0] // size, picture.shape[1] // size
    whole = picture[:height * size, :width * size]  # what fills no window is left out
    return whole.reshape(height, size, width, size).max(axis=(1, 3))

def lone(y, x):
    tensor = np.zeros((4, 4))
    tensor[y, x] = 6
    return max_pool(tensor, 2)

shifts = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if (dy, dx) != (0, 0)]
sum(np.array_equal(lone(1 + dy, 1 + dx), lone(1, 1)) for dy, dx in shifts)

# %% maxPool2D, padded
negative = np.full((4, 4), -1.0)
max_pool(np.pad(negative, 1, constant_values=-np.inf), 2)

# %% conv2D
# The photo's red channel, written by: swift run 10-pooling --tensors
red = np.load("Output/10-pooling/05-red-channel.npy")[0, :, :, 0]
kernel = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
places = np.lib.stride_tricks.sliding_window_view(red, kernel.shape)
edges = np.einsum("yxab,ab->yx", places, kernel)
edges

# %% maxPool2D #2
pooled = max_pool(edges, 3)
pooled

# %% kept
np.round(100 * pooled.size / edges.size, 1)

# %% falling after
np.round(100 * np.mean(pooled < -100), 1)

# %% maxPool2D of |x|
max_pool(np.abs(edges), 3)
