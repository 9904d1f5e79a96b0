# %% block
import numpy as np

x = np.array([[1, -2, 3], [0, 4, -1]])
first = np.array([[1, 0, 2, -1], [0, 1, 1, 0], [1, -1, 0, 1]])
second = np.array([[0, 1, -1], [1, 0, 2], [-1, 1, 0], [-2, 0, 1]])

def branch(x):
    return np.maximum(x @ first, 0) @ second

np.maximum(branch(x) + x, 0)

# %% the second, less the first
def slopes(f, x, nudge=0.01):
    slopes = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        moved = np.zeros(x.shape)
        moved[place] = nudge
        slopes[place] = (f(x + moved).sum() - f(x - moved).sum()) / (2 * nudge)
    return slopes

away = x + 0.25
np.round((slopes(lambda x: branch(x) + x, away) - slopes(branch, away)).mean(), 2)

# %% gradient of x
w = -0.5
w + 1  # y = w · x + x

# %% 1 × 1, stride 2
rng = np.random.default_rng(seed=24)
narrow = rng.random((1, 6, 8, 3))
projection = rng.normal(size=(3, 5))
# Over the channels a 1 × 1 is a matrix product; the stride takes every other pixel.
(narrow[:, ::2, ::2] @ projection).shape

# %% sum
# Both branches, written by: swift run 24-residual-networks --tensors
main = np.load("Output/24-residual-networks/05-3-3.npy")
past = np.load("Output/24-residual-networks/06-1-1-stride-2.npy")
main + past

# %% weights of the projection
projection.size

# %% ResNet-18, parameters
def resnet(blocks, windows, growth=1):
    """Window, channels, filters and side of each convolution, row by row."""
    rows, channels = [(7, 3, 64, 112)], 64
    for stage, count in enumerate(blocks):
        inner, side = 64 << stage, 56 >> stage
        outer = growth * inner
        for block in range(count):
            if block == 0 and channels != outer:
                rows.append((1, channels, outer, side))
            filters = [inner] * (len(windows) - 1) + [outer]
            for window, maps in zip(windows, filters):
                rows.append((window, channels, maps, side))
                channels = maps
    return np.array(rows)

def parameters(rows):
    window, channels, filters, _ = rows.T
    # No biases, but γ and β of each batch normalization; and the dense layer at the end.
    convolutions = window ** 2 * channels * filters + 2 * filters
    return convolutions.sum() + (filters[-1] + 1) * 1000

resnet18 = resnet([2, 2, 2, 2], windows=[3, 3])
parameters(resnet18)

# %% convolutions on the main path
windows = resnet18[:, 0]
np.count_nonzero(windows > 1)

# %% projections beside it
np.count_nonzero(windows == 1)

# %% ResNet-50, parameters
resnet50 = resnet([3, 4, 6, 3], windows=[1, 3, 1], growth=4)
parameters(resnet50)

# %% VGG16’s multiplications, times ResNet-50’s
def multiplications(rows):
    window, channels, filters, side = rows.T
    return (window ** 2 * channels * filters * side ** 2).sum() + filters[-1] * 1000

vgg16 = 15_470_264_320  # lesson 23
np.round(vgg16 / multiplications(resnet50), 1)
