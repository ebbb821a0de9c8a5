"""What people paste when they mean a video."""

import pytest

from exercises.video_links import Video, VideoLinkError, read_link

ID = "PusbZuBgeug"
FILE_HOSTS = ("upload.wikimedia.org",)


@pytest.mark.parametrize(
    ("text", "video"),
    [
        (f"https://www.youtube.com/watch?v={ID}", Video("youtube", ID)),
        (f"http://youtube.com/watch?v={ID}&feature=share", Video("youtube", ID)),
        (f"https://www.youtube.com/watch?list=PL1&v={ID}&index=2", Video("youtube", ID)),
        (f"https://www.youtube.com/watch?v={ID}&t=90s", Video("youtube", ID, 90)),
        (f"https://www.youtube.com/watch?v={ID}&t=1m30s", Video("youtube", ID, 90)),
        (f"https://www.youtube.com/watch?v={ID}#t=45", Video("youtube", ID, 45)),
        (f"https://m.youtube.com/watch?v={ID}", Video("youtube", ID)),
        (f"https://youtu.be/{ID}", Video("youtube", ID)),
        (f"https://youtu.be/{ID}?si=abc123&t=1h2m3s", Video("youtube", ID, 3723)),
        (f"  youtu.be/{ID}\n", Video("youtube", ID)),
        (f"www.youtube.com/shorts/{ID}?feature=share", Video("youtube", ID)),
        (f"https://www.youtube.com/embed/{ID}?start=12", Video("youtube", ID, 12)),
        (f"https://www.youtube.com/live/{ID}", Video("youtube", ID)),
        (f"https://www.youtube.com/v/{ID}", Video("youtube", ID)),
        (f"https://www.youtube-nocookie.com/embed/{ID}", Video("youtube", ID)),
        (f"https://youtu.be/{ID}?t=99999999999999", Video("youtube", ID)),
        (f"https://youtu.be/{ID}?t=later", Video("youtube", ID)),
        ("https://vimeo.com/76979871", Video("vimeo", "76979871")),
        ("https://www.vimeo.com/76979871?share=copy", Video("vimeo", "76979871")),
        ("https://vimeo.com/76979871/8272103f6e", Video("vimeo", "76979871/8272103f6e")),
        ("https://vimeo.com/76979871#t=30s", Video("vimeo", "76979871", 30)),
        ("https://vimeo.com/channels/staffpicks/76979871", Video("vimeo", "76979871")),
        ("https://player.vimeo.com/video/76979871", Video("vimeo", "76979871")),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
            Video("vimeo", "76979871/8272103f6e"),
        ),
        (
            "https://upload.wikimedia.org/a/b/Squat.mp4",
            Video("file", "https://upload.wikimedia.org/a/b/Squat.mp4"),
        ),
        (
            "https://upload.wikimedia.org/Squat.mp4?download#t=5",
            Video("file", "https://upload.wikimedia.org/Squat.mp4", 5),
        ),
    ],
)
def test_every_usual_form_is_understood(text, video):
    assert read_link(text, file_hosts=FILE_HOSTS) == video


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "cannot be shown"),
        ("glute bridge video", "not one link"),
        ("https://www.youtube.com/watch?v=short", "not to one video"),
        ("https://www.youtube.com/@somebody", "not to one video"),
        ("https://www.youtube.com/playlist?list=PL123", "not to one video"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "not to one video"),
        (f"https://youtu.be/{ID}/../x", "not to one video"),
        ("https://vimeo.com/somebody", "not to one video"),
        ("https://player.vimeo.com/video/76979871?h=%22onload", "not complete"),
        ("https://example.com/video.mp4", "Videos from example.com cannot be shown"),
        (f"https://youtube.com.evil.example/watch?v={ID}", "cannot be shown"),
        (f"https://evil.example/?https://youtu.be/{ID}", "cannot be shown"),
        (f"https://youtu.be@evil.example/{ID}", "has to begin with https"),
        (f"https://youtu.be:8443/{ID}", "has to begin with https"),
        ("javascript:alert(1)", "not"),
        ("javascript://youtu.be/%0aalert(1)", "has to begin with https"),
        (f"ftp://youtu.be/{ID}", "has to begin with https"),
        ("https://[::1/watch", "not a link"),
        ("http://upload.wikimedia.org/a.mp4", "https"),
        ("https://upload.wikimedia.org/a.webm", "end in .mp4"),
        (f'https://youtu.be/{ID}" onload=x', "not one link"),
        (f"https://youtu.be/{ID}?" + "a" * 400, "not one link"),
    ],
)
def test_everything_else_is_refused_with_a_reason(text, words):
    with pytest.raises(VideoLinkError, match=words):
        read_link(text, file_hosts=FILE_HOSTS)


def test_a_file_is_refused_where_no_host_is_allowed():
    with pytest.raises(VideoLinkError, match="cannot be shown"):
        read_link("https://upload.wikimedia.org/Squat.mp4")


def test_the_error_tells_which_forms_work():
    with pytest.raises(VideoLinkError) as error:
        read_link("https://example.com/", file_hosts=FILE_HOSTS)
    assert f"https://youtu.be/{ID}" in str(error.value)
    assert "mp4 file on upload.wikimedia.org" in str(error.value)
