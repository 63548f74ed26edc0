"""What an organisation may rest its plans on."""

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.queries import path_upwards
from chuyende.planning.governance.models import Provision

from ..errors import ProvisionOutOfReach


def check_provision(organisation: Organisation, provision: Provision, *, field: str = "provision") -> None:
    """Raise `ProvisionOutOfReach` unless the document of `provision` binds `organisation`."""
    if provision.document.organisation.path not in path_upwards(organisation):
        raise ProvisionOutOfReach(field)
