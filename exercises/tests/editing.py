"""What a browser sends when an editor saves."""

from django.core.files.uploadedfile import SimpleUploadedFile

from exercises.models import Exercise, ExercisePicture, VideoLink

from .library import image_bytes

ADD = "/admin/exercises/exercise/add/"
LIST = "/admin/exercises/exercise/"


def change_address(exercise: Exercise) -> str:
    return f"/admin/exercises/exercise/{exercise.pk}/change/"


def a_photo(name: str = "IMG_1234.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    data = image_bytes((800, 600), "JPEG") if data is None else data
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def filled_form(exercise: Exercise | None = None, **fields) -> dict:
    """The form as it stands, with these fields changed; rows as `pictures-0-alt` and so on."""
    form = {
        "name": exercise.name if exercise else "Wall angel",
        "part": exercise.part if exercise else "strengthen",
        "steps": exercise.steps if exercise else "Stand at a wall.\nSlide your arms up.",
        "laterality": exercise.laterality if exercise else "bilateral",
        "difficulty": exercise.difficulty if exercise else "1",
    }
    if exercise and exercise.clinic_id:
        form["clinic"] = exercise.clinic_id
    pictures = list(exercise.pictures.all()) if exercise else []
    videos = list(exercise.videos.all()) if exercise else []
    for number, picture in enumerate(pictures):
        form |= row_of("pictures", number, picture, alt=picture.alt, position=picture.position)
    for number, video in enumerate(videos):
        form |= row_of("videos", number, video, link=video.watch_url, title=video.title,
                       channel=video.channel, position=video.position)  # fmt: skip
        form |= {f"videos-{number}-checked": "on"} if video.checked_on else {}
    form |= counts("pictures", len(pictures), fields) | counts("videos", len(videos), fields)
    return {name: value for name, value in (form | fields).items() if value is not None}


def row_of(prefix: str, number: int, row: ExercisePicture | VideoLink, **values) -> dict:
    values |= {"id": row.pk, "exercise": row.exercise_id}
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def counts(prefix: str, initial: int, fields: dict) -> dict:
    numbers = {int(name.split("-")[1]) for name in fields if name.startswith(f"{prefix}-")}
    total = max([initial, *(number + 1 for number in numbers)])
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": initial}
