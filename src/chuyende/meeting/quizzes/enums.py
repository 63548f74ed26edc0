from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuizStage(TextChoices):
    """Where a quiz stands. Derived from its publication, its window and the clock."""

    DRAFT = "draft", pgettext_lazy("quiz", "being prepared")
    SCHEDULED = "scheduled", pgettext_lazy("quiz", "not open yet")
    OPEN = "open", pgettext_lazy("quiz", "open")
    CLOSED = "closed", pgettext_lazy("quiz", "closed")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"draft": "gold", "open": "amber"}.get(self.value, "neutral")


class QuizMode(TextChoices):
    """How a quiz is taken."""

    ALONE = "alone", pgettext_lazy("quiz", "alone on the phone")
    HALL = "hall", pgettext_lazy("quiz", "together in the hall")


class ReviewMoment(TextChoices):
    """When a member sees key and explanations."""

    AFTER_CLOSING = "after_closing", pgettext_lazy("quiz", "after the quiz has closed for everybody")
    AFTER_LAST = "after_last", pgettext_lazy("quiz", "after the own last attempt")
    NEVER = "never", pgettext_lazy("quiz", "never; only the score")


class Certainty(IntegerChoices):
    """How sure a member is of an answer, where the quiz asks for it (Gardner-Medwin: C = 1, 2, 3)."""

    LOW = 1, pgettext_lazy("certainty", "not sure")
    MIDDLE = 2, pgettext_lazy("certainty", "rather sure")
    HIGH = 3, pgettext_lazy("certainty", "very sure")


class PhotoState(TextChoices):
    """Where a photograph of an answer sheet stands."""

    WAITING = "waiting", pgettext_lazy("photograph", "being read")
    READ = "read", pgettext_lazy("photograph", "read")
    REFUSED = "refused", pgettext_lazy("photograph", "not readable")
    REPEATED = "repeated", pgettext_lazy("photograph", "the same sheet again")
    RECORDED = "recorded", pgettext_lazy("photograph", "recorded")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"refused": "red", "recorded": "green", "read": "amber"}.get(self.value, "neutral")


class PhotoRefusal(TextChoices):
    """Why a photograph of an answer sheet cannot be read, and what to do."""

    NOT_A_PICTURE = (
        "not_a_picture",
        _("The file is damaged or not a picture: take the photograph again."),
    )
    TOO_LARGE = "too_large", _("The picture has too many pixels: take it again with the usual setting.")
    TOO_SMALL = (
        "too_small",
        _("The sheet is too small in the picture: go nearer, so that it fills the picture."),
    )
    NO_CORNERS = (
        "no_corners",
        _(
            "A corner of the sheet is missing: take it again so that all four squares at the corners are seen."
        ),
    )
    TWO_SHEETS = "two_sheets", _("There are two sheets in the picture: photograph each by itself.")
    TOO_DARK = "too_dark", _("The picture is too dark: take it again in more light and without a shadow.")
    TOO_BENT = "too_bent", _("The sheet is too bent: lay it flat and take it again from above.")
    NO_CODE = (
        "no_code",
        _(
            "The code at the edge of the sheet cannot be read: it may be covered, dirty or blurred. Take it again."
        ),
    )
    OTHER_EDITION = (
        "other_edition",
        _("This sheet belongs to another printing or another quiz: send it there."),
    )


class PaperObstacle(TextChoices):
    """Why a question cannot be answered on a sheet of bubbles."""

    WRITTEN = "written", pgettext_lazy("question on paper", "the answer is written or put in order")
    CHOICES = "choices", pgettext_lazy("question on paper", "more than six choices")
    SOUND = "sound", pgettext_lazy("question on paper", "there is something to listen to")


class SheetDoubt(TextChoices):
    """Why a person must look at a row of an answer sheet."""

    FAINT = "faint", pgettext_lazy("row of a sheet", "a faint or small mark")
    SEVERAL = "several", pgettext_lazy("row of a sheet", "more than one bubble is filled in")
    STRAY = "stray", pgettext_lazy("row of a sheet", "something is written beside the bubbles")
    UNCLEAR = "unclear", pgettext_lazy("row of a sheet", "the row is not seen clearly")
