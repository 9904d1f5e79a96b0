# %% conv2D
import numpy as np

picture = np.array([
    [1, 2, 3, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 3, 0, 1],
])
kernel = np.array([
    [2, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
])

def slide(kernel, picture):
    fh, fw = kernel.shape
    height, width = picture.shape[0] - fh + 1, picture.shape[1] - fw + 1
    output = np.zeros((height, width))
    for y in range(height):
        for x in range(width):
            output[y, x] = np.sum(picture[y:y + fh, x:x + fw] * kernel)
    return output

output = slide(kernel, picture)
output

# %% difference
# All windows at once, without loops: the shape of windows is (2, 2, 3, 3).
windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
np.abs((windows * kernel).sum(axis=(2, 3)) - output).max()

# %% with bias
output + 3

# %% 6 × 6
slide(kernel, np.ones((6, 6)))

# %% largest difference
better = picture.copy()
better[1, 0] = 5
turned = slide(kernel[::-1, ::-1], better)
mirrored = slide(kernel.T, better)
np.abs(turned - mirrored).max()
