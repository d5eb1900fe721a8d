"""Writes small JPEG files of every sampling and coding, NAME.jpg, without a marker that tells their colours, and what
PIL makes of each: NAME.ycc if its components are taken for YCbCr, NAME.rgb if for RGB; (height, width, 3) bytes.
Then gives each file every combination of markers and component numbers, and writes in matrix.txt as what PIL reads it:
    MARKERS IDS ycc|rgb
MARKERS are segments in their order, joined by '+': jfif, exif, adobe0 to adobe3, icc, com; jfif13 and adobe11 are
too short to count, jfxx is JFIF's extension. '-' is none. IDS are the components' numbers.

Run here: /usr/bin/python3 make_jpegs.py    (python3-pil 9.4, libjpeg-turbo 2.1.5, and python3-numpy)
The encoder below is made for this purpose, since PIL writes only three kinds of sampling.
"""
import io, itertools, struct
import numpy as np
from PIL import Image

ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, i // 8 if (i // 8 + i % 8) % 2 else i % 8))
COS = np.array([[np.sqrt((1 if k == 0 else 2) / 8) * np.cos((2 * n + 1) * k * np.pi / 16) for n in range(8)] for k in range(8)])
STEPS = [1 + i // 3 for i in range(64)]  # in zigzag order
# One table for all: 8-bit codes of every symbol but the last, which leaves the code of all ones free.
SYMBOLS_DC = list(range(12))
SYMBOLS_AC = [r << 4 | s for s in range(1, 11) for r in range(16)] + [0, 0xF0] + [r << 4 for r in range(1, 15)]

class Bits:
    def __init__(self): self.text = []
    def put(self, value, count):
        if count: self.text.append(format(value, f'0{count}b'))
    def number(self, value, size): self.put(value if value > 0 else value + (1 << size) - 1, size)
    def dc(self, size): self.put(SYMBOLS_DC.index(size), 8)
    def ac(self, symbol): self.put(SYMBOLS_AC.index(symbol), 8)
    def bytes(self):
        text = ''.join(self.text); text += '1' * (-len(text) % 8); self.text = []
        return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8)).replace(b'\xff', b'\xff\0')

def size(v): return abs(int(v)).bit_length()

def block(bits, b, last, first, end):
    """Codes coefficients first to end of a block in zigzag order; gives the new mean."""
    if first == 0:
        d = int(b[0] - last); bits.dc(size(d)); bits.number(d, size(d))
    run = 0
    for k in range(max(1, first), end + 1):
        if b[k] == 0: run += 1; continue
        while run > 15: bits.ac(0xF0); run -= 16
        bits.ac(run << 4 | size(b[k])); bits.number(int(b[k]), size(b[k])); run = 0
    if run and end > 0: bits.ac(0)
    return b[0]

def segment(marker, content): return bytes([0xFF, marker]) + struct.pack('>H', len(content) + 2) + content

