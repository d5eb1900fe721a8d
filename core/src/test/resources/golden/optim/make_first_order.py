"""PyTorch's Adagrad and SGD in float64 for gradients that a formula makes.

Run: python3 make_first_order.py > first_order.json      (written with PyTorch 1.13.1)

x_i = 1 + i / 8; the gradient of step t (0 for the first) is g_i = sin(1 + 3 t + 7 i) * 10 ** (i mod 5 - 3),
and 0 for i = 4 at every step and for i = 9 from step 5 on.
"""
import json, math
import torch

N, STEPS = 12, 20


def run(text, make):
    x = torch.tensor([1 + i / 8 for i in range(N)], dtype=torch.float64, requires_grad=True)
    optimizer = make([x])
    steps = []
    for t in range(STEPS):
        x.grad = torch.tensor(
            [0.0 if i == 4 or (i == 9 and t >= 5) else math.sin(1 + 3 * t + 7 * i) * 10 ** (i % 5 - 3) for i in range(N)],
            dtype=torch.float64)
        optimizer.step()
        steps.append(x.tolist())
    return dict(optimizer=text, x=steps)


Adagrad, SGD = torch.optim.Adagrad, torch.optim.SGD
print(json.dumps([
    run("adagrad", lambda p: Adagrad(p)),
    run("adagrad:lr=0.3,initial=0.25,epsilon=0.001", lambda p: Adagrad(p, lr=0.3, initial_accumulator_value=0.25, eps=1e-3)),
    run("sgd:lr=0.05,momentum=0", lambda p: SGD(p, lr=0.05)),
    run("sgd", lambda p: SGD(p, lr=0.1, momentum=0.9)),
    run("sgd:lr=0.02,momentum=0.5,nesterov=true", lambda p: SGD(p, lr=0.02, momentum=0.5, nesterov=True)),
    run("sgd:lr=0.1,momentum=0,decay=0.2", lambda p: SGD(p, lr=0.1, weight_decay=0.2)),
    run("sgd:lr=0.1,momentum=0.9,decay=0.01", lambda p: SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01)),
    run("sgd:lr=0.1,momentum=0.9,nesterov=true,decay=0.01",
        lambda p: SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)),
], indent=0))
