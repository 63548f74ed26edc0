"""Results of two quizzes with the statistics that were published for them.

Source: the test data of Moodle's quiz statistics report (mod/quiz/report/statistics/tests, GPL v3 or later):
results00.csv with qstats00.csv and the figures of stats_from_steps_walkthrough_test.php, which its authors worked out
in a spreadsheet apart from the program; mdl_question_states.csv with the figures of statistics_test.php, taken from
their stats.xls. Shares are given in per cent there.
"""

from fractions import Fraction

from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.quizzes.engine.analysis import Item, Marked

#: 25 attempts at seven questions of one point
SEVEN = """
1 1 1 1 1 0 1
1 1 1 1 0.5 1 0
1 1 1 1 0.5 0 1
0 0 1 1 1 0 0
1 0 1 0 0 1 0.5
1 1 1 1 0.5 0 0.5
0 1 1 1 0.5 1 0.5
1 1 1 0 0.5 1 0.5
1 0 1 1 1 1 1
0 1 1 0 0.5 1 0.5
0.8 0 1 1 0.5 1 0.5
1 1 1 0 0.5 1 1
1 0 1 1 0.5 1 0.5
1 0 1 1 1 0 0.5
0 0 1 1 0 1 1
1 0 1 0 0.5 1 1
0.8 0 1 1 0.5 0 1
1 0 1 1 0 1 0.5
1 0 1 1 0.5 0 0.5
0 1 1 0 0.5 1 0
1 1 0.3333333 1 0.5 0 0.5
1 1 1 0 0.5 0 0.5
1 1 1 1 0 1 0.5
0 0 1 0 0.5 1 1
0 0 1 1 1 1 1
"""

#: facility, deviation, effective weight %, discrimination %, efficiency %
SEVEN_ITEMS = """
0.704 0.4513682901 21.2922742344 -7.0650767526 -9.4550536967
0.48 0.5099019514 18.8979800309 -28.8982125772 -36.7834118938
0.973333332 0.13333334 4.443012573 -9.1230674268 -21.6545012165
0.68 0.4760952286 18.9347251357 -22.6306444113 -31.4411395613
0.52 0.3055050463 11.1450138688 -17.6997047674 -21.1794802584
0.64 0.4898979486 9.8081339177 -45.3785178421 -56.9365974439
0.62 0.331662479 15.4788602394 -5.6543166602 -6.5043742058
"""

#: of the totals of SEVEN: points and plain numbers, the last three in per cent and points
SEVEN_QUIZ = {
    "median": 4.5,
    "mean": 4.617333332,
    "deviation": 0.8117265554,
    "skewness": -0.092502502,
    "kurtosis": -0.7073968557,
    "reliability": -0.872230935542,
    "error_ratio": 1.368294900795,
    "standard_error": 1.1106813066,
}

#: 22 attempts at thirteen questions, the first of eight points and the others of one: slots 8 to 20 of the source
THIRTEEN = """
5.5 0.3 0.9 1 0.3 1 0 0 1 1 0 0 1
1 0.9 0.9 0.3 0.3 1 0 0 1 0 1 0 1
2.5 1 0.9 0.3 1 0 0 1 1 1 1 1 1
4 0.3 0.9 1 0.3 0 0 0 0 1 0 0 1
3 0.9 0.3 0.9 1 0 1 0 0 1 1 1 0
4.5 0.9 1 1 0.9 0 1 1 1 0 0 0 0
3 0.3 0.3 0.3 0.3 1 0 1 1 1 1 1 1
6 0.9 0.9 1 0.3 0 1 1 1 1 0 0 1
0.5 0.9 1 0.9 0.3 0 1 1 0 1 1 0 1
5.5 0.9 1 0.9 0.3 1 1 0 0 1 0 0 0
2.5 0.9 1 1 0.9 0 1 0 0 1 0 0 1
4 0.9 0.3 0.9 1 0 1 1 1 1 1 0 1
4 0.9 0.3 0.3 1 1 1 1 0 0 1 1 0
3 1 1 0.3 1 0 1 0 1 1 1 1 0
1 1 0.9 0.3 0.3 1 0 1 0 0 0 0 0
1 0.3 0.3 0.3 0.9 0 0 0 1 0 0 0 1
1.5 1 0.3 0.9 1 1 1 0 1 1 0 0 0
4 0.9 1 0.9 1 0 1 1 1 0 1 0 0
2 0.9 0.9 0.3 0.9 0 1 0 0 0 0 0 0
1 1 0.3 0.3 0.3 0 1 1 0 1 0 0 0
6 0.9 1 1 0.9 0 0 0 1 0 0 1 1
7 0.9 0.3 0.3 0.3 1 0 1 1 1 1 0 0
"""

#: facility %, deviation · 1000, effective weight %, discrimination %, efficiency %
THIRTEEN_ITEMS = """
41.19318182 1912.733589 26.58464457 25.88327077 27.23492723
81.36363636 251.2738111 3.368456046 1.170256965 1.382386552
71.36363636 322.6312277 3.253955259 -4.207816809 -4.691171307
65.45454545 333.4199022 7.584083694 28.16930644 31.12404354
65.90909091 337.5811591 3.79658376 -2.513606859 -2.877487579
36.36363636 492.3659639 3.183278505 -12.99017581 -17.5074184
59.09090909 503.2362797 4.532356904 -8.900638238 -10.27568922
50 511.7663157 7.78856243 8.670004606 10.86956522
59.09090909 503.2362797 10.08351572 29.63337745 34.58997279
63.63636364 492.3659639 8.381139345 15.18945843 17.4790556
45.45454545 509.6471914 8.727645713 16.21079629 20.14359793
27.27272727 455.8423058 7.946277111 15.52451404 22.06477733
50 511.7663157 4.769500946 -8.396734802 -10
"""


def quiz(table: str, worths: list[int]) -> tuple[list[Item], list[Marked]]:
    """The items and attempts of one of the tables above."""
    items = [
        Item(id=place, kind=Kind.SHORT, worth=Fraction(worth)) for place, worth in enumerate(worths, start=1)
    ]
    attempts = [
        Marked(member, {item.id: mark for item, mark in zip(items, row, strict=True)})
        for member, row in enumerate(rows(table))
    ]
    return items, attempts


def rows(table: str) -> list[list[Fraction]]:
    """The numbers of a table, line by line, exactly as printed."""
    return [[Fraction(cell) for cell in line.split()] for line in table.strip().splitlines()]
