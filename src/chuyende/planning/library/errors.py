from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class TitleMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the material is called."), field="title")


class MaterialInUse(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "This material has been given to a meeting or members have opened it, so it stays as evidence. "
                "Change its title or description instead."
            )
        )


class NotAClip(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Only clips are followed second by second."))


class ClipFollowedByItself(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A clip counts as watched when it was played; nothing needs to be pressed."))
