# %% pixels seen
import torch
import torchvision
from torch import nn
from torch.nn import functional as F

picture = torch.zeros(1, 1, 11, 11, requires_grad=True)
maps = picture
for _ in range(3):
    maps = F.conv2d(maps, torch.ones(1, 1, 3, 3))
maps[0, 0, 2, 2].backward()
picture.grad.count_nonzero()

# %% flat size
front = nn.Sequential(nn.Conv2d(1, 30, kernel_size=5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten())
tuple(front(torch.zeros(1, 1, 28, 28)).shape)

# %% maxPool2D
# The padding of a maximum is −∞, in PyTorch, too.
F.max_pool2d(-torch.ones(1, 1, 4, 4), 2, padding=1)[0, 0]

# %% parameters of ResNet18
with torch.device("meta"):
    resnet18 = torchvision.models.resnet18()
sum(parameter.numel() for parameter in resnet18.parameters())

# %% 97 × 160 through ResNet18
with torch.device("meta"):
    scores = resnet18(torch.zeros(1, 3, 97, 160))
tuple(scores.shape)

# %% Resize
ruler = torch.arange(640.0).expand(1, 1, 4, 640)
scaled = F.interpolate(ruler, size=(2, 384), mode="bilinear", antialias=True)
scaled[0, 0]

# %% one filter over depth 6
# (N, C, H, W) as the lesson's (N, H, W, C).
one = nn.Conv2d(6, 1, kernel_size=5)(torch.zeros(1, 6, 36, 36))
tuple(one.permute(0, 2, 3, 1).shape)

# %% 1 × 1
pointwise = nn.Conv2d(8, 2, kernel_size=1)(torch.zeros(1, 8, 4, 4))
tuple(pointwise.permute(0, 2, 3, 1).shape)

# %% parameters of the flattening
sum(parameter.numel() for parameter in nn.Flatten().parameters())

# %% parameters of the dense layer
sum(parameter.numel() for parameter in nn.Linear(2048, 10).parameters())

# %% dense, in colour
reader = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28 * 3, 10))
tuple(reader(torch.rand(5, 3, 28, 28)).shape)

# %% ten filters
ten = nn.Conv2d(1, 10, kernel_size=3)(torch.zeros(1, 1, 8, 8))
tuple(ten.permute(0, 2, 3, 1).shape)
