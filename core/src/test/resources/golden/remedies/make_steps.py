"""Steps with remedies in float64 by PyTorch's autograd, for a network, points and weights that a formula makes.

Run: python3 make_steps.py > steps.json      (written with PyTorch 1.13.1)

The network has 16 inputs, two layers of 12 with BatchNorm (the batch's own statistics) and ReLU, and 5 outputs. Its
weights in order: weight and bias of each dense layer, then weight and bias of each BatchNorm; x_i = 2 u(500 + i) - 1,
times 0.7. Input j of point p is floor(256 u(1000 + 16 p + j)) / 255, its label floor(5 u(700000 + p)). The batch is
points 10 to 49. u(i) in [0, 1) is a hash of the integer i, see uniform().

Each entry is the direction g of a step, or the weights x after one of SGD at rate 0.1. Noise is PyTorch's own, float32, from a generator
with the seed that Basin derives from the step's seed 4711 and the word "noise".
"""
import json
import math
import torch
import torch.nn.functional as F

FEATURES, WIDTH, CLASSES, FIRST, BATCH = 16, 12, 5, 10, 40
STEP_SEED = 4711
SHAPES = [(WIDTH, FEATURES), (WIDTH,), (WIDTH, WIDTH), (WIDTH,), (CLASSES, WIDTH), (CLASSES,),
          (WIDTH,), (WIDTH,), (WIDTH,), (WIDTH,)]
IS_WEIGHT = [True, False] * 5
SIZES = [torch.Size(shape).numel() for shape in SHAPES]


def uniform(i):
    h = i * 2654435761 & 0xFFFFFFFF
    h ^= h >> 15
    h = h * 2246822519 & 0xFFFFFFFF
    h ^= h >> 13
    h = h * 3266489917 & 0xFFFFFFFF
    h ^= h >> 16
    return h / 2 ** 32


def mix(z):
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2 ** 64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2 ** 64
    return z ^ z >> 31


def derive(seed, word):
    gamma, h = 0x9E3779B97F4A7C15, 0xCBF29CE484222325
    for octet in word.encode():
        h = (h ^ octet) * 0x100000001B3 % 2 ** 64
    return mix((mix((seed + gamma) % 2 ** 64) ^ h) + gamma & 2 ** 64 - 1)


def start():
    values = torch.tensor([0.7 * (2 * uniform(500 + i) - 1) for i in range(sum(SIZES))]).float().double()
    return [part.reshape(shape).clone().requires_grad_() for part, shape in zip(values.split(SIZES), SHAPES)]


X = torch.tensor([[math.floor(256 * uniform(1000 + FEATURES * p + j)) for j in range(FEATURES)]
                  for p in range(FIRST, FIRST + BATCH)]).float().div(255).double()
Y = torch.tensor([math.floor(CLASSES * uniform(700000 + p)) for p in range(FIRST, FIRST + BATCH)])


def logits(w, inputs):
    h = inputs
    for layer in range(2):
        z = h @ w[2 * layer].t() + w[2 * layer + 1]
        h = F.relu(F.batch_norm(z, None, None, w[6 + 2 * layer], w[7 + 2 * layer], True, 0.1, 1e-5))
    return h @ w[4].t() + w[5]


def cross_entropy(w, inputs=X, labels=Y):
    return F.cross_entropy(logits(w, inputs), labels)


def flat(tensors):
    return torch.cat([t.detach().flatten() for t in tensors])


def gradient(loss, w):
    return torch.autograd.grad(loss(w), w)


def sam(w, rho):
    g = gradient(cross_entropy, w)
    norm = flat(g).norm()
    moved = [(p + rho * d / norm).detach().requires_grad_() for p, d in zip(w, g)]
    return gradient(cross_entropy, moved)


def asam(w, rho, eta):
    g = gradient(cross_entropy, w)
    t = [p.abs() + eta if weight else torch.ones_like(p) for p, weight in zip(w, IS_WEIGHT)]
    norm = flat([s * d for s, d in zip(t, g)]).norm()
    moved = [(p + rho * s * s * d / norm).detach().requires_grad_() for p, s, d in zip(w, t, g)]
    return gradient(cross_entropy, moved)


def adversarial(w, epsilon):
    inputs = X.clone().requires_grad_()
    slope, = torch.autograd.grad(cross_entropy(w, inputs), inputs)
    moved = (X + epsilon * slope.sign()).detach()
    return gradient(lambda v: 0.5 * cross_entropy(v) + 0.5 * cross_entropy(v, moved), w)


def stability(w, alpha, sigma):
    seed = derive(STEP_SEED, "noise")
    noise = torch.empty(BATCH, FEATURES).normal_(0, sigma, generator=torch.Generator().manual_seed(seed if seed < 2 ** 63 else seed - 2 ** 64))

    def loss(v):
        answers = F.softmax(logits(v, X), 1)
        noisy = F.log_softmax(logits(v, X + noise.double()), 1)
        return cross_entropy(v) + alpha * -(answers * noisy).sum(1).mean()
    return gradient(loss, w)


def ghosts(w, parts):
    ends = [BATCH * k // parts for k in range(parts + 1)]
    return gradient(lambda v: sum((b - a) / BATCH * cross_entropy(v, X[a:b], Y[a:b]) for a, b in zip(ends, ends[1:])),
                    w)


def clipped(w, norm):
    g = [d.clone() for d in gradient(cross_entropy, w)]
    for p, d in zip(w, g):
        p.grad = d
    torch.nn.utils.clip_grad_norm_(w, norm)
    return [p.grad for p in w]


def conservative(w, lamb, iterations, rate):
    anchor = [p.detach().clone() for p in w]
    sgd = torch.optim.SGD(w, lr=rate)
    for _ in range(iterations):
        sgd.zero_grad()
        near = sum(((p - a) ** 2).sum() for p, a in zip(w, anchor))
        (cross_entropy(w) + lamb / 2 * near).backward()
        sgd.step()
    return w


entries = [
    dict(remedy="gradient-clipping:norm=100", g=gradient(cross_entropy, start())),
    dict(remedy="sam:rho=0.5", g=sam(start(), 0.5)),
    dict(remedy="asam:rho=0.5,eta=0.01", g=asam(start(), 0.5, 0.01)),
    dict(remedy="adversarial:epsilon=0.05", g=adversarial(start(), 0.05)),
    dict(remedy="stability:alpha=0.7,sigma=0.1", g=stability(start(), 0.7, 0.1)),
    dict(remedy="ghost-batch-norm:size=16", g=ghosts(start(), 3)),
    dict(remedy="gradient-clipping:norm=0.05", g=clipped(start(), 0.05)),
    dict(remedy="conservative:lambda=0.5,iterations=3", x=conservative(start(), 0.5, 3, 0.1)),
]
for entry in entries:
    for key in ("g", "x"):
        if key in entry:
            entry[key] = [float("%.9g" % v) for v in flat(entry[key])]
print(json.dumps(entries))
