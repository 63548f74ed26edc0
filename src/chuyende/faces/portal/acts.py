"""The words by which the log tells what was done to the news."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    article_drafted=_("began an article"),
    article_privacy_checked=_("confirmed the list before an article goes out"),
    article_published=_("published an article"),
    article_withdrawn=_("took an article off the public site"),
    article_views_set=_("brought over how often an article had been viewed"),
    counter_start_set=_("brought over the total of an earlier visitor counter"),
)
