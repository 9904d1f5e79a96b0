# %% new pixel 0 of the first row
import numpy as np
import torch
from torch.nn import functional as F
from torchvision.transforms import functional as transforms

# (batch, channels, height, width)
four = torch.tensor([[0.0, 30], [60, 90]]).reshape(1, 1, 2, 2)
# Edges coincide. With align_corners=True the middles of the corners' pixels would.
sixteen = F.interpolate(four, size=(4, 4), mode="bilinear", align_corners=False)
sixteen[0, 0, 0, 0]

# %% new pixel 1 of the first row
sixteen[0, 0, 0, 1]

# %% new pixel 2 of the first row
sixteen[0, 0, 0, 2]

# %% new pixel 3 of the first row
sixteen[0, 0, 0, 3]

# %% bicubic, least
edge = torch.tensor([20.0, 20, 20, 20, 80, 80, 80, 80]).reshape(1, 1, 1, 8)
curve = F.interpolate(edge, size=(1, 64), mode="bicubic")
curve.min()

# %% bicubic, most
curve.max()

# %% old pixels that bilinear leaves unread
rows = torch.eye(8).reshape(1, 1, 8, 8)
weights = F.interpolate(rows, size=(8, 2), mode="bilinear")[0, 0]
(weights == 0).all(dim=1).sum()

# %% Resize
# The photo, written by: swift run 25-transforms --tensors
tensor = torch.from_numpy(np.load("Output/25-transforms/05-totensor.npy"))
photo = (tensor.double() * 255).round().unsqueeze(0)
# torchvision's Resize antialiases by itself; interpolate has to be told.
scaled = F.interpolate(photo, size=(256, 384), mode="bilinear", antialias=True)
scaled.permute(0, 2, 3, 1)

# %% Resize #2
squeezed = F.interpolate(photo, size=(224, 224), mode="bilinear", antialias=True)
squeezed.permute(0, 2, 3, 1)

# %% ToTensor
# A permute leaves the numbers where they are in memory; contiguous lays them out anew.
pixels = photo[0].permute(1, 2, 0).contiguous().byte()
transforms.to_tensor(pixels.numpy())

# %% reshape
# view keeps the order of the numbers, too, and makes no channels of them.
(pixels / 255).view(3, *pixels.shape[:2])

# %% Normalize
normalized = transforms.normalize(tensor, mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
normalized.permute(1, 2, 0)
