# %% conv1D
import numpy as np

ones = np.ones(5)
soft = np.array([0.25, 0.5, 0.25])
np.correlate(ones, soft, mode="same")  # np.convolve would turn the filter

# %% conv1D #2
np.correlate(ones, soft, mode="valid")

# %% conv1D #3
row = np.array([3, 1, 4, 1, 5, 9])
uneven = np.array([2, 0, -1, 1])
# For an even filter mode="same" puts the odd zero in front. Here it lies behind.
np.correlate(np.pad(row, (1, 2)), uneven, mode="valid")

# %% conv3D
z, y, x = np.ogrid[:8, :14, :18]
dz = z - 3.2
dy, dx = y - 6 - 0.5 * dz, x - 8 - 1.1 * dz
egg = (3 * dz**2 + 1.6 * dy**2 + dx**2 < 40).astype(float)

windows = np.lib.stride_tricks.sliding_window_view(egg, (2, 3, 3))
windows.sum(axis=(3, 4, 5))  # the filter is all ones

# %% difference
# The filter is as deep as the stack. It is 0 for any filter, so this one is drawn.
deep = np.random.default_rng(seed=11).integers(-2, 3, size=(8, 3, 3))
windows = np.lib.stride_tricks.sliding_window_view(egg, deep.shape)
collapsed = np.einsum("zyxcab,cab->zyx", windows, deep)

slices = np.lib.stride_tricks.sliding_window_view(egg, (3, 3), axis=(1, 2))
flat = np.einsum("cyxab,cab->yx", slices, deep)
np.abs(collapsed[0] - flat).max()

# %% multiplications, directly
directly = 28 * 28 * np.zeros((5, 5, 192, 32)).size
directly

# %% multiplications, 1 × 1 first
narrow_first = 28 * 28 * (np.zeros((1, 1, 192, 16)).size + np.zeros((5, 5, 16, 32)).size)
narrow_first

# %% times fewer
np.round(directly / narrow_first, 1)
