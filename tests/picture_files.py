"""Files as people and attackers send them, made of real bytes."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

RED, BLUE = (200, 30, 40), (20, 60, 180)


def pixels(width=640, height=360, mode="RGB"):
    """Left half red, right half blue: whoever turns or cuts it is found out."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def file(image, format="JPEG", **options):
    buffer = BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def content(stored):
    """The bytes of a file of ours."""
    with stored.open() as opened:
        return opened.read()


def photo(**options):
    return file(pixels(), quality=95, subsampling=0, **options)


def camera_photo():
    """On its side, with the place where it was taken and a word of the camera."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Somebody"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.0, 57.0, 0.0), 3: "W", 4: (82.0, 27.0, 0.0)})
    return photo(exif=exif, comment=b"Taken at home", xmp=b"<x:xmpmeta>Somebody</x:xmpmeta>")


def transparent():
    image = pixels(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return file(image, "PNG")


def grey_of_16_bits(value=40_000):
    return file(Image.new("I;16", (400, 300), value), "PNG")


def palette():
    return file(pixels().quantize(8), "PNG")


def palette_with_a_hole():
    return file(pixels().quantize(8), "PNG", transparency=0)


def cmyk():
    return file(Image.new("CMYK", (400, 300), (0, 200, 200, 0)))


def with_another_profile():
    """In a colour space in which red light and blue light have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tags = profile.replace(b"rXYZ", b"----", 1).replace(b"bXYZ", b"rXYZ", 1)
    return photo(icc_profile=tags.replace(b"----", b"bXYZ", 1))


def with_previews():
    """As many telephones write them: JPEG with a second, smaller picture behind (MPO)."""
    return file(pixels(), "MPO", save_all=True, append_images=[pixels(160, 90)])


def animation(format):
    frames = [pixels(), pixels().rotate(180)]
    return file(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def bomb(width=50_000, height=50_000):
    """A PNG of a hundred bytes that says it has 2.5 thousand million pixels."""
    return png((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), IMAGE_DATA, END)


def lying_png():
    """Its head promises more pixels than there are."""
    return bomb(400, 300)


def webp_bomb(side=16_383):
    edge = (side - 1).to_bytes(3, "little")
    body = (
        b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + edge + edge + file(pixels(), "WEBP")[12:]
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def png(*chunks):
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


IMAGE_DATA = (b"IDAT", zlib.compress(bytes(1000)))
END = (b"IEND", b"")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
