# %% batch of one
import numpy as np

# The photo's pixels, written by: swift run 09-edge-filter --tensors
photo = np.load("Output/09-edge-filter/01-photo.npy")
photo[np.newaxis]

# %% red channel
red = photo[..., 0]
red

# %% conv2D
def slide(kernel, picture):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    return np.einsum("yxab,ab->yx", windows, kernel)  # products, added up over (a, b)

vertical_edge = np.array([
    [-1, 0, 1],
    [-1, 0, 1],
    [-1, 0, 1],
])
edges = slide(vertical_edge, red)
edges

# %% largest possible
255 * np.clip(vertical_edge, 0, 1).sum()

# %% smallest response
edges.min()

# %% largest response
edges.max()

# %% edges lost
np.round(100 * np.sum(edges < -30) / np.sum(np.abs(edges) > 30), 1)

# %% conv2D, horizontal
level = slide(vertical_edge.T, red)
level

# %% strength
np.hypot(edges, level)
