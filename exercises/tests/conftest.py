"""Pictures of tests go where they are thrown away."""

import pytest


@pytest.fixture(autouse=True)
def thrown_away_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
