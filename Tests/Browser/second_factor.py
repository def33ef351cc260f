"""Codes of RFC 6238 as a telephone makes them: independent of the program."""

import base64
import hashlib
import hmac
import struct
import time


def code(secret, moment=None):
    key = base64.b32decode(secret.replace(" ", ""))
    step = int((time.time() if moment is None else moment) // 30)
    mark = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    start = mark[-1] & 15
    return f"{(struct.unpack('>I', mark[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def next_code(secret):
    """The code of the step to come: the program takes it too, and the present one may have been used."""
    return code(secret, time.time() + 30)
