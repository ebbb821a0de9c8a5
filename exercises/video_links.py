"""Which video does a pasted link mean? Knows the usual forms; never asks the network."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_HOSTS = frozenset(
    ["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"]
    + ["youtube-nocookie.com", "www.youtube-nocookie.com", "youtu.be", "www.youtu.be"]
)
VIMEO_HOSTS = frozenset(["vimeo.com", "www.vimeo.com", "player.vimeo.com"])
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
YOUTUBE_PATH = re.compile(r"/(?:shorts|embed|live|v|e)/([^/]+)/?")
VIMEO_PATH = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|album/\d+/video/|showcase/\d+/video/)?"
    r"(\d{1,15})(?:/([0-9a-f]{6,40}))?/?"
)
VIMEO_HASH = re.compile(r"[0-9a-f]{6,40}")
FILE_PATH = re.compile(r"/[^\s\"'<>\\]+\.mp4", re.IGNORECASE)
SPAN = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
LONGEST = 300
LATEST_START_S = 24 * 3600

FORMS = (
    "Copy the address from the browser or the Share button of YouTube or Vimeo, for example "
    "https://www.youtube.com/watch?v=PusbZuBgeug, https://youtu.be/PusbZuBgeug or "
    "https://vimeo.com/76979871"
)


class VideoLinkError(ValueError):
    """The link cannot be used; the message says why and which forms work."""


@dataclass(frozen=True)
class Video:
    """`host` is youtube, vimeo or file. `video_id` is the id, for an unlisted Vimeo film
    "number/hash", for a file its https address. `start_s`: where to begin, in seconds."""

    host: str
    video_id: str
    start_s: int = 0


def read_link(text: str, *, file_hosts: list[str] | tuple[str, ...] = ()) -> Video:
    """The video that a pasted link means. Raises VideoLinkError.

    `file_hosts` are those that may serve an mp4 file.
    """
    text = text.strip()
    if len(text) > LONGEST or re.search(r"[\s\\<>\"'\x00-\x1f\x7f]", text):
        raise VideoLinkError(f"This is not one link. {FORMS}.")
    if "://" not in text and not text.startswith("//"):
        text = f"https://{text}"
    link, host = split(text)
    if host in YOUTUBE_HOSTS:
        return youtube(link, host)
    if host in VIMEO_HOSTS:
        return vimeo(link)
    if host in file_hosts:
        return film(link, host)
    raise VideoLinkError(other_host(host, file_hosts))


def split(text: str) -> tuple[SplitResult, str]:
    try:
        link = urlsplit(text)
        host, port = (link.hostname or "").rstrip("."), link.port
    except ValueError:
        raise VideoLinkError(f"This is not a link. {FORMS}.") from None
    if link.scheme not in ("https", "http") or link.username or port not in (None, 80, 443):
        raise VideoLinkError(f"The link has to begin with https://. {FORMS}.")
    return link, host


def other_host(host: str, file_hosts: list[str] | tuple[str, ...]) -> str:
    also = f", or an mp4 file on {' or '.join(file_hosts)}" if file_hosts else ""
    return f"Videos from {host or 'there'} cannot be shown. {FORMS}{also}."


def youtube(link: SplitResult, host: str) -> Video:
    asked = parse_qs(link.query)
    if host.endswith("youtu.be"):
        video_id = link.path.strip("/")
    elif found := YOUTUBE_PATH.fullmatch(link.path):
        video_id = found[1]
    else:
        video_id = asked.get("v", [""])[0] if link.path.rstrip("/") == "/watch" else ""
    if not YOUTUBE_ID.fullmatch(video_id) or video_id == "videoseries":
        raise VideoLinkError(
            f"This leads to YouTube, but not to one video: its id has 11 characters. {FORMS}."
        )
    start = asked.get("t", asked.get("start", [""]))[0] or started_at(link.fragment)
    return Video("youtube", video_id, seconds(start))


def vimeo(link: SplitResult) -> Video:
    found = VIMEO_PATH.fullmatch(link.path)
    if not found:
        raise VideoLinkError(
            f"This leads to Vimeo, but not to one video: it ends in a number. {FORMS}."
        )
    unlisted = found[2] or parse_qs(link.query).get("h", [""])[0]
    if unlisted and not VIMEO_HASH.fullmatch(unlisted):
        raise VideoLinkError(f"The second part of this Vimeo link is not complete. {FORMS}.")
    video_id = f"{found[1]}/{unlisted}" if unlisted else found[1]
    return Video("vimeo", video_id, seconds(started_at(link.fragment)))


def film(link: SplitResult, host: str) -> Video:
    if link.scheme != "https":
        raise VideoLinkError("A video file has to come over https://.")
    if not FILE_PATH.fullmatch(link.path):
        raise VideoLinkError(f"On {host} the link has to end in .mp4.")
    return Video("file", f"https://{host}{link.path}", seconds(started_at(link.fragment)))


def started_at(fragment: str) -> str:
    return parse_qs(fragment).get("t", [""])[0]


def seconds(text: str) -> int:
    """ "90", "90s" or "1m30s" in seconds; 0 for anything else."""
    found = SPAN.fullmatch(text)
    if not text or not found:
        return 0
    hours, minutes, rest = (int(part[:6]) if part else 0 for part in found.groups())
    total = hours * 3600 + minutes * 60 + rest
    return total if total <= LATEST_START_S else 0
