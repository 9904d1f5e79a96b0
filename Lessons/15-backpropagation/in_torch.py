# %% gradient of x
import torch
from torch.nn import functional as F

x, y, z = (torch.tensor(value, requires_grad=True) for value in [-2.0, 5.0, 4.0])
product = (x + y) * z
product.backward()
x.grad

# %% gradient of y
y.grad

# %% gradient of z
z.grad

# %% gradient of u
u = torch.tensor(3.0, requires_grad=True)
(u.clone() * u.detach()).backward()
u.grad

# %% steps to a loss below 0.1, plain
def steps_to_a_small_loss(optimizer, **settings):
    w, b = torch.tensor(-2.0, requires_grad=True), torch.tensor(0.0, requires_grad=True)
    optimizer = optimizer([w, b], **settings)
    for step in range(41):
        loss = (torch.sigmoid(w * 2 + b) - 1) ** 2
        if loss < 0.1:
            return step
        # Gradients are added up until they are set back.
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

steps_to_a_small_loss(torch.optim.SGD, lr=1)

# %% steps to a loss below 0.1, momentum
steps_to_a_small_loss(torch.optim.SGD, lr=1, momentum=0.9)

# %% steps to a loss below 0.1, Adam
steps_to_a_small_loss(torch.optim.Adam, lr=0.3)

# %% difference, turned
# Filters are (out, in, height, width), pictures (batch, channels, height, width).
kernel = torch.tensor([[2.0, 0, 1], [0, 1, 2], [1, 0, 2]]).reshape(1, 1, 3, 3)
gradient = torch.tensor([[1.0, -2, 3], [0, 4, -1], [2, 5, -3]]).reshape(1, 1, 3, 3)
picture = torch.zeros(1, 1, 5, 5, requires_grad=True)
F.conv2d(picture, kernel).backward(gradient)
turned = kernel.flip(2, 3)
(F.conv2d(gradient, turned, padding=2) - picture.grad).abs().max()

# %% difference, not turned
(F.conv2d(gradient, kernel, padding=2) - picture.grad).abs().max()

# %% relative error
wanted = torch.tensor([[1.0, -2], [3, 1]]).reshape(1, 1, 2, 2)
picture = torch.randint(-3, 4, (1, 1, 5, 5)).float().requires_grad_()

def loss(picture):
    return (F.conv2d(picture, kernel, stride=2) * wanted).sum()

loss(picture).backward()
nudges = torch.eye(25).reshape(25, 1, 1, 5, 5)
measured = torch.stack([(loss(picture + n) - loss(picture - n)) / 2 for n in nudges])
(picture.grad.flatten() - measured).abs().max() / measured.abs().max()
