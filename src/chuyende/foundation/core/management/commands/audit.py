from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.foundation.core.audit import broken_entries
from chuyende.foundation.core.models import AuditEntry


class Command(BaseCommand):
    """`chuyende audit verify`: does the log of acts still hold, entry by entry?"""

    help = "Look after the append-only log of acts"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "act", choices=["verify"], help="verify: check the chain from the first entry to the last"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(broken_entries())
        for entry in broken:
            self.stderr.write(
                _("Entry %(number)d does not hold: %(at)s, %(who)s, %(what)s «%(subject)s».")
                % {
                    "number": entry.sequence,
                    "at": entry.at.isoformat(timespec="seconds"),
                    "who": entry.actor_name or "–",
                    "what": entry.act,
                    "subject": entry.subject_label,
                }
            )
        if broken:
            raise CommandError(
                ngettext(
                    "The log was changed outside the program: %(count)d entry does not hold.",
                    "The log was changed outside the program: %(count)d entries do not hold.",
                    len(broken),
                )
                % {"count": len(broken)}
            )
        count = AuditEntry.objects.count()
        self.stdout.write(
            ngettext("The log holds: %(count)d entry.", "The log holds: %(count)d entries.", count)
            % {"count": count}
        )
