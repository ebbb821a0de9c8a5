"""How is a note sealed so that only one browser can read it, and signed as ours?

RFC 8291 (one record of aes128gcm) and RFC 8292 (VAPID), with the primitives of `cryptography`.
The values of RFC 8291's own example are in the tests.
"""

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from os import urandom
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
RECORD_BYTES = 4096
LONGEST_NOTE = 2000
SIGNED_FOR_SECONDS = 12 * 3600


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def decoded(words: str) -> bytes:
    """Raises ValueError for what is no base64url."""
    return urlsafe_b64decode(words + "=" * (-len(words) % 4))


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(CURVE)


def key_in_words(key: ec.EllipticCurvePrivateKey) -> str:
    return encoded(key.private_numbers().private_value.to_bytes(32, "big"))


def key_from_words(words: str) -> ec.EllipticCurvePrivateKey:
    """Raises ValueError where the words are no private key."""
    return ec.derive_private_key(int.from_bytes(decoded(words), "big"), CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def sealed(
    note: bytes,
    *,
    browser_key: bytes,
    browser_secret: bytes,
    own_key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of the request; key and salt are new for every note unless a test gives them."""
    if len(note) > LONGEST_NOTE:
        raise ValueError("a note holds at most 2000 bytes")
    own_key, salt = own_key or new_key(), salt or urandom(16)
    browser = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, browser_key)
    own = public_bytes(own_key)
    shared = own_key.exchange(ec.ECDH(), browser)
    info = b"WebPush: info\x00" + browser_key + own
    secret = derived(shared, salt=browser_secret, info=info, length=32)
    key = derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = derived(secret, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    head = salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(own)]) + own
    return head + AESGCM(key).encrypt(nonce, note + b"\x02", None)  # 2: the last record


def signature_header(
    endpoint: str, *, key: ec.EllipticCurvePrivateKey, contact: str, now: float | None = None
) -> str:
    """The Authorization header: who sends, to which push service, until when."""
    place = urlsplit(endpoint)
    claims = {
        "aud": f"{place.scheme}://{place.netloc}",
        "exp": int((time.time() if now is None else now) + SIGNED_FOR_SECONDS),
        "sub": contact,
    }
    parts = ({"typ": "JWT", "alg": "ES256"}, claims)
    said = ".".join(encoded(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    r, s = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{said}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={encoded(public_bytes(key))}"
