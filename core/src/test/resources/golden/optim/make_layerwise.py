"""LARS and LAMB in float64, built on PyTorch's SGD and Adam, for gradients that a formula makes.

Run: python3 make_layerwise.py > layerwise.json      (written with PyTorch 1.13.1)

LARS (You, Gitman and Ginsburg 2017) is SGD at rate 1 whose gradient is a * ratio * (g + decay * w), with
ratio = eta |w| / (|g| + decay |w|). LAMB (You et al. 2020) moves by a * ratio * r, with r what ADAM at rate 1 would
move by, plus decay * w, and ratio = |w| / |r|. Ratios are 1 where a norm is 0. Biases have ratio 1 and no decay.

u(i) in [0, 1) is a hash of the integer i, see uniform(). x_i = 2 u(i) - 1, but 0 in the second layer; the gradient of
step t (1 for the first) is g_i = (2 u(1000003 t + i) - 1) * 10 ** -(i mod 5). From step 4 on the rate a is halved.
"""
import json
import torch

PARTS = [((4, 2), True), ((4,), False), ((3, 1, 1, 2), True), ((2, 2), True), ((2,), False)]  # shape, is it a layer
N = sum(torch.Size(shape).numel() for shape, _ in PARTS)
STEPS = 7


def uniform(i):
    h = i * 2654435761 & 0xFFFFFFFF
    h ^= h >> 15
    h = h * 2246822519 & 0xFFFFFFFF
    h ^= h >> 13
    h = h * 3266489917 & 0xFFFFFFFF
    h ^= h >> 16
    return h / 2 ** 32


def parts(values):
    whole = torch.tensor(values, dtype=torch.float64)
    sizes = [torch.Size(shape).numel() for shape, _ in PARTS]
    return [part.reshape(shape) for part, (shape, _) in zip(whole.split(sizes), PARTS)]


def gradient(t):
    return parts([(2 * uniform(1000003 * t + i) - 1) * 10.0 ** -(i % 5) for i in range(N)])


def start():
    x = [part.clone() for part in parts([2 * uniform(i) - 1 for i in range(N)])]
    x[2].zero_()
    return x


def run(text, rate, step):
    x, xs = start(), []
    for t in range(1, STEPS + 1):
        step(rate * (0.5 if t >= 4 else 1), x, gradient(t))
        xs.append(torch.cat([w.flatten() for w in x]).tolist())
    return dict(optimizer=text, x=xs)


def ratio(numerator, denominator, first, second):
    return numerator / denominator if first.norm() > 0 and second.norm() > 0 else 1.0


def lars(text, lr=1.0, eta=0.001, momentum=0.9, decay=5e-4):
    sgd = None

    def step(a, x, gs):
        nonlocal sgd
        sgd = sgd or torch.optim.SGD(x, lr=1, momentum=momentum)
        for w, g, (_, layer) in zip(x, gs, PARTS):
            scale = ratio(eta * w.norm(), g.norm() + decay * w.norm(), w, g) if layer else 1.0
            w.grad = a * scale * (g + decay * w if layer else g)
        sgd.step()

    return run(text, lr, step)


def lamb(text, lr=1e-3, betas=(0.9, 0.999), eps=1e-6, decay=0.01):
    moves = [torch.zeros(shape, dtype=torch.float64) for shape, _ in PARTS]
    adam = torch.optim.Adam(moves, lr=1, betas=betas, eps=eps)

    def step(a, x, gs):
        for move, g in zip(moves, gs):
            move.zero_()
            move.grad = g
        adam.step()
        for w, move, (_, layer) in zip(x, moves, PARTS):
            r = decay * w - move if layer else -move
            w -= a * (ratio(w.norm(), r.norm(), w, r) if layer else 1.0) * r

    return run(text, lr, step)


print(json.dumps([
    lars("lars"),
    lars("lars:lr=2,eta=0.05,momentum=0.5,decay=0.1", 2, 0.05, 0.5, 0.1),
    lars("lars:lr=0.5,eta=0.1,momentum=0,decay=0", 0.5, 0.1, 0, 0),
    lamb("lamb"),
    lamb("lamb:lr=0.05,beta1=0.8,beta2=0.95,epsilon=0.001,decay=0.2", 0.05, (0.8, 0.95), 1e-3, 0.2),
    lamb("lamb:lr=0.1,beta1=0,beta2=0.5,decay=0", 0.1, (0, 0.5), 1e-6, 0),
], indent=0))
