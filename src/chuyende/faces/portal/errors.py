from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class ArticleUnfinished(DomainError):
    """Something that every article must have is missing; the message says what, the field where."""


class MarkedAsSecret(DomainError):
    """The text carries the marking of a State secret (Law 117/2025/QH15): it may not stand here at all."""

    def __init__(self, marking: str) -> None:
        super().__init__(
            _(
                "A line of the text is marked «%(marking)s». What is secret is not kept on a machine with a "
                "network and never published: take it out of the article."
            )
            % {"marking": marking},
            field="body",
        )


class PrivacyUnchecked(DomainError):
    """Nobody confirmed the list of what may not stand in public for the text as it is now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The list «before it goes out» has not been gone through for this text. Open the article, press "
                "«Check and submit» and confirm each line."
            )
        )


class NotReadyToPublish(DomainError):
    """Only what the Party committee approved is published."""

    def __init__(self) -> None:
        super().__init__(_("The article is published after the Party committee has approved it."))


class NotPublished(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The article is not on the public site now."))


class MeetingNotClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("News is drafted from a meeting after it has been closed: only then its numbers are final."),
            field="meeting",
        )


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write why the article is taken off the public site."), field="reason")
