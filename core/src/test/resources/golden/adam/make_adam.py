"""PyTorch's torch.optim.Adam in float64 for gradients that a formula makes.

Run: python3 make_adam.py > adam.json      (written with PyTorch 1.13.1)

x_i = 1 + i / 8; the gradient of step t (0 for the first) is g_i = sin(1 + 3 t + 7 i) * 10 ** (i mod 5 - 3),
and 0 for i = 4 at every step and for i = 9 from step 5 on.
"""
import json, math
import torch

N, STEPS = 12, 20
result = []
for lr, b1, b2, eps in ((1e-3, 0.9, 0.999, 1e-8), (0.05, 0.8, 0.95, 1e-3), (0.01, 0.0, 0.0, 1e-2)):
    x = torch.tensor([1 + i / 8 for i in range(N)], dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam([x], lr=lr, betas=(b1, b2), eps=eps)
    steps = []
    for t in range(STEPS):
        x.grad = torch.tensor(
            [0.0 if i == 4 or (i == 9 and t >= 5) else math.sin(1 + 3 * t + 7 * i) * 10 ** (i % 5 - 3) for i in range(N)],
            dtype=torch.float64)
        adam.step()
        steps.append(x.tolist())
    result.append(dict(learningRate=lr, beta1=b1, beta2=b2, epsilon=eps, x=steps))
print(json.dumps(result, indent=1))