def encode(planes, h, w, factors, scans, interval=0, sof=0xC0, deep_steps=False):
    """scans: lists of (components, first, end); planes: one per component, of its own size."""
    hmax, vmax = max(f[0] for f in factors), max(f[1] for f in factors)
    across, down = -(-w // (8 * hmax)), -(-h // (8 * vmax))
    coded, real = [], []
    for plane, (fh, fv) in zip(planes, factors):
        rows, cols = down * fv * 8, across * fh * 8
        p = np.pad(plane, ((0, rows - plane.shape[0]), (0, cols - plane.shape[1])), 'edge').astype(float) - 128
        b = p.reshape(rows // 8, 8, cols // 8, 8).transpose(0, 2, 1, 3)
        c = (COS @ b @ COS.T).reshape(rows // 8, cols // 8, 64)[..., ZIGZAG] / STEPS
        coded.append(np.rint(c).astype(int)); real.append((-(-plane.shape[0] // 8), -(-plane.shape[1] // 8)))
    out = b'\xff\xd8' + segment(0xDB, b'\x10' + struct.pack('>64H', *STEPS) if deep_steps else b'\0' + bytes(STEPS))
    frame = struct.pack('>BHHB', 8, h, w, len(planes)) + b''.join(bytes([i + 1, f[0] << 4 | f[1], 0]) for i, f in enumerate(factors))
    out += segment(sof, frame)
    for head, symbols in ((0, SYMBOLS_DC), (16, SYMBOLS_AC)):
        out += segment(0xC4, bytes([head] + [0] * 7 + [len(symbols)] + [0] * 8) + bytes(symbols))
    if interval: out += segment(0xDD, struct.pack('>H', interval))
    for components, first, end in scans:
        out += segment(0xDA, bytes([len(components)] + sum(([c + 1, 0] for c in components), []) + [first, end, 0]))
        if len(components) == 1:
            c = components[0]; units = [[(c, y, x)] for y in range(real[c][0]) for x in range(real[c][1])]
        else:
            units = [[(c, y * factors[c][1] + v, x * factors[c][0] + u) for c in components for v in range(factors[c][1]) for u in range(factors[c][0])]
                     for y in range(down) for x in range(across)]
        bits, last = Bits(), [0] * len(planes)
        for i, unit in enumerate(units):
            if interval and i and i % interval == 0:
                out += bits.bytes() + bytes([0xFF, 0xD0 + (i // interval - 1) % 8]); last = [0] * len(planes)
            for c, y, x in unit: last[c] = block(bits, coded[c][y, x], last[c], first, end)
        out += bits.bytes()
    return out + b'\xff\xd9'

def planes(h, w, factors, seed):
    random = np.random.default_rng(seed)
    hmax, vmax = max(f[0] for f in factors), max(f[1] for f in factors)
    result = []
    for i, (fh, fv) in enumerate(factors):
        ph, pw = -(-h * fv // vmax), -(-w * fh // hmax)
        y, x = np.mgrid[0:ph, 0:pw]
        result.append((128 + 90 * np.sin((x * (i + 2) + y * (5 - i)) / 5) + random.normal(0, 12, (ph, pw))).clip(0, 255))
    return result

ALL = [([0, 1, 2], 0, 63)]
ALONE = [([0], 0, 63), ([1], 0, 63), ([2], 0, 63)]
PAIR = [([1], 0, 63), ([0, 2], 0, 63)]
BANDS = [([0, 1, 2], 0, 0)] + [([c], a, b) for c in (1, 0, 2) for a, b in ((1, 5), (6, 63))]
one = (1, 1)
KINDS = {  # name: height, width, factors, scans, options
    '444': (19, 21, [one, one, one], ALL, {}),
    '422': (19, 21, [(2, 1), one, one], ALL, {}),
    '420': (19, 21, [(2, 2), one, one], ALL, {}),
    '440': (19, 21, [(1, 2), one, one], ALL, {}),
    '411': (19, 21, [(4, 1), one, one], ALL, {}),
    '410': (19, 37, [(4, 2), one, one], ALL, {}),
    '441': (35, 11, [(1, 4), one, one], ALL, {}),
    '311': (9, 26, [(3, 1), one, one], ALL, {}),
    'chroma': (19, 21, [one, (2, 2), (2, 1)], ALL, {}),
    'mixed': (19, 21, [(2, 2), (2, 1), (1, 2)], ALL, {}),
    '420-restarts': (19, 37, [(2, 2), one, one], ALL, dict(interval=1)),
    '422-restarts': (35, 37, [(2, 1), one, one], ALL, dict(interval=4, deep_steps=True, sof=0xC1)),
    '420-alone': (19, 21, [(2, 2), one, one], ALONE, dict(interval=2)),
    '422-pair': (19, 21, [(2, 1), one, one], PAIR, {}),
    '440-bands': (19, 21, [(1, 2), one, one], BANDS, dict(sof=0xC2)),
    '411-bands': (9, 26, [(4, 1), one, one], BANDS, dict(sof=0xC2, interval=3)),
    '420-1x1': (1, 1, [(2, 2), one, one], ALL, {}),
    '420-2x4': (2, 4, [(2, 2), one, one], ALL, {}),
    '422-3x5': (3, 5, [(2, 1), one, one], ALL, {}),
    '440-4x2': (4, 2, [(1, 2), one, one], ALL, {}),
    'grey': (19, 21, [(2, 2)], [([0], 0, 63)], {}),
    'grey-restarts': (19, 21, [one], [([0], 0, 63)], dict(interval=2)),
}

def colourless(content):
    """Without APPn segments."""
    out, at = content[:2], 2
    while content[at + 1] != 0xDA:
        end = at + 2 + struct.unpack('>H', content[at + 2:at + 4])[0]
        if not 0xE0 <= content[at + 1] <= 0xEF: out += content[at:end]
        at = end
    return out + content[at:]

def by_pil(h, w, **options):
    buffer = io.BytesIO()
    p = planes(h, w, [one] * 3, 3)
    Image.fromarray(np.stack(p, -1).astype(np.uint8)).save(buffer, 'JPEG', quality=80, **options)
    return colourless(buffer.getvalue())

SEGMENTS = {
    'jfif': segment(0xE0, b'JFIF\0\1\2\0\0\1\0\1\0\0'), 'jfif13': segment(0xE0, b'JFIF\0\1\2\0\0\1\0\1\0'),
    'jfxx': segment(0xE0, b'JFXX\0\x13\1\1' + bytes(9)), 'exif': segment(0xE1, b'Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0'),
    'adobe11': segment(0xEE, b'Adobe\0\x64\0\0\0\0'), 'icc': segment(0xE2, b'ICC_PROFILE\0\1\1none'), 'com': segment(0xFE, b'JFIF\0'),
    **{f'adobe{t}': segment(0xEE, b'Adobe\0\x64\0\0\0\0' + bytes([t])) for t in range(4)}, '-': b''}

def changed(content, markers, ids):
    """Other component numbers in the frame and all scans, and segments after the first marker."""
    out, at = bytearray(content), 2
    while at < len(out) - 1:
        if out[at] != 0xFF or out[at + 1] in (0, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD9): at += 1; continue
        marker, length = out[at + 1], out[at + 2] << 8 | out[at + 3]
        if marker in (0xC0, 0xC1, 0xC2):
            old = [out[at + 10 + 3 * i] for i in range(out[at + 9])]
            for i in range(len(old)): out[at + 10 + 3 * i] = ids[i]
        if marker == 0xDA:
            for i in range(out[at + 4]): out[at + 5 + 2 * i] = ids[old.index(out[at + 5 + 2 * i])]
        at += 2 + length
    return bytes(out[:2]) + b''.join(SEGMENTS[m] for m in markers.split('+')) + bytes(out[2:])

def pixels(content): return np.asarray(Image.open(io.BytesIO(content)).convert('RGB')).tobytes()

files = {name: encode(planes(h, w, f, 11), h, w, f, scans, **options) for name, (h, w, f, scans, options) in KINDS.items()}
files.update({'444-progressive': by_pil(19, 21, subsampling=0, progressive=True), '422-progressive': by_pil(18, 23, subsampling=1, progressive=True),
              '420-progressive': by_pil(35, 17, subsampling=2, progressive=True), '420-optimized': by_pil(16, 32, subsampling=2, optimize=True)})
truth = {}
for name, content in files.items():
    open(name + '.jpg', 'wb').write(content)
    truth[name] = {'ycc': pixels(changed(content, 'jfif', (1, 2, 3)))}
    if not name.startswith('grey'): truth[name]['rgb'] = pixels(changed(content, 'adobe0', (1, 2, 3)))
    for kind, values in truth[name].items(): open(f'{name}.{kind}', 'wb').write(values)
    assert len(set(truth[name].values())) == len(truth[name])

first = ['-', 'jfif', 'exif', 'jfif+exif', 'exif+jfif', 'jfif13', 'jfxx', 'com', 'icc']
second = ['-', 'adobe0', 'adobe1', 'adobe2', 'adobe3', 'adobe11', 'adobe1+adobe0', 'adobe0+adobe1']
markers = ['+'.join(m for m in (a, b) if m != '-') or '-' for a, b in itertools.product(first, second)]
markers += ['adobe0+jfif', 'adobe2+exif', 'adobe0+icc+jfif+com']
numbers = [(1, 2, 3), (0, 1, 2), (82, 71, 66), (114, 103, 98), (66, 71, 82), (34, 35, 36)]
with open('matrix.txt', 'w') as out:
    for m, ids in itertools.product(markers, numbers):
        kinds = set()
        for name, content in files.items():
            seen = pixels(changed(content, m, ids))
            kind = [k for k, values in truth[name].items() if values == seen]
            assert len(kind) == 1, (name, m, ids)
            if not name.startswith('grey'): kinds.update(kind)
        assert len(kinds) == 1, (m, ids, kinds)
        print(m, ','.join(map(str, ids)), kinds.pop(), file=out)
