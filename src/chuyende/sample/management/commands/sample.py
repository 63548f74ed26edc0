from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from chuyende.foundation.organisation.models import Organisation
from chuyende.sample import bulk, people, planning, sign_ins, story
from chuyende.sample.content.people import CELLS


class Command(BaseCommand):
    """Load the sample committee, or a larger one of the same kind."""

    help = "Nạp Đảng bộ mẫu vào cơ sở dữ liệu còn trống."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cells", type=int, help="số chi bộ (mẫu lớn, để đo)")
        parser.add_argument("--members", type=int, default=5000, help="số đảng viên của mẫu lớn")
        parser.add_argument("--years", type=int, default=5, help="số năm sinh hoạt của mẫu lớn")
        parser.add_argument(
            "--stage",
            choices=[stage.value for stage in story.Stage],
            default=story.Stage.PREPARED.value,
            help="buổi sinh hoạt sắp tới của Chi bộ 1 đã đến bước nào",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if Organisation.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có tổ chức đảng. Mẫu chỉ nạp vào cơ sở dữ liệu còn trống.")
        if options["cells"]:
            self._build_large(options["cells"], options["members"], options["years"])
        else:
            with transaction.atomic():
                body = people.build_body(CELLS)
                story.tell(body, story.Stage(options["stage"]))
        self.stdout.write(f"\n{sign_ins.told()}")

    def _build_large(self, cells: int, members: int, years: int) -> None:
        if cells < len(CELLS) or members < cells * 10:
            raise CommandError("Cần ít nhất 3 chi bộ, mỗi chi bộ ít nhất 10 đảng viên.")
        body = people.build_body(people.invented_cells(cells, members))
        planning.SamplePlanning(body)
        written = bulk.build_years(body, years)
        self.stdout.write(f"Đã ghi {written} dòng của {cells} chi bộ, {members} đảng viên, {years} năm.")
