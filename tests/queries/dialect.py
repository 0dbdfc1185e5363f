"""Statements of the kinds that another engine answered wrongly, with the expected rows.

The rows were worked out by hand from openCypher and Neo4j's manual. ``NULL``, order and types count.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

D = dt.date
#: Three groups of visits; one has no date.
ROWS = (
    "UNWIND [{g: 'a', n: 3, d: date('2019-05-28')}, {g: 'b', n: 1, d: date('2018-01-02')}, {g: 'a', n: 5, "
    "d: date('2020-02-29')},"
    " {g: 'c', n: null, d: null}, {g: 'b', n: 7, d: null}] AS r "
)

STATEMENTS: dict[str, list[tuple[str, list[list[Any]]]]] = {
    "aggregates inside expressions": [
        (ROWS + "RETURN min(r.d).year AS y", [[2018]]),
        (ROWS + "RETURN max(r.d).month AS m", [[2]]),
        (ROWS + "RETURN r.g AS g, max(r.d).year AS y ORDER BY g", [["a", 2020], ["b", 2018], ["c", None]]),
        (
            ROWS + "RETURN r.g AS g, min(r.n) IS NULL AS none ORDER BY g",
            [["a", False], ["b", False], ["c", True]],
        ),
        (ROWS + "RETURN min(r.n) + max(r.n) AS s", [[8]]),
        (ROWS + "RETURN sum(r.n) * 1.0 / count(r.n) AS mean", [[4.0]]),
        (ROWS + "RETURN count(*) - count(r.d) AS missing", [[2]]),
        (ROWS + "RETURN size(collect(DISTINCT r.g)) AS n", [[3]]),
        (
            ROWS + "WITH r.g AS g, collect(r.n)[0] AS first ORDER BY g RETURN g, first",
            [["a", 3], ["b", 1], ["c", None]],
        ),
        (ROWS + "RETURN CASE WHEN count(r.n) > 3 THEN 'many' ELSE 'few' END AS word", [["many"]]),
        (ROWS + "RETURN coalesce(sum(r.n), 0) AS s", [[16]]),
        (ROWS + "RETURN toString(max(r.n)) + ' persons' AS text", [["7 persons"]]),
        (ROWS + "RETURN [x IN collect(r.n) WHERE x > 2] AS some", [[[3, 5, 7]]]),
        (ROWS + "RETURN head(collect(r.g)) AS first, last(collect(r.g)) AS last", [["a", "b"]]),
        (
            ROWS + "RETURN r.g AS g, {n: count(*), s: sum(r.n)} AS m ORDER BY g",
            [["a", {"n": 2, "s": 8}], ["b", {"n": 2, "s": 8}], ["c", {"n": 1, "s": 0}]],
        ),
        (ROWS + "RETURN count(DISTINCT r.g) AS n", [[3]]),
        (ROWS + "RETURN avg(r.n) AS a, stDev(r.n) > 2.5 AS s", [[4.0, True]]),
        (ROWS + "RETURN max(r.d) > date('2020-01-01') AS later", [[True]]),
        (ROWS + "RETURN r.g AS g, sum(r.n) > 7 AS more ORDER BY g", [["a", True], ["b", True], ["c", False]]),
        (ROWS + "RETURN duration.between(min(r.d), max(r.d)).months AS m", [[25]]),
        (
            "UNWIND [] AS x RETURN count(x) AS n, sum(x) AS s, min(x) AS m, collect(x) AS c, avg(x) AS a",
            [[0, 0, None, [], None]],
        ),
        (
            "UNWIND [1, 2, 3, 4] AS x RETURN percentileCont(x, 0.5) AS c, percentileDisc(x, 0.5) AS d",
            [[2.5, 2]],
        ),
        ("RETURN size([x IN range(1, 10) WHERE x % 3 = 0 | x * x]) AS n", [[3]]),
    ],
    "scope of ORDER BY": [
        (
            ROWS + "WITH r.g AS g, r.n AS n ORDER BY n DESC RETURN collect(g) AS gs",
            [[["c", "b", "a", "a", "b"]]],
        ),
        (ROWS + "WITH r ORDER BY r.n RETURN r.g AS g", [["b"], ["a"], ["a"], ["b"], ["c"]]),
        (ROWS + "WITH r.g AS g ORDER BY r.n DESC RETURN g", [["c"], ["b"], ["a"], ["a"], ["b"]]),
        (ROWS + "RETURN r.g AS g ORDER BY r.n", [["b"], ["a"], ["a"], ["b"], ["c"]]),
        (ROWS + "RETURN r.g AS g, count(*) AS n ORDER BY count(*) DESC, g LIMIT 1", [["a", 2]]),
        (ROWS + "RETURN r.g AS g, count(*) AS n ORDER BY n, g", [["c", 1], ["a", 2], ["b", 2]]),
        (
            ROWS + "WITH r.g AS g, sum(r.n) AS s ORDER BY s DESC, g LIMIT 2 RETURN collect(g) AS top",
            [[["a", "b"]]],
        ),
        (ROWS + "RETURN DISTINCT r.g AS g ORDER BY g DESC", [["c"], ["b"], ["a"]]),
        ("UNWIND [3, 1, 2] AS x WITH x ORDER BY x RETURN collect(x) AS xs", [[[1, 2, 3]]]),
        ("UNWIND [3, 1, 2] AS x WITH x, x * -1 AS y ORDER BY y RETURN x", [[3], [2], [1]]),
        (
            "UNWIND [[1, 'b'], [1, 'a'], [0, 'c']] AS p RETURN p[1] AS s ORDER BY p[0], p[1]",
            [["c"], ["a"], ["b"]],
        ),
        ("UNWIND [null, 2, 1] AS x RETURN x ORDER BY x", [[1], [2], [None]]),
        ("UNWIND [null, 2, 1] AS x RETURN x ORDER BY x DESC", [[None], [2], [1]]),
        ("UNWIND [1, 2, 3, 4, 5] AS x RETURN x ORDER BY x SKIP 1 LIMIT 2", [[2], [3]]),
        ("UNWIND ['b', 'B', 'a'] AS x RETURN x ORDER BY toLower(x), x", [["a"], ["B"], ["b"]]),
    ],
    "WITH": [
        ("WITH 1 AS a WITH a + 1 AS b RETURN b", [[2]]),
        ("UNWIND [1, 2, 3] AS x WITH x WHERE x > 1 RETURN collect(x) AS xs", [[[2, 3]]]),
        ("UNWIND [1, 1, 2] AS x WITH x, count(*) AS n WHERE n > 1 RETURN x, n", [[1, 2]]),
        ("WITH 1 AS a UNWIND [10, 20] AS b WITH a, sum(b) AS s RETURN a + s AS t", [[31]]),
        ("WITH [1, 2, 3] AS l UNWIND l AS x WITH l, max(x) AS m RETURN size(l) + m AS n", [[6]]),
        (
            "UNWIND [1, 2] AS x UNWIND ['a', 'b'] AS y WITH x, collect(y) AS ys ORDER BY x RETURN x, ys",
            [[1, ["a", "b"]], [2, ["a", "b"]]],
        ),
        ("WITH {a: 1} AS m WITH m, m.a AS a RETURN m {.*, b: a + 1} AS p", [[{"a": 1, "b": 2}]]),
        ("UNWIND range(1, 5) AS x WITH x LIMIT 2 RETURN sum(x) AS s", [[3]]),
        ("UNWIND range(1, 5) AS x WITH x ORDER BY x DESC LIMIT 2 RETURN collect(x) AS xs", [[[5, 4]]]),
        ("WITH 5 AS x CALL (x) { RETURN x * 2 AS y } RETURN y", [[10]]),
        (
            (
                "UNWIND [1, 2] AS x CALL (x) { UNWIND range(1, x) AS y RETURN sum(y) AS s } RETURN "
                "x, s ORDER "
                "BY x"
            ),
            [[1, 1], [2, 3]],
        ),
        ("WITH 1 AS x RETURN EXISTS { WITH x WHERE x = 1 RETURN x } AS e", [[True]]),
        ("WITH *, 1 AS a RETURN a", [[1]]),
    ],
    "DISTINCT": [
        ("UNWIND [1, 1.0, 2, null, null] AS x RETURN count(DISTINCT x) AS n", [[2]]),
        ("UNWIND [null, null] AS x RETURN DISTINCT x", [[None]]),
        ("UNWIND [[1, 2], [1, 2], [2, 1]] AS x RETURN DISTINCT x ORDER BY x", [[[1, 2]], [[2, 1]]]),
        ("UNWIND [{a: 1}, {a: 1}] AS x RETURN DISTINCT x", [[{"a": 1}]]),
        ("UNWIND [3, 1, 3] AS x WITH DISTINCT x ORDER BY x RETURN collect(x) AS xs", [[[1, 3]]]),
        ("UNWIND [1, 2, 2] AS x RETURN sum(DISTINCT x) AS s, avg(DISTINCT x) AS a", [[3, 1.5]]),
        ("UNWIND [1, 2, 2, null] AS x RETURN collect(DISTINCT x) AS c", [[[1, 2]]]),
        ("RETURN 1 AS x UNION RETURN 1 AS x", [[1]]),
        ("RETURN 1 AS x UNION ALL RETURN 1 AS x", [[1], [1]]),
        ("UNWIND [date('2019-01-01'), date('2019-01-01')] AS x RETURN DISTINCT x", [[D(2019, 1, 1)]]),
    ],
    "null": [
        ("RETURN null = null AS a, null <> null AS b, null IS NULL AS c", [[None, None, True]]),
        (
            "RETURN null AND false AS a, null AND true AS b, null OR true AS c, NOT null AS d",
            [[False, None, True, None]],
        ),
        ("RETURN null + 1 AS a, 'x' + null AS b, [1] + null AS c", [[None, None, None]]),
        (
            "RETURN 1 IN [1, null] AS a, 2 IN [1, null] AS b, null IN [] AS c, null IN [1] AS d",
            [[True, None, False, None]],
        ),
        ("RETURN coalesce(null, null, 3) AS a, nullIf(1, 1) AS b", [[3, None]]),
        (
            "RETURN size(null) AS a, toUpper(null) AS b, head([]) AS c, [1][5] AS d, {a: 1}.b AS e",
            [[None, None, None, None, None]],
        ),
        (
            (
                "RETURN all(x IN [] WHERE x > 1) AS a, any(x IN [] WHERE x > 1) AS b, none(x IN [] "
                "WHERE x > 1) "
                "AS c, single(x IN [1, 2] WHERE x > 1) AS d"
            ),
            [[True, False, True, True]],
        ),
        ("RETURN any(x IN [null, 2] WHERE x > 1) AS a, all(x IN [null, 2] WHERE x > 1) AS b", [[True, None]]),
        ("UNWIND [1, null, 3] AS x WITH x WHERE x <> 1 RETURN collect(x) AS c", [[[3]]]),
        (
            "UNWIND [1, null, 3] AS x RETURN count(x) AS n, count(*) AS m, min(x) AS a, max(x) AS b",
            [[2, 3, 1, 3]],
        ),
        (
            "RETURN null STARTS WITH 'a' AS a, 'a' STARTS WITH null AS b, null =~ 'a' AS c",
            [[None, None, None]],
        ),
        (
            "RETURN CASE null WHEN null THEN 1 ELSE 2 END AS a, CASE WHEN null THEN 1 ELSE 2 END AS b",
            [[2, 2]],
        ),
        (
            "OPTIONAL MATCH (n:City {id: 'nowhere at all'}) RETURN n.id AS id, n IS NULL AS none",
            [[None, True]],
        ),
        ("MATCH (n:City {id: 'nowhere at all'}) RETURN count(n) AS n, max(n.id) AS m", [[0, None]]),
        ("OPTIONAL MATCH (n:City {id: 'nowhere at all'}) RETURN count(n) AS n, count(*) AS m", [[0, 1]]),
        ("RETURN [null, 1] = [null, 1] AS a, [1, 2] = [1, 3] AS b", [[None, False]]),
        (
            "RETURN date(null) AS a, duration(null) AS b, toInteger('x') AS c, toFloat(null) AS d",
            [[None, None, None, None]],
        ),
        ("RETURN 1 < null AS a, null > null AS b, (null = 1) XOR true AS c", [[None, None, None]]),
        ("UNWIND null AS x RETURN count(*) AS n", [[0]]),
    ],
    "durations and dates": [
        (
            (
                "RETURN duration.between(date('2019-01-31'), date('2019-03-01')) = duration({months: "
                "1, days: "
                "1}) AS same"
            ),
            [[True]],
        ),
        ("RETURN duration.inDays(date('2019-01-01'), date('2020-01-01')).days AS d", [[365]]),
        ("RETURN duration.inMonths(date('2019-01-15'), date('2020-03-14')).months AS m", [[13]]),
        ("RETURN date('2019-01-31') + duration({months: 1}) AS d", [[D(2019, 2, 28)]]),
        ("RETURN date('2020-02-29') + duration({years: 1}) AS d", [[D(2021, 2, 28)]]),
        ("RETURN date('2020-03-01') - duration('P1D') AS d", [[D(2020, 2, 29)]]),
        (
            (
                "RETURN date({year: 2019, month: 5, day: 28}).week AS w, date('2019-05-28').quarter AS q, "
                "date('2019-05-28').dayOfWeek AS d"
            ),
            [[22, 2, 2]],
        ),
        (
            (
                "RETURN date.truncate('month', date('2019-05-28')) AS m, date.truncate('year', "
                "date('2019-05-28')) AS y"
            ),
            [[D(2019, 5, 1), D(2019, 1, 1)]],
        ),
        (
            "RETURN date('2019-05-28') < date('2019-05-29') AS a, date('2019') = date('2019-01-01') AS b",
            [[True, True]],
        ),
        (
            "RETURN toString(date('2019-05-28')) AS s, toString(duration({days: 3})) AS d",
            [["2019-05-28", "P3D"]],
        ),
        (
            (
                "RETURN duration({days: 40}).days AS d, duration({months: 14}).years AS y, duration({months: "
                "14}).monthsOfYear AS m"
            ),
            [[40, 1, 2]],
        ),
        (
            "UNWIND [date('2020-01-01'), date('2018-01-01')] AS d RETURN min(d) AS a, max(d) AS b",
            [[D(2018, 1, 1), D(2020, 1, 1)]],
        ),
        ("UNWIND [duration({days: 1}), duration({days: 2})] AS d RETURN sum(d).days AS s", [[3]]),
        ("RETURN duration.between(date('2020-03-01'), date('2020-02-01')).months AS m", [[-1]]),
        ("RETURN date('2019-W22-2') AS d", [[D(2019, 5, 28)]]),
        ("RETURN [d IN [date('2019-12-31'), date('2020-01-01')] | d.year] AS ys", [[[2019, 2020]]]),
    ],
    "list and map functions": [
        ("RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS s", [[6]]),
        (
            "RETURN [1, 2, 3, 4][1..3] AS a, [1, 2, 3][-1] AS b, [1, 2, 3][..-1] AS c, [1, 2][5..] AS d",
            [[[2, 3], 3, [1, 2], []]],
        ),
        (
            "RETURN range(0, 10, 5) AS a, range(3, 1, -1) AS b, range(2, 1) AS c",
            [[[0, 5, 10], [3, 2, 1], []]],
        ),
        ("RETURN reverse([1, 2]) AS a, reverse('abc') AS b, tail([1, 2, 3]) AS c", [[[2, 1], "cba", [2, 3]]]),
        ("RETURN [x IN [1, 2, 3] | CASE WHEN x = 2 THEN null ELSE x END] AS l", [[[1, None, 3]]]),
        ("RETURN keys({b: 1, a: 2}) = ['b', 'a'] OR keys({b: 1, a: 2}) = ['a', 'b'] AS k", [[True]]),
        ("WITH {a: 1, b: {c: [1, 2]}} AS m RETURN m.b.c[1] AS x, m['a'] AS y", [[2, 1]]),
        ("WITH {a: 1, b: 2} AS m RETURN m {.a, c: 3} AS p", [[{"a": 1, "c": 3}]]),
        (
            "RETURN split('a,b,,c', ',') AS a, substring('hello', 1, 3) AS b, replace('aXbX', 'X', '-') AS c",
            [[["a", "b", "", "c"], "ell", "a-b-"]],
        ),
        (
            "RETURN trim('  x ') AS a, left('hello', 2) AS b, right('hello', 2) AS c, 'héllo' =~ 'h.*o' AS d",
            [["x", "he", "lo", True]],
        ),
        (
            "RETURN size('友好城市') AS n, toUpper('straße') AS u, '厦门' CONTAINS '厦' AS c",
            [[4, "STRASSE", True]],
        ),
        ("RETURN 7 / 2 AS a, 7 % 3 AS b, -7 / 2 AS c, 7 / 2.0 AS d, 2 ^ 3 AS e", [[3, 1, -3, 3.5, 8.0]]),
        (
            (
                "RETURN round(2.5) AS a, round(-2.5) AS b, round(2.345, 2) AS c, ceil(1.2) AS d, "
                "floor(-1.2) AS "
                "e, abs(-3) AS f"
            ),
            [[3.0, -2.0, 2.35, 2.0, -2.0, 3]],
        ),
        (
            (
                "RETURN toInteger('12') AS a, toInteger(3.9) AS b, toFloat('1.5') AS c, "
                "toBoolean('TRUE') AS d, "
                "toString(1.0) AS e"
            ),
            [[12, 3, 1.5, True, "1.0"]],
        ),
        ("UNWIND [[1, 2], [3]] AS l UNWIND l AS x RETURN collect(x) AS flat", [[[1, 2, 3]]]),
        ("RETURN [x IN range(1, 3) | [y IN range(1, x) | x * y]] AS t", [[[[1], [2, 4], [3, 6, 9]]]]),
        ("RETURN [1, 2] + [3] + 4 AS l, 'a' + 1 AS s, 1 + 1.5 AS n", [[[1, 2, 3, 4], "a1", 2.5]]),
        ("RETURN isEmpty([]) AS a, isEmpty('') AS b, isEmpty({a: 1}) AS c", [[True, True, False]]),
        ("WITH [3, 1, 2] AS l UNWIND l AS x WITH x ORDER BY x RETURN collect(x)[0] AS least", [[1]]),
        ("RETURN [p IN [{n: 'b', v: 2}, {n: 'a', v: 1}] WHERE p.v > 1 | p.n] AS names", [[["b"]]]),
        (
            "RETURN sign(-2) AS a, pi() > 3.14 AS b, exp(0) AS c, log(1) AS d, sqrt(16) AS e",
            [[-1, True, 1.0, 0.0, 4.0]],
        ),
    ],
}
