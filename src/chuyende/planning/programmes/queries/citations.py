"""What of our plans cites a governing document: told to governance, which lies below."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.organisation.policy import AnyUser
from chuyende.planning.governance.models import Document
from chuyende.planning.governance.queries import Citation

from ..models import Grounding, ProgrammeLine
from .programmes import programmes_visible_to
from .topics import topics_visible_to


def citations_in_plans(document: Document, user: AnyUser) -> list[Citation]:
    """The topics and programme lines that cite `document` and that `user` may see: told to governance."""
    groundings = Grounding.objects.filter(
        provision__document=document, topic__in=topics_visible_to(user).values("pk")
    ).select_related("topic__organisation", "provision")
    lines = ProgrammeLine.objects.filter(
        provision__document=document, programme__in=programmes_visible_to(user).values("pk")
    ).select_related("programme__organisation", "provision")
    topics = [
        Citation(
            _("Topic of %(place)s") % {"place": grounding.topic.organisation.short_name},
            grounding.topic.title,
            reverse("programmes:topic_detail", args=[grounding.topic.pk]),
            grounding.provision,
        )
        for grounding in groundings
    ]
    return topics + [
        Citation(
            line.programme.title,
            line.content,
            reverse("programmes:programme_detail", args=[line.programme.pk]),
            line.provision,
        )
        for line in lines
    ]
