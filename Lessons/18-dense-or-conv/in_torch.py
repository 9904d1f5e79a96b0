# %% view(−1, 784)
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# Written by: swift run 18-dense-or-conv --tensors
pictures = torch.from_numpy(np.load("Output/18-dense-or-conv/03-to-be-judged-by.npy"))
pictures.view(-1, 784)

# %% parameters, dense
dense = nn.Sequential(
    nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(),
    nn.Linear(128, 10))
sum(parameter.numel() for parameter in dense.parameters())

# %% parameters, convolutional
convolutional = nn.Sequential(
    nn.Conv2d(1, 16, kernel_size=3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, kernel_size=3, padding="same"), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(7 * 7 * 32, 128), nn.ReLU(), nn.Linear(128, 10))
sum(parameter.numel() for parameter in convolutional.parameters())

# %% object
# (N, H, W, C) as (N, C, H, W), and back for the lesson's shape.
batch = pictures[:10].permute(0, 3, 1, 2)
layer = nn.Conv2d(1, 16, kernel_size=3, padding="same")
by_object = layer(batch)
tuple(by_object.permute(0, 2, 3, 1).shape)

# %% function
by_function = F.conv2d(batch, layer.weight, layer.bias, padding="same")
assert torch.allclose(by_object, by_function)
tuple(by_function.permute(0, 2, 3, 1).shape)

# %% two calls, made in init
class MadeOnce(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(1, 16, kernel_size=3)

    def forward(self, images):
        return F.relu(self.convolution(images))

network = MadeOnce()
(network(batch) - network(batch)).abs().max()
