# %% LeNet-5, parameters
import numpy as np
import torch
import torchvision
from torch import nn

def count(network):
    return sum(parameter.numel() for parameter in network.parameters())

lenet = nn.Sequential(
    nn.Conv2d(1, 6, kernel_size=5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(6, 16, kernel_size=5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
count(lenet)

# %% pixels 224
first = nn.Conv2d(3, 96, kernel_size=11, stride=4)
# (N, C, H, W) as the lesson's (N, H, W, C).
tuple(first(torch.zeros(1, 3, 224, 224)).permute(0, 2, 3, 1).shape)

# %% pixels 227
tuple(first(torch.zeros(1, 3, 227, 227)).permute(0, 2, 3, 1).shape)

# %% 224 padded by 2
first = nn.Conv2d(3, 64, kernel_size=11, stride=4, padding=2)
tuple(first(torch.zeros(1, 3, 224, 224)).shape[2:])

# %% LocalResponseNormalization
# What the filters gave, written by: swift run 22-lenet-to-zfnet --tensors
maps = torch.from_numpy(np.load("Output/22-lenet-to-zfnet/03-convolution.npy"))
maps = torch.relu(maps.permute(0, 3, 1, 2))
# PyTorch divides alpha by the number of channels in the sum.
maps = nn.LocalResponseNorm(5, alpha=5 * 0.0001, beta=0.75, k=2)(maps)
maps.permute(0, 2, 3, 1)

# %% Pooling
nn.MaxPool2d(3, stride=2)(maps).permute(0, 2, 3, 1)

# %% AlexNet, two groups, as in the paper
def alexnet(groups):
    return nn.Sequential(
        nn.Conv2d(3, 96, kernel_size=11, stride=4),
        nn.Conv2d(96, 256, kernel_size=5, padding=2, groups=groups),
        nn.Conv2d(256, 384, kernel_size=3, padding=1),
        nn.Conv2d(384, 384, kernel_size=3, padding=1, groups=groups),
        nn.Conv2d(384, 256, kernel_size=3, padding=1, groups=groups),
        nn.Linear(6 * 6 * 256, 4096), nn.Linear(4096, 4096), nn.Linear(4096, 1000))

# On “meta” tensors have a shape and no numbers: enough to count.
with torch.device("meta"):
    paper = count(alexnet(groups=2))
paper

# %% AlexNet, without groups
with torch.device("meta"):
    whole = count(alexnet(groups=1))
whole

# %% AlexNet, torchvision's
with torch.device("meta"):
    other = torchvision.models.alexnet()
count(other)
