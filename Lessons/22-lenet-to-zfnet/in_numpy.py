# %% LeNet-5, parameters
import numpy as np

def convolution(window, channels, filters):
    return (window * window * channels + 1) * filters

def dense(*widths):
    return sum((inputs + 1) * outputs for inputs, outputs in zip(widths, widths[1:]))

convolution(5, 1, 6) + convolution(5, 6, 16) + dense(400, 120, 84, 10)

# %% second convolution, paper
# Three neighbours, four neighbours, two pairs, all: how many maps each of the filters reads.
maps_read = [3] * 6 + [4] * 6 + [4] * 3 + [6]
paper = sum(convolution(5, maps, 1) for maps in maps_read)
paper

# %% second convolution, all maps
convolution(5, 6, 16)

# %% LeNet-5 as in the paper, parameters
# A pooling has a weight and a bias for each map; the last ten codes are fixed.
convolution(5, 1, 6) + 2 * 6 + paper + 2 * 16 + dense(400, 120, 84)

# %% pixels 224
def windows(size, window, stride, padding=0):
    return (size + 2 * padding - window) // stride + 1

(1, windows(224, 11, 4), windows(224, 11, 4), 96)

# %% pixels 227
(1, windows(227, 11, 4), windows(227, 11, 4), 96)

# %% 224 padded by 2
(windows(224, 11, 4, padding=2), windows(224, 11, 4, padding=2))

# %% ReLU
# What the filters gave, written by: swift run 22-lenet-to-zfnet --tensors
maps = np.load("Output/22-lenet-to-zfnet/03-convolution.npy")
maps = np.maximum(maps, 0)
maps

# %% LocalResponseNormalization
squares = np.pad(maps ** 2, ((0, 0), (0, 0), (0, 0), (2, 2)))
near = np.lib.stride_tricks.sliding_window_view(squares, 5, axis=3)
maps = maps / (2 + 0.0001 * near.sum(axis=-1)) ** 0.75
maps

# %% Pooling
nines = np.lib.stride_tricks.sliding_window_view(maps, (3, 3), axis=(1, 2))
nines[:, ::2, ::2].max(axis=(-2, -1))

# %% AlexNet, two groups, as in the paper
head = dense(6 * 6 * 256, 4096, 4096, 1000)
grouped = (
    convolution(11, 3, 96) + convolution(5, 96 // 2, 256) + convolution(3, 256, 384)
    + convolution(3, 384 // 2, 384) + convolution(3, 384 // 2, 256))
grouped + head

# %% AlexNet, without groups
last_three = convolution(3, 256, 384) + convolution(3, 384, 384) + convolution(3, 384, 256)
convolution(11, 3, 96) + convolution(5, 96, 256) + last_three + head

# %% AlexNet, torchvision's
(convolution(11, 3, 64) + convolution(5, 64, 192) + convolution(3, 192, 384)
 + convolution(3, 384, 256) + convolution(3, 256, 256) + head)

# %% share of the dense layers
np.round(100 * head / (grouped + head), 1)

# %% ZFNet with AlexNet's maps
convolution(7, 3, 96) + convolution(5, 96, 256) + last_three + head

# %% ZFNet with more maps
(convolution(7, 3, 96) + convolution(5, 96, 256) + convolution(3, 256, 512)
 + convolution(3, 512, 1024) + convolution(3, 1024, 512)
 + dense(6 * 6 * 512, 4096, 4096, 1000))

# %% AlexNet's multiplications, times LeNet's
# window² · channels · filters · places, and inputs · outputs.
lenet = 25 * 6 * 28**2 + 25 * 6 * 16 * 10**2 + 400 * 120 + 120 * 84 + 84 * 10
alexnet = (
    121 * 3 * 96 * 55**2 + 25 * 48 * 256 * 27**2
    + 9 * (256 * 384 + 192 * 384 + 192 * 256) * 13**2
    + 9216 * 4096 + 4096 * 4096 + 4096 * 1000)
np.round(alexnet / lenet)
