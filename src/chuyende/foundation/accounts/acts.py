"""The words by which the log tells what people did with their own accounts."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    own_password_chosen=_("chose a password"),
    own_email_changed=_("changed the e-mail address"),
    second_factor_added=_("added a second factor"),
    session_ended=_("signed out on another device"),
    second_factor_removed=_("removed a second factor"),
)
