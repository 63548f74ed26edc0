import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.meeting.contests import engine, queries
from chuyende.meeting.contests.models import Contest, ContestResult
from chuyende.meeting.contests.templatetags.contests import as_points, as_written, minutes_and_seconds, prize


class Command(BaseCommand):
    """`chuyende contest ID`: reckon the standings again and compare them with what was announced.

    Every answer that is stored is marked anew; scores written beside them are not looked at.
    """

    help = "Reckon the standings of a contest again and compare them with what was announced"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "contest", nargs="?", type=uuid.UUID, help="its id; without it: list the contests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["contest"] is None:
            for one in Contest.objects.select_related("organisation"):
                self.stdout.write(f"{one.pk}  {one.title} ({one.organisation.short_name})")
            return
        contest = Contest.objects.filter(pk=options["contest"]).first()
        if contest is None or not contest.announced_at:
            raise CommandError(_("There is no announced contest %(id)s.") % {"id": options["contest"]})
        content = queries.content_on_record(contest)
        self._write_standings(content)
        if result := queries.last_result(contest):
            self._compare(result, content)
        else:
            self.stdout.write(_("No results have been announced yet."))

    def _write_standings(self, content: dict[str, Any]) -> None:
        self.stdout.write(content["title"])
        for row in content["members"]:
            time, points = minutes_and_seconds(row["seconds"]), as_points(row["score"])
            line = f"{row['rank']:>4}  {row['name']}  {row['cell_name']}  {points}  {time}  {prize(row['prize'])}"
            self.stdout.write(line.rstrip())
        for row in content["cells"]:
            share, mean = as_written(row["share"]), as_written(row["mean"])
            rank = "–" if row["rank"] is None else row["rank"]
            taken = f"{row['took_part']}/{row['counted']}"
            self.stdout.write(
                f"{rank:>4}  {row['name']}  {taken}  {share} %  {mean}  {prize(row['prize'])}".rstrip()
            )
        self.stdout.write(_("Digest: %(digest)s") % {"digest": engine.digest(content)})

    def _compare(self, result: ContestResult, content: dict[str, Any]) -> None:
        if engine.digest(result.content) != result.digest:
            raise CommandError(_("The announced results were changed outside the program."))
        differences = list(engine.differences(result.content, content))
        for one in differences:
            self.stderr.write(f"{one.part} {one.name}: {one.before} → {one.after}".strip())
        if differences:
            raise CommandError(
                ngettext(
                    "%(n)s line is not as announced.", "%(n)s lines are not as announced.", len(differences)
                )
                % {"n": len(differences)}
            )
        self.stdout.write(_("As announced."))
