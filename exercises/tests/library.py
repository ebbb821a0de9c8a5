"""What tests find in the library: published and shared unless they say otherwise."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from exercises.models import Article, Exercise, ExercisePicture, VideoLink

# Kept as small as a drawing can be; the figure's own tests draw real poses.
KEY = "0123456789abcdef"


def an_exercise(name: str = "Glute bridge", **fields) -> Exercise:
    """A published exercise of the shared library; give `clinic=` for a clinic's own."""
    fields = {
        "slug": slugify(name),
        "part": Exercise.Part.STRENGTHEN,
        "steps": "Lie on your back.\nLift your hips.",
        "cues": "You should feel this in your buttocks.",
        "stop_if": "Sharp pain",
        "figure_key": KEY,
        "figure_alt_start": f"{name}: the start",
        "figure_alt_end": f"{name}: the end",
        "sets": 3,
        "reps": 12,
        "status": Exercise.Status.PUBLISHED,
        "published_at": timezone.now(),
    } | fields
    return Exercise.objects.create(name=name, **fields)


def a_draft(name: str = "Secret squat", **fields) -> Exercise:
    return an_exercise(name, status=Exercise.Status.DRAFT, published_at=None, **fields)


def a_video(exercise: Exercise, video_id: str = "PusbZuBgeug", **fields) -> VideoLink:
    fields = {
        "host": VideoLink.Host.YOUTUBE,
        "title": "How to bridge",
        "channel": "A hospital",
        "position": exercise.videos.count(),
    } | fields
    return VideoLink.objects.create(exercise=exercise, video_id=video_id, **fields)


def a_picture(
    exercise: Exercise, alt: str = "A person lifts their hips.", **fields
) -> ExercisePicture:
    fields = {"position": exercise.pictures.count(), "width": 40, "height": 30} | fields
    picture = ExercisePicture(exercise=exercise, alt=alt, **fields)
    picture.small.save("any.webp", ContentFile(image_bytes((20, 15))), save=False)
    picture.image.save("any.webp", ContentFile(image_bytes()), save=True)
    return picture


def image_bytes(size: tuple[int, int] = (40, 30), form: str = "WEBP", **options) -> bytes:
    """A small picture of one colour in the wanted file format."""
    file = BytesIO()
    Image.new("RGB", size, "#0F5C5C").save(file, form, **options)
    return file.getvalue()


def an_article(title: str = "Pain or soreness?", **fields) -> Article:
    fields = {
        "slug": slugify(title),
        "summary": "How to tell one from the other.",
        "body": "New exercise can make you **sore**.",
        "status": Article.Status.PUBLISHED,
        "published_at": timezone.now(),
    } | fields
    return Article.objects.create(title=title, **fields)
