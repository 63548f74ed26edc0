from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.queries import Comparison, compared_with_record


class Command(BaseCommand):
    """`chuyende standings ID…` or `chuyende standings --all`: do the standings follow from the answers kept?

    Every attempt is marked anew from its stored answers by the keys in force, every place is computed anew, and both
    are compared with what is shown. Of a quiz of the hall the stored answers are compared with its journal as well.
    """

    help = "Compute the standings of quizzes anew from the stored answers, and compare"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quiz", nargs="*", help="ids of quizzes, as in the address of their pages")
        parser.add_argument("--all", action="store_true", help="every published quiz")

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for quiz in self._asked(options["quiz"], everything=options["all"]).iterator():
            compared = compared_with_record(quiz)
            self._tell(quiz, compared, in_full=not options["all"])
            broken += not compared.holds
        if broken:
            raise CommandError(
                ngettext(
                    "%(count)d quiz does not stand as its answers say.",
                    "%(count)d quizzes do not stand as their answers say.",
                    broken,
                )
                % {"count": broken}
            )

    def _asked(self, ids: list[str], *, everything: bool) -> QuerySet[Quiz]:
        published = Quiz.objects.filter(published_at__isnull=False).order_by("opens_at")
        if everything:
            return published
        if not ids:
            raise CommandError(_("Name a quiz by its id, or ask for all with --all."))
        try:
            found = published.filter(pk__in=ids)
            missing = set(ids) - {str(pk) for pk in found.values_list("pk", flat=True)}
        except ValidationError as error:
            raise CommandError(_("This is no id of a quiz.")) from error
        if missing:
            raise CommandError(_("No published quiz has the id %(id)s.") % {"id": ", ".join(sorted(missing))})
        return found

    def _tell(self, quiz: Quiz, compared: Comparison, *, in_full: bool) -> None:
        if in_full:
            for place in compared.on_record:
                self.stdout.write(f"{place.rank}\t{place.member.full_name}\t{place.score}")
        for one in compared.differences:
            self.stderr.write(
                _("%(who)s: shown %(rank)s with %(score)s, by the answers %(rank_now)s with %(score_now)s.")
                % {
                    "who": one.attempt.member.full_name,
                    "rank": one.rank or "–",
                    "score": "–" if one.score is None else one.score,
                    "rank_now": one.rank_on_record or "–",
                    "score_now": "–" if one.score_on_record is None else one.score_on_record,
                }
            )
        if compared.unlike_journal:
            self.stderr.write(
                ngettext(
                    "%(count)d answer is not as the journal of the hall has it.",
                    "%(count)d answers are not as the journal of the hall has them.",
                    len(compared.unlike_journal),
                )
                % {"count": len(compared.unlike_journal)}
            )
        if compared.holds:
            self.stdout.write(
                _("%(quiz)s: the standings follow from the answers (%(count)d members).")
                % {"quiz": quiz.title, "count": len(compared.on_record)}
            )
