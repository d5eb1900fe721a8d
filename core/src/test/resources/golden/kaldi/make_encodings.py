"""Writes encodings.ark and encodings.json: each of Kaldi's encodings, and what it stands for.

Run: python3 make_encodings.py      (written with NumPy 1.24.2; the seed is fixed)

The bytes are put together here from the format's definition, entry by entry, and the values that
they stand for are computed in float64:

  key, space, 0x00 'B', then
  FM, DM   token, space, 4 rows(i4), 4 columns(i4), values row by row (f4, f8)
  FV, DV   token, space, 4 size(i4), values
  integers 4 size(i4), then for each 4 value(i4)
  CM2, CM3 token, space, minimum(f4), range(f4), rows(i4), columns(i4), then u2 or u1 row by row:
           minimum + range * v / 65535 or / 255
  CM       the same head, then for each column four u2 (levels as in CM2: p0, p25, p75, p100), then
           u1 column by column: 0..64 from p0 to p25, 64..192 from p25 to p75, 192..255 to p100

All 256 bytes and the extreme 16-bit integers occur.
"""
import json, struct
import numpy as np

rng = np.random.default_rng(20261124)
archive, expected = b"", {}


def sized(n):
    return b"\x04" + struct.pack("<i", n)


def add(key, body, kind, values):
    global archive
    archive += key.encode() + b" \x00B"
    expected[key] = dict(kind=kind, offset=len(archive) - 2, values=np.asarray(values).tolist())
    archive += body


def matrix(key, token, values, dtype):
    stored = values.astype(dtype)
    rows, columns = stored.shape
    add(key, token + b" " + sized(rows) + sized(columns) + stored.tobytes(), "matrix", stored.astype("f8"))


def compressed(token, minimum, extent, rows, columns, data):
    return token + b" " + struct.pack("<ffii", minimum, extent, rows, columns) + data


def level(minimum, extent, v):
    return np.float64(minimum) + np.float64(extent) * np.asarray(v, "f8") / 65535


matrix("fm", b"FM", rng.normal(0, 20, (7, 3)), "<f4")
matrix("dm", b"DM", rng.normal(0, 1, (4, 5)) * 10.0 ** rng.integers(-9, 9, (4, 5)), "<f8")

minimum, extent = np.float32(-31.7), np.float32(88.123)
v = rng.integers(0, 65536, (9, 4)).astype("<u2")
v[0, 0], v[8, 3] = 0, 65535
add("cm2", compressed(b"CM2", minimum, extent, 9, 4, v.tobytes()), "matrix", level(minimum, extent, v))

minimum, extent = np.float32(0.125), np.float32(3.7)
v = rng.permutation(256).astype("u1").reshape(64, 4)
add("cm3", compressed(b"CM3", minimum, extent, 64, 4, v.tobytes()), "matrix",
    np.float64(minimum) + np.float64(extent) * v.astype("f8") / 255)

minimum, extent = np.float32(-12.5), np.float32(41.3)
rows, columns = 128, 3
heads = np.sort(rng.integers(0, 65536, (columns, 4)), axis=1).astype("<u2")
heads[2] = [0, 1, 2, 65535]
bytes_ = np.stack([rng.permutation(256)[:rows], np.arange(rows), np.arange(256 - rows, 256)]).astype("u1")
p = level(minimum, extent, heads)
values = np.zeros((rows, columns))
for column in range(columns):
    p0, p25, p75, p100 = p[column]
    for row in range(rows):
        b = int(bytes_[column, row])
        if b <= 64:
            values[row, column] = p0 + (p25 - p0) * b / 64
        elif b <= 192:
            values[row, column] = p25 + (p75 - p25) * (b - 64) / 128
        else:
            values[row, column] = p75 + (p100 - p75) * (b - 192) / 63
add("cm", compressed(b"CM", minimum, extent, rows, columns, heads.tobytes() + bytes_.tobytes()), "matrix", values)

add("empty-fm", b"FM " + sized(0) + sized(0), "matrix", np.zeros((0, 0)))
add("empty-cm", compressed(b"CM", 0, 0, 0, 0, b""), "matrix", np.zeros((0, 0)))

vector = rng.uniform(0, 1, 11)
add("fv", b"FV " + sized(11) + vector.astype("<f4").tobytes(), "vector", vector.astype("<f4").astype("f8"))
add("dv", b"DV " + sized(11) + vector.astype("<f8").tobytes(), "vector", vector)

integers = [0, 1, 1972, -1, 2**31 - 1, -(2**31), 10, 4]
add("integers", sized(len(integers)) + b"".join(sized(i) for i in integers), "integers", integers)
add("no-integers", sized(0), "integers", [])

open("encodings.ark", "wb").write(archive)
open("encodings.json", "w").write(json.dumps(expected) + "\n")
