"""In templates: `{% can "MEETING_CLOSE" meeting as may_close %}`."""

from typing import Any

from django import template

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can as user_can

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context: dict[str, Any], perm: str, obj: Any) -> bool:
    """Tell whether the reader has the permission named by its member of `Perm` for `obj`."""
    return user_can(context["request"].user, Perm[perm], obj)
