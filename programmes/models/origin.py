"""What did a copied row say when it was copied, and which row does it stand for?"""

from django.db import models

from .plan import Programme


class Origin(models.Model):
    """Ties a row of a copied tree to the row it was copied from, with what that said then.

    `line` and `source_line` are a prescription's line, a stage's code or a programme's code.
    With what was said then, what is said there now and what the copy says, three ways can be
    told apart: changed there, changed here, changed in both.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="origins")
    line = models.UUIDField()
    source = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="copied_to")
    source_line = models.UUIDField()
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source", "line"], name="origin_once_per_copied_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} from {self.source_line}"
