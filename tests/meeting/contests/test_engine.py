"""Standings from plain data: examples worked by hand, and what holds for every record."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.contests.engine import (
    Counted,
    Criterion,
    GroupOrder,
    Person,
    Predicts,
    Record,
    Result,
    Rules,
    Standings,
    TakesPart,
    reckon,
)

MORNING = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def rules(**changes: Any) -> Rules:
    usual = {
        "points": 1,
        "counted": Counted.BEST,
        "tie_break": (Criterion.TIME, Criterion.PREDICTION),
        "predicts": Predicts.PARTICIPANTS,
        "takes_part": TakesPart.ANY,
        "group_from": Fraction(7, 10),
        "group_order": GroupOrder.SHARE_MEAN,
        "decimals": 2,
        "prizes": (1, 1, 1, 2),
        "group_prizes": (1, 1, 1),
    }
    return Rules(**{**usual, **changes})


def person(member: str, cell: str | None = "I", **more: Any) -> Person:
    return Person(member=member, cell=cell, **more)


def result(member: str, right: float | str, *, seconds: int = 60, round: int = 1, minute: int = 0) -> Result:
    submitted = MORNING + dt.timedelta(minutes=minute)
    return Result(
        member=member, round=round, right=Decimal(right), size=10, seconds=seconds, submitted_at=submitted
    )


def record(
    people: list[Person], results: list[Result], *, rounds: tuple[int, ...] = (1,), decisions: Any = ()
) -> Record:
    return Record(people=tuple(people), results=tuple(results), rounds=rounds, decisions=tuple(decisions))


def ranks(standings: Standings) -> dict[Any, int]:
    return {place.member: place.rank for place in standings.members}


class TestMembers:
    def test_score_then_time(self) -> None:
        people = [person("a"), person("b"), person("c"), person("d")]
        results = [
            result("a", 8, seconds=50),
            result("b", 9, seconds=300),
            result("c", 8, seconds=40),
            result("d", 0),
        ]

        assert ranks(reckon(record(people, results), rules())) == {"b": 1, "c": 2, "a": 3, "d": 4}

    def test_rounds_add_up_and_so_does_their_time(self) -> None:
        people = [person("a"), person("b")]
        results = [
            result("a", 9, round=1, seconds=100),
            result("a", 7, round=2, seconds=100),
            result("b", 10, round=1, seconds=10),
        ]

        best, other = reckon(record(people, results, rounds=(1, 2)), rules(points=2)).members

        assert (best.member, best.score, best.seconds) == ("a", 32, 200)
        assert (other.member, other.score, other.seconds) == ("b", 20, 10)

    def test_of_several_attempts_the_best_and_earliest_counts(self) -> None:
        tries = [
            result("a", 6, minute=0, seconds=10),
            result("a", 8, minute=5, seconds=90),
            result("a", 8, minute=9, seconds=20),  # as good, but later
            result("a", 7, minute=12, seconds=5),
        ]

        (place,) = reckon(record([person("a")], tries), rules()).members
        (by_first,) = reckon(record([person("a")], tries), rules(counted=Counted.FIRST)).members

        assert (place.score, place.seconds) == (8, 90)
        assert (by_first.score, by_first.seconds) == (6, 10)

    def test_nearest_prediction_of_the_participants_and_no_credit_without_one(self) -> None:
        # four take part: a is 6 off, b is 1 off, c said nothing, d is 1 off on the other side
        people = [
            person("a", prediction=10),
            person("b", prediction=3),
            person("c"),
            person("d", prediction=5),
        ]
        results = [result(member, 8) for member in "abcd"]

        standings = reckon(record(people, results), rules())

        assert (standings.participants, standings.actual) == (4, 4)
        assert ranks(standings) == {"b": 1, "d": 1, "a": 3, "c": 4}

    def test_nearest_prediction_of_the_all_right_then_the_earliest(self) -> None:
        # all right are b and c; both predicted 2, c handed in earlier
        people = [
            person("a", prediction=2),
            person("b", prediction=2),
            person("c", prediction=2),
            person("d", prediction=1),
        ]
        results = [
            result("a", 9),
            result("b", 10, minute=9, seconds=1),
            result("c", 10, minute=2),
            result("d", 9, seconds=1),
        ]
        by = rules(tie_break=(Criterion.PREDICTION, Criterion.EARLIEST), predicts=Predicts.ALL_RIGHT)

        standings = reckon(record(people, results), by)

        assert standings.actual == 2
        assert ranks(standings) == {"c": 1, "b": 2, "a": 3, "d": 4}

    def test_all_right_means_in_every_round(self) -> None:
        people = [person("a"), person("b")]
        results = [result("a", 10, round=1), result("b", 10, round=1), result("b", 10, round=2)]

        standings = reckon(record(people, results, rounds=(1, 2)), rules(predicts=Predicts.ALL_RIGHT))

        assert standings.actual == 1

    def test_the_disqualified_have_no_place_but_are_counted_as_cancelled(self) -> None:
        people = [
            person("a", is_disqualified=True),
            person("b", prediction=1),
            person("c", is_disqualified=True),
        ]
        results = [result("a", 10), result("b", 5)]

        standings = reckon(record(people, results), rules())

        assert ranks(standings) == {"b": 1}
        assert (standings.participants, standings.cancelled) == (1, 1)


class TestTies:
    PEOPLE = [person("a"), person("b"), person("c")]
    RESULTS = [result("a", 8), result("b", 8), result("c", 7)]

    def test_about_different_prizes_is_for_the_organisers(self) -> None:
        standings = reckon(record(self.PEOPLE, self.RESULTS), rules())

        assert ranks(standings) == {"a": 1, "b": 1, "c": 3}
        assert standings.undecided == (frozenset("ab"),)
        assert [place.prize for place in standings.members] == [None, None, 2]

    def test_within_one_prize_needs_no_decision(self) -> None:
        standings = reckon(record(self.PEOPLE, self.RESULTS), rules(prizes=(2, 1, 1, 0)))

        assert standings.undecided == ()
        assert [place.prize for place in standings.members] == [0, 0, 1]

    def test_decided_by_the_organisers(self) -> None:
        standings = reckon(record(self.PEOPLE, self.RESULTS, decisions=[("b", "a")]), rules())

        assert ranks(standings) == {"b": 1, "a": 2, "c": 3}
        assert standings.undecided == ()
        assert [place.prize for place in standings.members] == [0, 1, 2]

    def test_a_later_decision_takes_the_place_of_an_earlier_one(self) -> None:
        standings = reckon(record(self.PEOPLE, self.RESULTS, decisions=[("b", "a"), ("a", "b")]), rules())

        assert ranks(standings) == {"a": 1, "b": 2, "c": 3}

    def test_a_decision_about_others_counts_for_nobody(self) -> None:
        results = [*self.RESULTS[:2], result("c", 8)]

        standings = reckon(record(self.PEOPLE, results, decisions=[("b", "a")]), rules())

        assert ranks(standings) == {"a": 1, "b": 1, "c": 1}

    def test_of_cells(self) -> None:
        people = [person("a", "I"), person("b", "II")]
        results = [result("a", 8), result("b", 8, seconds=30)]

        tied = reckon(record(people, results), rules())
        decided = reckon(record(people, results, decisions=[("II", "I")]), rules())

        assert tied.undecided == (frozenset(["I", "II"]),)
        assert [(place.cell, place.rank, place.prize) for place in decided.cells] == [
            ("II", 1, 0),
            ("I", 2, 1),
        ]


class TestCells:
    def test_share_then_mean_with_two_decimals(self) -> None:
        # I: 3 of 4, mean 20/3; II: 3 of 3, mean 5; III: 2 of 3 is below 70 per cent
        people = (
            [person(f"1{n}", "I") for n in range(4)]
            + [person(f"2{n}", "II") for n in range(3)]
            + [person(f"3{n}", "III") for n in range(3)]
        )
        results = [
            result("10", 10),
            result("11", 5),
            result("12", 5),
            *(result(f"2{n}", 5) for n in range(3)),
            result("30", 10),
            result("31", 10),
        ]

        cells = reckon(record(people, results), rules()).cells

        assert [(one.cell, one.rank, one.took_part, one.counted, one.share, one.mean) for one in cells] == [
            ("II", 1, 3, 3, Decimal("100.00"), Decimal("5.00")),
            ("I", 2, 3, 4, Decimal("75.00"), Decimal("6.67")),
            ("III", None, 2, 3, Decimal("66.67"), Decimal("10.00")),
        ]
        by_mean = reckon(record(people, results), rules(group_order=GroupOrder.MEAN_SHARE)).cells
        assert [one.cell for one in by_mean] == ["I", "II", "III"]

    def test_seventy_per_cent_itself_is_enough(self) -> None:
        people = [person(str(n)) for n in range(10)]

        (seven,) = reckon(record(people, [result(str(n), 1) for n in range(7)]), rules()).cells
        (six,) = reckon(record(people, [result(str(n), 1) for n in range(6)]), rules()).cells

        assert (seven.rank, seven.share) == (1, 70)
        assert six.rank is None

    def test_halves_go_up(self) -> None:
        people = [person(str(n)) for n in range(8)]
        results = [result("0", 1), *(result(str(n), 8) for n in range(1, 8))]  # 57/8 = 7.125

        (cell,) = reckon(record(people, results), rules()).cells

        assert cell.mean == Decimal("7.13")

    def test_who_is_exempt_counts_for_themselves_only(self) -> None:
        people = [person("a"), person("b", is_counted=False)]
        results = [result("a", 5), result("b", 10)]

        standings = reckon(record(people, results), rules())

        assert ranks(standings) == {"b": 1, "a": 2}
        assert [(one.counted, one.took_part, one.mean) for one in standings.cells] == [
            (1, 1, Decimal("5.00"))
        ]

    def test_a_cancelled_result_is_no_part_taken(self) -> None:
        people = [person("a"), person("b", is_disqualified=True)]
        results = [result("a", 5), result("b", 10)]

        (cell,) = reckon(record(people, results), rules()).cells

        assert (cell.took_part, cell.counted, cell.share, cell.rank) == (1, 2, 50, None)

    def test_taking_part_in_every_round(self) -> None:
        people = [person("a"), person("b")]
        results = [result("a", 5, round=1), result("a", 5, round=2), result("b", 9, round=1)]

        (cell,) = reckon(record(people, results, rounds=(1, 2)), rules(takes_part=TakesPart.EVERY)).cells

        assert (cell.took_part, cell.mean) == (1, Decimal("10.00"))

    def test_nobody_took_part(self) -> None:
        standings = reckon(record([person("a")], []), rules())

        assert standings.members == ()
        assert [(one.rank, one.share, one.mean) for one in standings.cells] == [(None, 0, 0)]


# --- for every record --------------------------------------------------------------------------------

MEMBERS = [f"m{number}" for number in range(8)]
_people = st.tuples(
    *(
        st.builds(
            Person,
            member=st.just(member),
            cell=st.sampled_from(["I", "II", None]),
            is_counted=st.booleans(),
            prediction=st.none() | st.integers(0, 9),
            is_disqualified=st.sampled_from([False, False, False, True]),
        )
        for member in MEMBERS
    )
)
_results = st.lists(
    st.builds(
        result,
        st.sampled_from(MEMBERS),
        st.integers(8, 10),
        seconds=st.sampled_from([30, 60]),
        round=st.sampled_from([1, 2]),
        minute=st.integers(0, 2),
    ),
    max_size=20,
)
_rules = st.builds(
    rules,
    counted=st.sampled_from(Counted),
    tie_break=st.permutations(list(Criterion)).map(tuple),
    predicts=st.sampled_from(Predicts),
    takes_part=st.sampled_from(TakesPart),
    group_order=st.sampled_from(GroupOrder),
    prizes=st.tuples(*[st.integers(0, 3)] * 4),
)


@given(_people, _results, _rules, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_record_does_not_matter(
    people: tuple[Person, ...], results: list[Result], by: Rules, random: Any
) -> None:
    shuffled, mixed = list(people), list(results)
    random.shuffle(shuffled)
    random.shuffle(mixed)

    assert reckon(record(list(people), results, rounds=(1, 2)), by) == reckon(
        record(shuffled, mixed, rounds=(2, 1)), by
    )


@given(_people, _results, _rules)
@settings(deadline=None)
def test_who_has_a_place_and_who_ties(people: tuple[Person, ...], results: list[Result], by: Rules) -> None:
    standings = reckon(record(list(people), results, rounds=(1, 2)), by)
    persons = {one.member: one for one in people}
    placed = [place.member for place in standings.members]
    taken = {one.member for one in results}

    assert sorted(map(str, placed)) == sorted(
        member for member in taken if not persons[member].is_disqualified
    )
    assert len(placed) + standings.cancelled == len(taken)
    for better, worse in zip(standings.members, standings.members[1:], strict=False):
        assert better.rank <= worse.rank
        assert better.score >= worse.score
    for one in standings.members:
        ahead = sum(other.rank < one.rank for other in standings.members)
        assert one.rank == ahead + 1
        for other in standings.members:
            if other.rank == one.rank:
                assert (other.score, other.seconds, other.last) == (one.score, one.seconds, one.last)
                distance = [
                    None if x.prediction is None else abs(x.prediction - standings.actual)
                    for x in (one, other)
                ]
                assert distance[0] == distance[1]


@given(_people, _results, _rules)
@settings(deadline=None)
def test_prizes_are_given_as_often_as_there_are_and_never_split_a_tie(
    people: tuple[Person, ...], results: list[Result], by: Rules
) -> None:
    standings = reckon(record(list(people), results, rounds=(1, 2)), by)

    for prize, places in enumerate(by.prizes):
        assert sum(place.prize == prize for place in standings.members) <= places
    for one in standings.members:
        same = {other.prize for other in standings.members if other.rank == one.rank}
        assert same == {one.prize}


@given(_people, _results, _rules)
@settings(deadline=None)
def test_once_every_tie_is_decided_nothing_is_left_to_decide(
    people: tuple[Person, ...], results: list[Result], by: Rules
) -> None:
    before = reckon(record(list(people), results, rounds=(1, 2)), by)

    after = reckon(
        record(list(people), results, rounds=(1, 2), decisions=[sorted(tie) for tie in before.undecided]), by
    )

    assert after.undecided == ()
    places = min(sum(by.prizes), len(after.members))
    assert sum(place.prize is not None for place in after.members) == places


@pytest.mark.parametrize("decimals", [0, 1, 4])
def test_as_many_decimals_as_the_rules_say(decimals: int) -> None:
    people = [person("a"), person("b"), person("c")]

    (cell,) = reckon(
        record(people, [result("a", 1), result("b", 1), result("c", 2)]), rules(decimals=decimals)
    ).cells

    assert str(cell.mean) == {0: "1", 1: "1.3", 4: "1.3333"}[decimals]
