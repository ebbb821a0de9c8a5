"""What would somebody send who wants to break a form? Values by the kind of field they suit."""

from django.core.files.uploadedfile import SimpleUploadedFile

NUL = "a\x00b"
LONE_SURROGATE = "\ud800"
LONG = "x" * 1_000_000
MANY_DIGITS = "9" * 5_000
MARKUP = "'\"><b xss=1>{{ 7*7 }}{% now %}"
SQL = "1'); DROP TABLE patients_patient; --"
RIGHT_TO_LEFT = "\u202enekorb\u2066\ufeff\U0001d7d9\u0663"
DEEP = "[" * 100_000

TEXTS = [NUL, LONE_SURROGATE, MARKUP, SQL, RIGHT_TO_LEFT, "\r\n\r\nSet-Cookie: a=b", " ", "%00%ff"]
NUMBERS = [
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    MANY_DIGITS,
    "1e400",
    "nan",
    "-inf",
    "1_000",
    "٣",
    "²",
    "0x1F",
    "1.5",
]
WHENS = [
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "0000-00-00",
    "2026-02-30",
    "24:61",
]
DATA = ["{}", "[]", "null", '"x"', '{"id": "\\ud800"}', '{"response": []}', DEEP, "{"]
CHOICES = ["", "no such choice", "00000000-0000-4000-8000-000000000000", "zzzzzzzz-not-a-code"]
ALL = [*TEXTS, *NUMBERS, *WHENS, *CHOICES, *DATA]
# One at a time in an else untouched form: what may well pass the field and meet the database.
BY_KIND = {
    "text": [NUL, RIGHT_TO_LEFT, "x" * 300],
    "number": ["-1", "2147483648", "nan"],
    "when": WHENS[:4],
    "choice": [NUL, "9223372036854775808"],
    "hidden": [NUL, "9223372036854775808", *WHENS[1:4], DEEP],
    "file": ["no file at all"],
}
# Parts of a path, as they stand in a request line.
PATH_PARTS = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "..%2f..%2fetc%2fpasswd",
    "-1",
    "9" * 100,
    "%3Cb%20xss%3D1%3E",
    "x" * 5_000,
    "0001-01-01",
    "9999-12-31",
    "0000-00-00",
    "٢٠٢٦-٠١-٠١",
    "{{7*7}}",
    "%0d%0aSet-Cookie:a=b",
]
HEADERS = [
    {"Accept": "\x00\xff;q=nan, */*;q=9" + "9" * 400},
    {"Accept": "application/json;q=0.x;;=,text/html;level="},
    {"Accept": "application/json", "Accept-Language": "x" * 5_000 + ";q=1e999,*;q=nan"},
    {"Accept-Language": "\x00,zz-ZZ;q=" + MANY_DIGITS, "Accept-Encoding": "gzip;q=nan, br;q=-1"},
    {"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    {"Host": "[::1", "X-Forwarded-For": "'; --, ::ffff:1.2.3.4, \x00"},
    {"X-Forwarded-For": "1" * 10_000, "X-Forwarded-Proto": "gopher", "X-Real-Ip": "\x00"},
    {"Range": "bytes=-1-9" + "9" * 30 + ",,", "If-Range": "\x00"},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT", "If-None-Match": 'W/"\x00,'},
    {"If-Unmodified-Since": "0", "If-Match": "*,"},
    {"Referer": "http://[", "Origin": "null", "User-Agent": "\xff" * 3_000},
    {"Hx-Request": "true", "Hx-Current-Url": "http://[::1", "Hx-Current-Url-Uri-Autoencoded": "?"},
    {"Hx-Request": "true", "Hx-Target": "\x00", "Hx-Trigger": "'><", "Triggering-Event": "{"},
    {"Content-Length": "-1"},
    {"Content-Length": "many"},
    {"Transfer-Encoding": "chunked", "Upgrade": "websocket", "Connection": "upgrade"},
    {"Authorization": "Basic \xff", "X-Requested-With": "XMLHttpRequest"},
    {"X-Csrftoken": "\x00", "X-Http-Method-Override": "DELETE"},
]
COOKIES = [
    '"\\000' + "a" * 30 + '"',
    "a" * 4_000,
    "'; --",
    '"\\377\\377\\377\\377\\377\\377\\377\\377"',
]
BODIES = [
    ("application/json", b'{"tick_id": ["\\ud800"], "on": {}}'),
    ("application/json", b"\xff\xfe\x00"),
    ("application/x-www-form-urlencoded; charset=utf-9", b"on=%ff"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"on=\xff"),
    ("application/x-www-form-urlencoded", b"&" * 3_000),
    ("application/x-www-form-urlencoded", b"a=1&" * 3_000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=", b"--\r\n"),
    ("multipart/form-data; boundary=\xe9", b"--\xe9\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="on"\r\n'),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="on"; filename="../\x00.png"\r\n'
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    ),
    ("text/xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    ("\x00/\xff", b"\x00"),
]


def hostile_files() -> list[SimpleUploadedFile]:
    """Uploads that are not what they say, or say what they should not."""
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    return [
        SimpleUploadedFile("a.png", b"\x00", "image/png"),
        SimpleUploadedFile("huge.png", png + b"\x00" * 64, "image/png"),
        SimpleUploadedFile("../../a.svg", svg, "image/svg+xml"),
        SimpleUploadedFile("x" * 400 + ".jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        SimpleUploadedFile("a\u202egpj.exe", b"MZ", "\x00"),
        SimpleUploadedFile(
            "big.webp", b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 16_000_000, "image/webp"
        ),
    ]
