# %% map by hand
import torch
from torch import nn
from torch.nn import functional as F

seven = torch.tensor([
    [0.0, 0, 0, 0, 0, 0],
    [0, 1, 1, 1, 1, 0],
    [0, 0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0, 0],
    [0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
]).reshape(1, 1, 6, 6)
level = torch.tensor([[-1.0] * 3, [2.0] * 3, [-1.0] * 3]).reshape(1, 1, 3, 3)
answers = F.relu(F.conv2d(seven, level))
answers[0, 0]

# %% map by hand, pooled
F.max_pool2d(answers, 2)[0, 0]

# %% convolution 3 sees
# Weights of 1 and means for maxima, so that a gradient reaches all that is seen.
layers = []
for _ in range(3):
    convolution = nn.Conv2d(1, 1, kernel_size=3, padding="same", bias=False)
    nn.init.ones_(convolution.weight)
    layers += [convolution, nn.AvgPool2d(2)]
picture = torch.zeros(1, 1, 56, 56, requires_grad=True)
maps = nn.Sequential(*layers[:-1])(picture)
maps[0, 0, 7, 7].backward()
picture.grad[0, 0].any(dim=0).count_nonzero()

# %% slopes
network = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
digit = torch.rand(1, 1, 28, 28, requires_grad=True)
scores = network(digit)
label = 3
# Only the score of the right answer is walked back.
scores[0, label].backward()
tuple(digit.grad.permute(0, 2, 3, 1).shape)

# %% Grad-CAM by hand
# (N, H, W, C) as (N, C, H, W).
maps = torch.tensor([2.0, 0, 1, 0, 0, 3, 0, 1]).reshape(1, 2, 2, 2).permute(0, 3, 1, 2)
maps.requires_grad_()
head = torch.tensor([1.0, -1, 1, -1, 0, 0, 2, -2]).reshape(1, 2, 2, 2).permute(0, 3, 1, 2)
(maps * head).sum().backward()
weights = maps.grad.mean(dim=(2, 3), keepdim=True)
F.relu((maps * weights).sum(dim=1))
