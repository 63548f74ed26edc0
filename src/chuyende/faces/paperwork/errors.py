import datetime as dt

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Organisation


class TermMissing(DomainError):
    """Papers are numbered by term, and none runs on that day."""

    def __init__(self, organisation: Organisation, day: dt.date) -> None:
        super().__init__(
            _(
                "Papers are numbered by term, but no term of %(organisation)s runs on %(day)s. The administrator can "
                "open one under «Organisation», then do this again. Nothing has been lost."
            )
            % {"organisation": organisation.name, "day": f"{day:%d/%m/%Y}"}
        )


class LayoutUnusable(DomainError):
    """The rule of the form of papers holds a value that no paper can have."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("The rule «paper_layout» in force cannot be used: %(why)s. The administrator can mend it.")
            % {"why": why}
        )


class TextMissing(DomainError):
    """A part without which minutes are none is empty."""

    def __init__(self, heading: str) -> None:
        super().__init__(_("The part «%(heading)s» is empty. Write it, then sign.") % {"heading": heading})


class TextChanged(DomainError):
    """Somebody saved the text after the signer had opened it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The text was changed after you had opened this page. It is shown now as it stands: read it, then sign."
            )
        )


class NotYourSignature(DomainError):
    """Each signs with their own account."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Here %(name)s signs, with their own account.") % {"name": name})


class TakerSignsFirst(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(_("The minute taker, %(name)s, signs first. Then the chair signs.") % {"name": name})


class MarkedSecret(DomainError):
    """The text carries a marking of State secrets: such text is kept on paper only."""

    def __init__(self, marking: str) -> None:
        super().__init__(
            _("The text carries the marking «%(marking)s». State secrets are not kept in this system.")
            % {"marking": marking},
            field="body",
        )


class MeetingNotToBeSummoned(DomainError):
    """The meeting is over or called off: nobody is called to it any more."""

    def __init__(self) -> None:
        super().__init__(_("This meeting is over or cancelled, so no summons is issued for it."))


class TopicNotApproved(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The topic is not approved yet. Its plan is issued after the approval."))


class RewardNotDecided(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The reward is not decided yet, so there is no decision to issue."))
