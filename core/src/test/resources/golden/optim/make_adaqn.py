"""adaQN written out plainly in float64: a list of gradients, lists of pairs, the textbook two-loop recursion.

Run: python3 make_adaqn.py > adaqn.json      (written with NumPy 1.24.2)

Keskar and Berahas 2016, as released and later corrected:
  gradient g of a mini-batch to a queue F of the last `fisher`; w_sum += w; w -= lr * H g, H by the two loops over the
  last `memory` pairs from H0 = 1 / sqrt(v + eps), where v is the sum of g^2 (adagrad) or 0.9 v + 0.1 g^2 (rms);
  every `update` steps: w_n = w_sum / update, w_sum = 0; first time w_o = w_n; else if f_mon(w_n) > 1.01 f_mon(w_o):
  forget pairs and F, w = w_o; else s = w_n - w_o, y = F^T (F s) / |F|, and if s^T y / s^T s > 1e-4, store and w_o = w_n.

The problem is logistic regression, f_i(w) = scale * log(1 + exp(-b_i a_i^T w)), with a_ij = sin(1 + 3 i + 7 j + i j) and
b_i = 1 if sin(5 + 2 i) > 0 else -1, for i < 40 and j < 12, from w = 0. The batch of step t (0 for the first) holds the
points (7 t + 3 k) mod 40 for k < 5; f_mon is the mean over the points i < 16.
"""
import json
import numpy as np

N, DIM = 40, 12
A = np.array([[np.sin(1 + 3 * i + 7 * j + i * j) for j in range(DIM)] for i in range(N)])
B = np.array([1.0 if np.sin(5 + 2 * i) > 0 else -1.0 for i in range(N)])
EPS = np.sqrt(2.0 ** -52)


def loss(w, points, scale):
    return np.mean([scale * np.log(1 + np.exp(-B[i] * (A[i] @ w))) for i in points])


def gradient(w, points, scale):
    return np.mean([-scale * B[i] * A[i] / (1 + np.exp(B[i] * (A[i] @ w))) for i in points], axis=0)


def two_loops(g, h0, pairs):
    q = g.copy()
    alphas = []
    for s, y in reversed(pairs):
        alpha = (s @ q) / (s @ y)
        q = q - alpha * y
        alphas.append(alpha)
    r = h0 * q
    for (s, y), alpha in zip(pairs, reversed(alphas)):
        beta = (y @ r) / (s @ y)
        r = r + (alpha - beta) * s
    return r


def adaqn(steps, lr, memory, update, fisher, scaling, scale):
    w = np.zeros(DIM)
    v = np.zeros(DIM)
    w_sum = np.zeros(DIM)
    F, pairs, w_o, f_o = [], [], None, None
    path, events = [], []
    for t in range(steps):
        g = gradient(w, [(7 * t + 3 * k) % N for k in range(5)], scale)
        F.append(g)
        if len(F) > fisher:
            F.pop(0)
        w_sum = w_sum + w
        v = v + g * g if scaling == "adagrad" else 0.9 * v + 0.1 * g * g
        w = w - lr * two_loops(g, 1 / np.sqrt(v + EPS), pairs)
        if (t + 1) % update == 0:
            w_n = w_sum / update
            w_sum = np.zeros(DIM)
            f_n = loss(w_n, range(16), scale)
            if w_o is None:
                w_o, f_o, event = w_n, f_n, "first"
            elif f_n > 1.01 * f_o:
                F, pairs, w, event = [], [], w_o.copy(), "reset"
            else:
                s = w_n - w_o
                matrix = np.array(F)
                y = matrix.T @ (matrix @ s) / len(F)
                event = "skipped"
                if (s @ y) / (s @ s) > 1e-4:
                    pairs.append((s, y))
                    pairs = pairs[-memory:]
                    w_o, f_o, event = w_n, f_n, "stored"
            events.append(dict(step=t + 1, event=event, pairs=len(pairs), gradients=len(F)))
        path.append(w.tolist())
    return path, events


result = []
for steps, lr, memory, update, fisher, scaling, scale in (
        (160, 0.05, 10, 20, 100, "adagrad", 1.0),
        (80, 0.02, 3, 4, 7, "rms", 1.0),
        (60, 0.8, 10, 3, 100, "adagrad", 1.0),
        (60, 0.02, 5, 6, 20, "rms", 0.01)):
    path, events = adaqn(steps, lr, memory, update, fisher, scaling, scale)
    result.append(dict(
        optimizer=f"adaqn:lr={lr},memory={memory},update={update},fisher={fisher},scaling={scaling}",
        scale=scale, events=events, w=path))
print(json.dumps(result, indent=0))
