"""Programmes: a tree by their periods, lines that rest on provisions, progress derived from the tasks."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.assignments.services import close_task, report_task
from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.review.enums import ReviewLevel
from chuyende.foundation.review.errors import NotEditableNow
from chuyende.foundation.review.services import amend_review, submit_review
from chuyende.planning.programmes import errors, queries, services
from chuyende.planning.programmes.enums import LineState
from chuyende.planning.programmes.models import Programme, ProgrammeLine
from chuyende.planning.programmes.queries import Progress
from tests import factories
from tests.planning.governance.factories import make_document, make_provision

from .factories import approve, make_line, make_year_programme, propose, provision_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march_2022(time_machine):
    time_machine.move_to("2022-03-10 08:00+07:00", tick=False)


def test_programmes_find_their_place_by_period_in_any_order_of_making():
    body = factories.make_body()
    march = make_year_programme(body, level="month", month=3, title="Tháng 3")
    year = make_year_programme(body)
    quarter = make_year_programme(body, level="quarter", quarter=1, title="Quý I")
    term = make_year_programme(body, level="term", year=None, title="Toàn khoá")

    parents = {each.title: each.parent and each.parent.title for each in Programme.objects.all()}

    assert parents == {
        term.title: None,
        year.title: "Toàn khoá",
        quarter.title: year.title,
        march.title: "Quý I",
    }
    assert [each.title for each in queries.as_tree(Programme.objects.all())] == [
        "Toàn khoá",
        year.title,
        "Quý I",
        "Tháng 3",
    ]


def test_create_programme_takes_drafted_topics_of_its_year_in():
    body = factories.make_body()
    topic = propose(body)

    programme = make_year_programme(body)

    topic.refresh_from_db()
    assert topic.programme == programme


def test_create_programme_replayed_makes_nothing_new_and_a_second_one_is_refused():
    body = factories.make_body()
    identity = new_id()

    assert make_year_programme(body, id=identity) == make_year_programme(body, id=identity)
    with pytest.raises(errors.ProgrammeAlreadyThere):
        make_year_programme(body)
    assert Programme.objects.count() == 1


@pytest.mark.parametrize(
    "period",
    [
        {"level": "term", "year": None},
        {"level": "year"},
        {"level": "quarter", "quarter": 2},
        {"level": "month", "month": 5},
    ],
)
def test_the_database_itself_refuses_two_programmes_for_one_period(period):
    body = factories.make_body()
    programme = make_year_programme(body, **period)
    twin = Programme.objects.get(pk=programme.pk)
    twin.pk, twin.review = new_id(), propose(body).review

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_create_programme_says_what_is_missing():
    body = factories.make_body()

    with pytest.raises(errors.PeriodMissing):
        make_year_programme(body, level="quarter")
    with pytest.raises(errors.TermMissing):
        make_year_programme(body, year=1999)


def test_a_line_without_a_provision_cannot_be_saved():
    body = factories.make_body()
    programme = make_year_programme(body)

    with pytest.raises(errors.LineWithoutProvision):
        make_line(body, programme, provision=None)
    with pytest.raises(errors.ProvisionOutOfReach):
        make_line(body, programme, provision=make_provision(make_document(body.other_cell)))
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeLine.objects.create(
            programme=programme,
            content="Việc",
            responsible=body.member,
            deadline=dt.date(2022, 3, 31),
            product="Kế hoạch",
        )


def test_add_line_checks_person_and_deadline_and_is_safe_to_replay():
    body = factories.make_body()
    programme = make_year_programme(body)
    identity, provision = new_id(), provision_of(body)

    with pytest.raises(errors.ResponsibleFromElsewhere):
        make_line(body, programme, responsible=body.other_member, provision=provision)
    with pytest.raises(errors.DeadlineOutsidePeriod):
        make_line(body, programme, deadline=dt.date(2023, 1, 1), provision=provision)
    first = make_line(body, programme, id=identity, provision=provision)
    assert make_line(body, programme, id=identity, provision=provision) == first
    assert make_line(body, programme).position == 2


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ({"level": "year"}, dt.date(2022, 1, 1), dt.date(2022, 12, 31)),
        ({"level": "quarter", "quarter": 4}, dt.date(2022, 10, 1), dt.date(2022, 12, 31)),
        ({"level": "month", "month": 2}, dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
        ({"level": "month", "month": 12}, dt.date(2022, 12, 1), dt.date(2022, 12, 31)),
        ({"level": "term", "year": None}, dt.date(2020, 6, 1), dt.date(2030, 5, 31)),
    ],
)
def test_period_of_a_programme(period, first, last):
    body = factories.make_body()

    assert queries.period_of(make_year_programme(body, **period)) == (first, last)


def test_an_empty_programme_is_not_submitted():
    body = factories.make_body()

    with pytest.raises(errors.ProgrammeEmpty):
        submit_review(actor=body.secretary.user, review=make_year_programme(body).review)


def test_the_committees_own_programme_is_decided_by_the_committee():
    body = factories.make_body()
    programme = make_year_programme(body, actor=body.party_secretary.user, organisation=body.committee)

    assert queries.review_levels(programme) == (ReviewLevel.COMMITTEE,)


def test_two_people_saving_one_programme_lose_nothing():
    body = factories.make_body()
    programme = make_year_programme(body)
    services.change_programme(
        actor=body.secretary.user, programme=programme, revision=0, title="Chương trình 2022", purpose="Mới"
    )

    with pytest.raises(EditedMeanwhile) as refused:
        services.change_programme(actor=body.deputy.user, programme=programme, revision=0, title="Khác")

    assert "Chương trình 2022" in refused.value.theirs


def test_work_is_given_out_once_approved_and_the_lines_state_is_the_tasks(time_machine):
    body = factories.make_body()
    programme = make_year_programme(body)
    line, second = make_line(body, programme), make_line(body, programme, content="Viết đề dẫn")
    make_line(body, programme, content="Việc đã qua hạn", deadline=dt.date(2022, 1, 31))
    with pytest.raises(errors.NotApprovedYet):
        services.give_out_work(actor=body.secretary.user, programme=programme)
    approve(body, programme)

    assert services.give_out_work(actor=body.secretary.user, programme=programme) == 2
    assert services.give_out_work(actor=body.secretary.user, programme=programme) == 0

    today = dt.date(2022, 3, 10)
    task = Task.objects.get(programme_line=line)
    assert (task.owner, task.due_on, task.origin) == (body.member, dt.date(2022, 3, 31), programme.title)
    report_task(actor=body.member.user, task=task, proof="Kế hoạch số 01")
    close_task(actor=body.secretary.user, task=task)

    def states(day):
        return [queries.line_state(each, day) for each in queries.lines_of(programme)]

    assert states(today) == [LineState.DONE, LineState.IN_PROGRESS, LineState.OVERDUE]
    assert states(dt.date(2022, 4, 1)) == [LineState.DONE, LineState.OVERDUE, LineState.OVERDUE]
    assert second.task is None


def test_progress_rolls_up_from_month_to_term_and_agrees_with_the_lines():
    body = factories.make_body()
    term = make_year_programme(body, level="term", year=None, title="Toàn khoá")
    year = make_year_programme(body)
    month = make_year_programme(body, level="month", month=3, title="Tháng 3")
    make_year_programme(body, level="quarter", quarter=1, title="Quý I")
    make_line(body, year)
    make_line(body, month)
    make_line(body, year, deadline=dt.date(2022, 2, 1))

    progress = queries.progress_of([term, year, month], dt.date(2022, 3, 10))

    assert progress[month.pk] == Progress(total=1, done=0, overdue=0)
    assert progress[year.pk] == progress[term.pk] == Progress(total=3, done=0, overdue=1)


def test_progress_asks_two_queries_for_any_number_of_programmes(django_assert_num_queries):
    body = factories.make_body()
    programmes = [make_year_programme(body, level="month", month=month) for month in (1, 2, 3)]

    for listed in (programmes[:1], programmes):
        with django_assert_num_queries(2):
            queries.progress_of(listed, dt.date(2022, 3, 10))


def test_an_amended_line_takes_its_task_back():
    body = factories.make_body()
    programme = make_year_programme(body)
    line, kept = make_line(body, programme), make_line(body, programme)
    approve(body, programme)
    services.give_out_work(actor=body.secretary.user, programme=programme)
    line.refresh_from_db()
    with pytest.raises(NotEditableNow):
        services.remove_line(actor=body.secretary.user, line=line)
    amend_review(actor=body.secretary.user, review=programme.review, reason="Đổi người")

    services.change_line(
        actor=body.secretary.user,
        line=line,
        content=line.content,
        responsible=body.deputy,
        deadline=line.deadline,
        product=line.product,
        provision=line.provision,
    )
    services.remove_line(actor=body.secretary.user, line=ProgrammeLine.objects.get(pk=kept.pk))

    assert Task.objects.filter(withdrawn_reason="Chương trình đã điều chỉnh.").count() == 2
    line.refresh_from_db()
    assert line.task is None


@pytest.mark.parametrize(
    "who", ["member", "minute_taker", "other_secretary", "party_secretary", "administrator"]
)
def test_only_the_committee_of_the_organisation_changes_its_programme(who):
    body = factories.make_body()
    user = getattr(body, who).user

    with pytest.raises(NotAllowed):
        make_year_programme(body, actor=user)
    with pytest.raises(NotAllowed):
        services.give_out_work(actor=user, programme=make_year_programme(body))
