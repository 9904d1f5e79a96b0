# %% im2col
import numpy as np

picture = np.array([
    [1, 5, 2, 0, 3],
    [0, 3, 7, 1, 4],
    [4, 0, 1, 6, 2],
])
kernel = np.array([[2, 0, 1, -1], [0, 1, 3, 1]])
windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)  # (2, 2, 2, 4)
rows = windows.reshape(4, 8)  # here the numbers are copied
rows

# %% matmul
product = rows @ kernel.reshape(8, 1)
product

# %% difference
sliding = (windows * kernel).sum(axis=(2, 3))
np.abs(product.reshape(2, 2) - sliding).max()

# %% numbers before
one = np.zeros((7, 7, 3))
one.size

# %% numbers after
windows = np.lib.stride_tricks.sliding_window_view(one, (5, 5, 3))
one_matrix = windows.reshape(9, 75)
one_matrix.size

# %% growth
np.round(one_matrix.size / one.size, 2)

# %% rounded twice, off by
near_one = np.float32(1 + 1 / 8192)
twice = near_one * near_one - np.float32(1)  # 32 bits, as Float
exact = float(near_one) ** 2 - 1  # 64 bits
exact - float(twice)
