# %% new pixel 0 of the first row
import numpy as np

def weights(old, new, antialias=False):
    """What each new pixel, a row, is made of: a share of each old one."""
    places = (np.arange(new) + 0.5) * old / new - 0.5
    reach = max(old / new, 1) if antialias else 1
    if not antialias:
        places = places.clip(0, old - 1)
    shares = 1 - np.abs(np.arange(old) - places[:, np.newaxis]) / reach
    shares = shares.clip(min=0)
    return shares / shares.sum(axis=1, keepdims=True)

row = weights(2, 4) @ [0, 30]
row[0]

# %% new pixel 1 of the first row
row[1]

# %% new pixel 2 of the first row
row[2]

# %% new pixel 3 of the first row
row[3]

# %% bicubic, least
def cubic(x, a=-0.75):
    x = np.abs(x)
    near = (a + 2) * x**3 - (a + 3) * x**2 + 1
    far = a * (x**3 - 5 * x**2 + 8 * x - 4)
    return np.where(x < 1, near, np.where(x < 2, far, 0))

edge = np.array([20, 20, 20, 20, 80, 80, 80, 80])
places = (np.arange(64) + 0.5) / 8 - 0.5
four = np.floor(places)[:, np.newaxis] + np.arange(-1, 3)
inside = four.clip(0, 7).astype(int)
curve = (edge[inside] * cubic(places[:, np.newaxis] - four)).sum(axis=1)
curve.min()

# %% bicubic, most
curve.max()

# %% part
# The photo, written by: swift run 25-transforms --tensors
tensor = np.load("Output/25-transforms/05-totensor.npy")
photo = np.round(tensor.transpose(1, 2, 0) * 255)
height, width, _ = photo.shape
top, left = height // 5, width * 3 // 8
photo[top:top + 24, left:left + 24]

# %% old pixels that bilinear leaves unread
np.count_nonzero((weights(8, 2) == 0).all(axis=0))

# %% Resize
def resized(photo, rows, columns):
    down = weights(photo.shape[0], rows, antialias=True)
    across = weights(photo.shape[1], columns, antialias=True)
    return np.einsum("yi,xj,ijc->yxc", down, across, photo, optimize=True)

resized(photo, 256, 384)

# %% Resize #2
resized(photo, 224, 224)

# %% ToTensor
(photo / 255).transpose(2, 0, 1)

# %% least
tensor.min()

# %% most
tensor.max()

# %% reshape
# The same shape, and wrong: pixels of a row end up in different channels.
(photo / 255).reshape(3, height, width)

# %% Normalize
mean, deviation = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
(photo / 255 - mean) / deviation
