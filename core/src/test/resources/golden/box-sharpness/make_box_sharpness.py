"""The largest f that ten iterations of SciPy's L-BFGS-B find in the box |y_i| <= epsilon (|x_i| + 1) around x.

Run: python3 make_box_sharpness.py > box-sharpness.json      (written with SciPy 1.10.1, NumPy 1.24.2)

f(z) = 1/2 (z - c)' H (z - c) + offset. The protocol: variables u in [-1, 1], y_i = u_i epsilon (|x_i| + 1), start 0,
-f / mean_i |df/du_i (0)|, history 10, pgtol = factr = 0, maxiter 10; the best point evaluated counts.
"""
import json
import numpy as np
from scipy.optimize import fmin_l_bfgs_b

problems = []
for seed in range(12):
    random = np.random.default_rng(seed)
    n = 2 + seed
    a = random.normal(size=(n, n))
    h = a @ a.T / n if seed % 3 else (a + a.T) / 2  # convex, every third indefinite
    c, x = random.normal(size=n), random.normal(size=n)
    offset, epsilon = 20.0, (1e-3, 0.05, 0.5, 2.0)[seed % 4]
    width = epsilon * (np.abs(x) + 1)

    def value(z):
        return 0.5 * (z - c) @ h @ (z - c) + offset

    scale = np.mean(np.abs(h @ (x - c) * width))
    seen = []

    def negated(u):
        z = x + u * width
        seen.append(value(z))
        return -value(z) / scale, -(h @ (z - c)) * width / scale

    fmin_l_bfgs_b(negated, np.zeros(n), bounds=[(-1, 1)] * n, m=10, factr=0, pgtol=0, maxiter=10)
    problems.append(dict(H=h.tolist(), c=c.tolist(), x=x.tolist(), offset=offset, epsilon=epsilon,
                         f=value(x), maximum=max(seen), evaluations=len(seen)))
print(json.dumps(problems))
