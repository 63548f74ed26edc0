"""What topics and programmes of an organisation share: one writer at a time, and documents that bind it."""

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.queries import path_upwards
from chuyende.planning.governance.models import Provision

from ..errors import ProvisionOutOfReach


def hold_place(organisation: Organisation) -> None:
    """Let new things of `organisation` be made one after the other, so that a form sent twice makes one."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def check_provision(organisation: Organisation, provision: Provision, *, field: str = "provision") -> None:
    """Raise `ProvisionOutOfReach` unless the document of `provision` binds `organisation`."""
    if provision.document.organisation.path not in path_upwards(organisation):
        raise ProvisionOutOfReach(field)
