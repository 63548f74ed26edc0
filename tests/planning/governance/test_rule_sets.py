"""Dated rules: which one binds whom on which day, and what may be set."""

import datetime as dt
from fractions import Fraction

import pytest

from chuyende.foundation.core.errors import NotAllowed
from chuyende.planning.governance import errors, queries, services
from chuyende.planning.governance.engine import SUBJECTS
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.receivers import enter_general_rules, seeded_rules
from tests import factories

pytestmark = pytest.mark.django_db

IN_2022, IN_2026 = dt.date(2022, 10, 7), dt.date(2026, 10, 7)


def set_frequency(body, organisation, per_quarter, since, **more):
    return services.set_rules(
        actor=body.administrator.user,
        organisation=organisation,
        code="thematic_frequency",
        title="Sinh hoạt chuyên đề",
        citation="Quy chế làm việc của Đảng uỷ",
        effective_from=since,
        parameters={"per_quarter": per_quarter},
        **more,
    )


def test_a_meeting_of_2022_is_judged_by_the_guideline_of_2018_and_one_of_2026_by_that_of_2025():
    assert "12-HD/BTCTW" in queries.rule_in_force("thematic_frequency", day=IN_2022).citation
    assert "42-HD/BTCTW" in queries.rule_in_force("thematic_frequency", day=IN_2026).citation


def test_the_layout_of_papers_changes_with_the_guideline_of_2026():
    before = queries.rule_in_force("paper_layout", day=dt.date(2026, 5, 26))
    after = queries.rule_in_force("paper_layout", day=dt.date(2026, 5, 27))

    assert (before.parameters["end_mark"], before.parameters["party_title_pt"]) == ("./.", 15)
    assert (after.parameters["end_mark"], after.parameters["party_title_pt"]) == (".", 14)


@pytest.mark.parametrize("code", sorted(SUBJECTS))
def test_every_subject_has_a_rule_in_both_generations_that_its_schema_accepts(code):
    for day in (IN_2022, IN_2026):
        rule = queries.rule_in_force(code, day=day)
        SUBJECTS[code].check(rule.parameters)
        assert rule.citation
        assert rule.source_note


def test_seeding_again_neither_doubles_nor_overwrites():
    rule = queries.rule_in_force("thematic_frequency", day=IN_2022)
    RuleSet.objects.filter(pk=rule.pk).update(citation="đã sửa tay")

    from django.apps import apps

    enter_general_rules(apps=apps, using="default")

    assert RuleSet.objects.filter(organisation=None).count() == len(seeded_rules())
    assert queries.rule_in_force("thematic_frequency", day=IN_2022).citation == "đã sửa tay"


def test_before_the_first_rule_the_error_names_the_subject_and_the_day():
    with pytest.raises(errors.RuleMissing) as refused:
        queries.rule_in_force("thematic_frequency", day=dt.date(2001, 2, 3))

    assert "03/02/2001" in str(refused.value)


def test_the_nearest_node_answers_for_its_own_days_only():
    body = factories.make_body()
    set_frequency(body, body.committee, 2, dt.date(2022, 1, 1))
    set_frequency(body, body.cell, 3, dt.date(2022, 7, 1), effective_to=dt.date(2022, 12, 31))

    def asked(organisation, day):
        found = queries.rule_in_force("thematic_frequency", day=day, organisation=organisation)
        return found.whole("per_quarter")

    assert asked(body.cell, IN_2022) == 3
    assert asked(body.other_cell, IN_2022) == 2
    assert asked(body.cell, dt.date(2023, 1, 1)) == 2
    assert asked(body.cell, dt.date(2021, 12, 31)) == 1
    assert asked(None, IN_2022) == 1


def test_of_two_versions_of_a_place_the_later_one_holds():
    body = factories.make_body()
    set_frequency(body, body.cell, 2, dt.date(2022, 1, 1))
    set_frequency(body, body.cell, 4, dt.date(2022, 4, 1))

    rules = [
        queries.rule_in_force("thematic_frequency", day=day, organisation=body.cell).whole("per_quarter")
        for day in (dt.date(2022, 3, 31), dt.date(2022, 4, 1))
    ]

    assert rules == [2, 4]


def test_asking_for_one_rule_or_for_many_cells_costs_one_query(django_assert_num_queries):
    body = factories.make_body()
    set_frequency(body, body.cell, 2, dt.date(2022, 1, 1))

    with django_assert_num_queries(1):
        queries.rule_in_force("thematic_frequency", day=IN_2022, organisation=body.cell)
    with django_assert_num_queries(1):
        book = queries.rules_of("thematic_frequency")
        asked = [book.in_force(IN_2022, cell).whole("per_quarter") for cell in (body.cell, body.other_cell)]

    assert asked == [2, 1]


def test_shares_are_exact():
    assert queries.rule_in_force("attendance_quorum", day=IN_2022).share("warn_below") == Fraction(2, 3)


@pytest.mark.parametrize("value", [0, 13, "1", 1.5, True, None])
def test_set_rules_refuses_a_value_that_the_parameter_may_not_have(value):
    body = factories.make_body()

    with pytest.raises(errors.RuleNotAsItMayBe) as refused:
        set_frequency(body, body.cell, value, dt.date(2022, 1, 1))

    assert refused.value.field == "per_quarter"
    assert not RuleSet.objects.filter(organisation=body.cell).exists()


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("attendance_quorum", {"warn_below": "3/2"}),
        ("attendance_quorum", {"warn_below": "1/0"}),
        ("vote_basis", {"basis": "everybody", "majority_over": "1/2"}),
        ("vote_basis", {"basis": "summoned"}),
        ("reward_authority", {"cell": [], "committee": ["commendation"]}),
        ("thematic_procedure", {"steps": []}),
        (
            "thematic_procedure",
            {"steps": [{"step": "a", "title": "Mở đầu", "minutes": 0, "presenter": "chair"}]},
        ),
        ("thematic_frequency", {"per_quarter": 1, "per_year": 4}),
    ],
)
def test_set_rules_refuses_what_the_schema_does_not_know(code, parameters):
    body = factories.make_body()

    with pytest.raises(errors.RuleNotAsItMayBe):
        services.set_rules(
            actor=body.administrator.user,
            organisation=body.cell,
            code=code,
            title="Quy định",
            citation="Quy chế",
            effective_from=IN_2022,
            parameters=parameters,
        )


def test_set_rules_twice_from_the_same_day_is_refused_and_a_replayed_form_adds_nothing():
    body = factories.make_body()
    kept = set_frequency(body, body.cell, 2, dt.date(2022, 1, 1))

    assert set_frequency(body, body.cell, 2, dt.date(2022, 1, 1), id=kept.pk) == kept
    with pytest.raises(errors.RuleAlreadyThatDay):
        set_frequency(body, body.cell, 3, dt.date(2022, 1, 1))
    assert RuleSet.objects.filter(organisation=body.cell).count() == 1


@pytest.mark.parametrize("who", ["secretary", "party_secretary", "inspector", "member"])
def test_only_an_administrator_sets_rules(who):
    body = factories.make_body()

    with pytest.raises(NotAllowed):
        services.set_rules(
            actor=getattr(body, who).user,
            organisation=body.cell,
            code="house_style",
            title="Cách viết",
            citation="Quy chế",
            effective_from=IN_2022,
            parameters={"spelling": "ủy"},
        )
