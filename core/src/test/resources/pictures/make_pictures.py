"""Writes small pictures of many kinds, and beside each NAME its pixels in NAME.rgb, (13, 10, 3) bytes.

Run here: /usr/bin/python3 make_pictures.py    (python3-pil 9.4 and python3-numpy)
PIL decodes what is opaque; what is not is laid over white here, and 16 bits are rounded to 8, by the
formulas below. Also writes scaled-HxW.rgb: rgb.png by PIL's resize with its BILINEAR filter.
"""
import io, struct, zlib
import numpy as np
from PIL import Image

H, W = 13, 10
random = np.random.default_rng(5)
y, x = np.mgrid[0:H, 0:W]
smooth = np.stack([20 * x + 3 * y, 255 - 17 * y, (x - y) ** 2 + 30], -1).clip(0, 255)
rgb = (smooth + random.integers(-9, 10, smooth.shape)).clip(0, 255).astype(np.uint8)
grey = rgb[..., 0]
alpha = random.integers(0, 256, (H, W)).astype(np.uint8)
alpha[0, :5] = [0, 255, 1, 254, 128]

def linear_profile():
    """An ICC profile with sRGB's primaries but linear values: who applies it changes every pixel."""
    fixed = lambda *v: struct.pack(f'>{len(v)}i', *(round(65536 * one) for one in v))
    xyz = lambda *v: b'XYZ \0\0\0\0' + fixed(*v)
    text = b'text\0\0\0\0none\0\0\0\0'
    title = b'desc\0\0\0\0' + struct.pack('>I', 7) + b'linear\0' + bytes(4 + 4 + 2 + 1 + 67 + 3)
    curve = b'curv' + bytes(8)
    tags = {b'desc': title, b'cprt': text, b'wtpt': xyz(0.9642, 1, 0.8249), b'rTRC': curve, b'gTRC': curve, b'bTRC': curve,
            b'rXYZ': xyz(0.4360, 0.2225, 0.0139), b'gXYZ': xyz(0.3851, 0.7169, 0.0971), b'bXYZ': xyz(0.1431, 0.0606, 0.7141)}
    at, table, data = 128 + 4 + 12 * len(tags), struct.pack('>I', len(tags)), b''
    for name, content in tags.items():
        table += name + struct.pack('>II', at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = 128 + len(table) + len(data)
    head = struct.pack('>I', size) + bytes(4) + b'\x02\x10\0\0mntrRGB XYZ ' + bytes(12) + b'acsp' + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head + bytes(128 - len(head)) + table + data

profile = linear_profile()

def over_white(color, a):
    a = a.astype(int)[..., None]
    return ((color.astype(int) * a + 255 * (255 - a) + 127) // 255).astype(np.uint8)

def write(name, content, pixels=None):
    open(name, 'wb').write(content)
    if pixels is None:
        pixels = np.asarray(Image.open(io.BytesIO(content)).convert('RGB'))
    assert pixels.shape == (H, W, 3) and pixels.dtype == np.uint8, (name, pixels.shape)
    open(name + '.rgb', 'wb').write(pixels.tobytes())

def saved(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()

def png(bits, color, rows, *chunks, interlace=0):
    """A PNG from packed rows, for kinds that PIL does not write."""
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    head = struct.pack('>IIBBBBB', W, H, bits, color, 0, 0, interlace)
    body = zlib.compress(b''.join(b'\0' + bytes(row) for row in rows))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + b''.join(chunk(*c) for c in chunks) + chunk(b'IDAT', body) + chunk(b'IEND', b'')

def packed(values, bits):
    return [np.packbits(((row[:, None] >> np.arange(bits - 1, -1, -1)) & 1).astype(np.uint8).ravel()) for row in values]

three = np.repeat(grey[..., None], 3, -1)
write('rgb.png', saved(Image.fromarray(rgb), 'PNG'))
write('grey.png', saved(Image.fromarray(grey), 'PNG'), three)
write('rgba.png', saved(Image.fromarray(np.dstack([rgb, alpha])), 'PNG'), over_white(rgb, alpha))
write('grey-alpha.png', saved(Image.fromarray(np.dstack([grey, alpha]), 'LA'), 'PNG'), over_white(three, alpha))
write('profile.png', saved(Image.fromarray(rgb), 'PNG', icc_profile=profile), rgb)
gamma = png(8, 2, [row.ravel() for row in rgb], (b'gAMA', struct.pack('>I', 100000)))
write('gamma.png', gamma, rgb)
key = tuple(int(v) for v in rgb[3, 4])
over = np.where((rgb == rgb[3, 4]).all(-1)[..., None], 255, rgb).astype(np.uint8)
write('rgb-transparent.png', saved(Image.fromarray(rgb), 'PNG', transparency=key), over)
palette = Image.fromarray(rgb).quantize(37, dither=0)
write('palette.png', saved(palette, 'PNG'))
few = Image.fromarray(rgb).quantize(7, dither=0)
write('palette-4-bit.png', saved(few, 'PNG', bits=4))
entries = np.asarray(palette)
colors = np.asarray(palette.convert('RGB'))
veil = bytes(random.integers(0, 256, 37).astype(np.uint8))
write('palette-alpha.png', saved(palette, 'PNG', transparency=veil), over_white(colors, np.frombuffer(veil, np.uint8)[entries]))
for bits in (1, 2, 4):
    v = grey >> (8 - bits)
    pixels = (v.astype(int) * 255 // (2 ** bits - 1)).astype(np.uint8)
    write(f'grey-{bits}-bit.png', png(bits, 0, packed(v, bits)), np.repeat(pixels[..., None], 3, -1))
deep = random.integers(0, 65536, (H, W, 3))
deep[0, :4, 0] = [0, 65535, 128, 129]
eight = lambda v: ((v * 255 + 32767) // 65535).astype(np.uint8)
write('rgb-16-bit.png', png(16, 2, [row.astype('>u2').tobytes() for row in deep]), eight(deep))
write('grey-16-bit.png', png(16, 0, [row.astype('>u2').tobytes() for row in deep[..., 0]]), np.repeat(eight(deep[..., :1]), 3, -1))
seven = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
passes = [row.ravel() for r, c, dr, dc in seven for row in rgb[r::dr, c::dc] if row.size]
write('interlaced.png', png(8, 2, passes, interlace=1))
def interlaced(name, bits, color, values, pixels, *chunks):
    parts = [values[r::dr, c::dc] for r, c, dr, dc in seven]
    rows = [row for part in parts if part.size for row in
            ([row.astype('>u2').tobytes() for row in part] if bits == 16 else packed(part.reshape(len(part), -1), bits))]
    write(name, png(bits, color, rows, *chunks, interlace=1), pixels)
interlaced('interlaced-1-bit.png', 1, 0, grey >> 7, np.repeat((grey >> 7)[..., None] * np.uint8(255), 3, -1))
interlaced('interlaced-16-bit.png', 16, 6, np.dstack([deep, alpha.astype(int) * 257]), over_white(eight(deep), alpha))
colors = random.integers(0, 256, (11, 3)).astype(np.uint8)
interlaced('interlaced-palette.png', 4, 3, entries % 11, colors[entries % 11], (b'PLTE', colors.tobytes()))
# a palette of fewer colours than the pixels name (black, as libpng has it), and one colour of grey that is transparent
short = np.vstack([colors[:7], np.zeros((4, 3), np.uint8)])
write('palette-short.png', png(4, 3, packed(entries % 11, 4), (b'PLTE', colors[:7].tobytes())), short[entries % 11])
def hole(values, key): return np.repeat(np.where(values == key, 255, eight(values) if values.max() > 255 else values)[..., None], 3, -1).astype(np.uint8)
write('grey-transparent.png', png(8, 0, packed(grey, 8), (b'tRNS', struct.pack('>H', int(grey[3, 4])))), hole(grey, grey[3, 4]))
plain = deep[..., 0]
write('grey-16-bit-transparent.png', png(16, 0, [row.astype('>u2').tobytes() for row in plain], (b'tRNS', struct.pack('>H', int(plain[3, 4])))), hole(plain, plain[3, 4]))
# what may stand in a sound file: chunks that need not be known, pixels in several chunks, empty ones among them, and bytes behind its end
whole = png(8, 2, [row.ravel() for row in rgb], (b'tEXt', b'a\0b'), (b'quIz', bytes(range(200))))
at = whole.index(b'IDAT') - 4
body = whole[at + 8:whole.index(b'IEND') - 8]
split = b''.join(struct.pack('>I', len(d)) + b'IDAT' + d + struct.pack('>I', zlib.crc32(b'IDAT' + d)) for d in (body[:1], b'', body[1:50], body[50:]))
write('many-chunks.png', whole[:at] + split + whole[whole.index(b'IEND') - 4:] + b'behind the end', rgb)
big = Image.fromarray(rgb)
write('rgb.jpg', saved(big, 'JPEG', quality=90))
write('full-chroma.jpg', saved(big, 'JPEG', quality=95, subsampling=0))
write('progressive.jpg', saved(big, 'JPEG', quality=70, progressive=True))
write('grey.jpg', saved(Image.fromarray(grey), 'JPEG', quality=90))
write('profile.jpg', saved(big, 'JPEG', quality=90, icc_profile=profile))
open('cmyk.jpg', 'wb').write(saved(big.convert('CMYK'), 'JPEG'))
for h, w in ((13, 20), (26, 10), (5, 4), (1, 1), (32, 32), (12, 9)):
    open(f'scaled-{h}x{w}.rgb', 'wb').write(Image.fromarray(rgb).resize((w, h), Image.BILINEAR).tobytes())
