"""Independent PyTorch values of F1 with weights and data that a formula makes, so that no big file is needed.

Run: python3 make_extract.py > extract.json      (written with PyTorch 1.13.1, NumPy 1.24.2)

u(i) in [0, 1) is a hash of the integer i, see uniform(). Weight i of vector v (0 or 1) is
scale * (2 u(i + v * 2**24) - 1) with scale = sqrt(6 / (in + out)) for matrices, 0.1 for biases of dense layers,
0.2 for those of BatchNorm, and 1 plus that for BatchNorm's weights; computed in float64, rounded to float32.
Pixel i of the data is floor(256 u(i + 2**26)), the label of point j is floor(10 u(j + 2**27)).
The 1,300 points are cut into ceil(1,300 / 500) chunks whose sizes differ by at most one, the larger first:
434, 433 and 433.
"""
import json
import numpy as np
import torch

POINTS, CHUNK = 1300, 500
DIMS = [784] + [512] * 5 + [10]


def uniform(start, count):
    mask = np.uint64(0xFFFFFFFF)
    h = np.arange(start, start + count, dtype=np.uint64)
    for shift, factor in ((15, 2654435761), (13, 2246822519), (16, 3266489917)):
        h = (h * np.uint64(factor)) & mask
        h ^= h >> np.uint64(shift)
    return h.astype(np.float64) / 2.0**32


layout = []
for i in range(6):
    layout += [((DIMS[i + 1], DIMS[i]), np.sqrt(6 / (DIMS[i] + DIMS[i + 1])), 0), ((DIMS[i + 1],), 0.1, 0)]
for i in range(5):
    layout += [((512,), 0.2, 1), ((512,), 0.2, 0)]
sizes = [int(np.prod(s)) for s, _, _ in layout]
n = sum(sizes)


def weights(vector):
    u = 2 * uniform(vector * 2**24, n) - 1
    at, parts = 0, []
    for size, (_, scale, centre) in zip(sizes, layout):
        parts.append(centre + scale * u[at : at + size])
        at += size
    return torch.from_numpy(np.concatenate(parts).astype(np.float32))


x = torch.from_numpy((np.floor(256 * uniform(2**26, POINTS * 784)) / 255).reshape(POINTS, 784).astype(np.float32))
y = torch.from_numpy(np.floor(10 * uniform(2**27, POINTS)).astype(np.int64))


def logits(w, h):
    p = [t.view(s) for t, (s, _, _) in zip(torch.split(w, sizes), layout)]
    for k in range(5):
        z = torch.nn.functional.linear(h, p[2 * k], p[2 * k + 1])
        h = torch.relu(torch.nn.functional.batch_norm(z, None, None, p[12 + 2 * k], p[13 + 2 * k], True, 0.1, 1e-5))
    return torch.nn.functional.linear(h, p[10], p[11])


def chunks():
    count = -(-POINTS // CHUNK)
    at = 0
    for k in range(count):
        size = POINTS // count + (k < POINTS % count)
        yield at, size
        at += size


def evaluate(w, double):
    w = (w.double() if double else w.float()).clone().requires_grad_(True)
    loss, correct, g = 0.0, 0, torch.zeros(n, dtype=torch.float64)
    for i, size in chunks():
        h, t = x[i : i + size], y[i : i + size]
        out = logits(w, h.double() if double else h)
        mean = torch.nn.functional.cross_entropy(out.double(), t)
        share = len(t) / POINTS
        loss += mean.item() * share
        correct += (out.argmax(1) == t).sum().item()
        g += torch.autograd.grad(mean, w)[0].double() * share
    return loss, 100 * correct / POINTS, g


first, second = weights(0), weights(1)
# float64 throughout: what a program that rounds logits in float32 should come close to
f, accuracy, g = evaluate(first, True)
chosen = [0, 401407, 401408, 500000, 1450000, 1457152, 1457153, 1457673, 1457674, 1458000, 1458186, 1462793]
result = dict(
    points=POINTS, chunk=CHUNK, dimension=n, loss=f, accuracy=accuracy, gradient_norm=float(g.norm()),
    gradient=[[i, float(g[i])] for i in chosen], sign_ascent=[], path=[],
)
epsilon, direction = 1e-3, g
for _ in range(2):
    w = first.double() + epsilon * (first.double().abs() + 1) * torch.sign(direction)
    value, _, direction = evaluate(w.float(), True)
    result["sign_ascent"].append(value)
for alpha in (-1.0, -0.25, 0.0, 0.5, 1.0, 2.0):
    line = (1 - alpha) * first.double() + alpha * second.double()
    arc = np.cos(alpha * np.pi / 2) * first.double() + np.sin(alpha * np.pi / 2) * second.double()
    row = [alpha]
    for w in (line, arc):
        value, share, _ = evaluate(w.float(), True)
        row += [value, share]
    result["path"].append(row)
print(json.dumps(result, indent=1))
