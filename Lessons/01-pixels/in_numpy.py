# %% flag
import numpy as np

flag = np.array([
    [[255, 0, 0], [0, 255, 0], [0, 0, 255]],  # red, green, blue
    [[255, 255, 0], [0, 0, 0], [255, 255, 255]],  # yellow, black, white
])
flag

# %% place of flag[1, 0]
np.ravel_multi_index((1, 0, 0), flag.shape)

# %% red channel
# The photo's pixels, written by: swift run 01-pixels --tensors
photo = np.load("Output/01-pixels/02-photo.npy")
photo[..., :1]  # 0:1 keeps the axis, 0 alone would drop it

# %% batch of one
teddy = np.load("Output/01-pixels/04-teddy.npy")
batch = teddy[np.newaxis]
batch

# %% its red channel
batch[..., :1]

# %% x[0]
x = np.load("Output/01-pixels/07-x.npy")
x[0]

# %% x[0][0]
x[0][0]

# %% reshaped
height, width, channels = photo.shape
photo.reshape(width, height, 3)

# %% transposed
photo.transpose(1, 0, 2)
