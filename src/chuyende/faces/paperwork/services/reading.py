"""Who took a file away is written down."""

from django.db import models, transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.organisation.models import Organisation


@transaction.atomic
def record_download(*, actor: User, subject: models.Model, organisation: Organisation, file: str) -> None:
    """Write down that `actor` downloaded a file of something that they may read."""
    audit.record(actor, "paper_downloaded", subject, organisation=organisation, file=file)
