"""The words by which the log tells what was done to documents and rules."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    document_registered=_("registered a governing document"),
    paper_reference_registered=_("registered a document that is kept on paper"),
    document_changed=_("corrected a governing document"),
    document_replaced=_("noted that a document was replaced"),
    provision_renumbered=_("renumbered a provision"),
    rules_set=_("set rules"),
)
