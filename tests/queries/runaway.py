"""Runaway statements: each exceeds the time, memory or planner of a store, or tries to leave the machine.

A store has to survive all of them and answer each in one line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Runaway:
    """A statement that a store must survive.

    :param what: how it runs away
    """

    name: str
    text: str
    what: str


def _flat(before: str, part: str, between: str, after: str, count: int) -> str:
    """Repeat ``part`` ``count`` times, with ``{i}`` replaced by the number."""
    return before + between.join(part.replace("{i}", str(number)) for number in range(count)) + after


RUNAWAY: tuple[Runaway, ...] = (
    # growing lists and texts
    Runaway(
        "list-in-reduce",
        "RETURN size(reduce(l = [], i IN range(1, 300000) | l + [i])) AS n",
        "a list grown by one in reduce: looks at no limit",
    ),
    Runaway(
        "list-doubled",
        "RETURN size(reduce(l = [1], i IN range(1, 40) | [x IN l + l | x])) AS n",
        "a list doubled forty times",
    ),
    Runaway(
        "text-doubled",
        "RETURN size(reduce(s = 'abc', i IN range(1, 40) | s + s)) AS n",
        "a text doubled forty times",
    ),
    Runaway(
        "text-in-reduce",
        "RETURN size(reduce(s = '', i IN range(1, 2000000) | s + 'abcdefgh')) AS n",
        "a text grown bit by bit in reduce",
    ),
    Runaway(
        "text-replaced",
        "RETURN size(reduce(s = 'a', i IN range(1, 30) | replace(s, 'a', 'aaaa'))) AS n",
        "a text whose letters are multiplied",
    ),
    Runaway(
        "list-nested",
        "RETURN reduce(l = [], i IN range(1, 100000) | [l]) AS deep",
        "an answer nested a hundred thousand deep",
    ),
    Runaway(
        "range-whole",
        "RETURN size(reverse(range(1, 1000000000))) AS n",
        "a list of a billion numbers turned round",
    ),
    Runaway(
        "range-collect",
        "UNWIND range(1, 1000000000) AS i RETURN size(collect(i)) AS n",
        "a billion numbers collected",
    ),
    Runaway(
        "range-comprehension",
        "RETURN size([i IN range(1, 1000000000) | i * 2]) AS n",
        "a billion numbers in a comprehension",
    ),
    Runaway(
        "range-returned", "RETURN range(1, 100000000) AS numbers", "a hundred million numbers in one cell"
    ),
    Runaway(
        "split-joined",
        "RETURN size(split(reduce(s = ',', i IN range(1, 26) | s + s), ',')) AS n",
        "a text of a hundred million commas cut up",
    ),
    # nested comprehensions and predicates
    Runaway(
        "comprehension-nested",
        "RETURN size([a IN range(1, 1000000) WHERE size([b IN range(1, 100000) WHERE b < 0]) > 0]) AS n",
        "a comprehension in a comprehension: looks at no limit",
    ),
    Runaway(
        "any-nested",
        "RETURN any(a IN range(1, 100000) WHERE any(b IN range(1, 100000) WHERE a * b < 0)) AS x",
        "a predicate over a list in another",
    ),
    Runaway(
        "all-in-rows",
        "UNWIND range(1, 100000) AS a WITH a WHERE none(b IN range(1, 1000000) WHERE a + b = 0) RETURN "
        "count(a) AS n",
        "a predicate over a long list for each row",
    ),
    Runaway(
        "reduce-nested",
        "RETURN reduce(s = 0, a IN range(1, 1000000) | s + reduce(t = 0, b IN range(1, 100000) | t + "
        "b)) AS n",
        "reduce in reduce",
    ),
    # products of rows
    Runaway(
        "cartesian-nodes",
        "MATCH (a), (b), (c), (d) RETURN sum(size(a.id) * size(d.id)) AS n",
        "four unconnected nodes",
    ),
    Runaway(
        "cartesian-where",
        "MATCH (a), (b), (c) WHERE a.id < b.id AND b.id < c.id RETURN count(*) AS n",
        "three unconnected nodes, compared",
    ),
    Runaway(
        "cartesian-rows",
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c WHERE c < 0 RETURN "
        "count(c) AS n",
        "a product of a million by a million rows",
    ),
    Runaway(
        "unwinds",
        " ".join(f"UNWIND range(1, 1000) AS v{i}" for i in range(8)) + " RETURN count(*) AS n",
        "a product of eight lists",
    ),
    Runaway(
        "call-per-row",
        "UNWIND range(1, 10000000) AS a CALL (a) { MATCH (n) RETURN count(n.id) AS c } RETURN sum(c) AS n",
        "a subquery for ten million rows",
    ),
    # sorting, distinct, grouping
    Runaway(
        "sorted",
        "UNWIND range(1, 100000000) AS i WITH i ORDER BY i * -1 RETURN collect(i)[0] AS n",
        "a hundred million rows sorted",
    ),
    Runaway(
        "distinct",
        "UNWIND range(1, 100000000) AS i RETURN count(DISTINCT i) AS n",
        "a hundred million rows made distinct",
    ),
    Runaway(
        "grouped",
        "UNWIND range(1, 100000000) AS i WITH toString(i) AS k, count(*) AS n RETURN count(k) AS n",
        "a hundred million groups",
    ),
    Runaway(
        "percentile",
        "UNWIND range(1, 100000000) AS i RETURN percentileCont(i, 0.5) AS n",
        "an aggregate that keeps every value",
    ),
    # paths
    Runaway("paths-all", "MATCH p = (a)-[*]-(b) RETURN count(p) AS n", "all paths between all nodes"),
    Runaway(
        "paths-long", "MATCH p = (a)-[*1..50]-(b) RETURN max(length(p)) AS n", "all paths up to fifty steps"
    ),
    Runaway(
        "paths-quantified",
        "MATCH p = (a) (()--()){1,40} (b) RETURN count(p) AS n",
        "the same as a quantified pattern",
    ),
    Runaway(
        "paths-shortest",
        "MATCH (a), (b) WHERE a <> b MATCH p = allShortestPaths((a)-[*]-(b)) RETURN count(p) AS n",
        "all shortest paths between all pairs",
    ),
    Runaway(
        "paths-exhaustive",
        "MATCH (a), (b) WHERE a <> b MATCH p = shortestPath((a)-[*]-(b)) WHERE all(n IN nodes(p) WHERE n.id "
        "= 'x') AND length(p) > 8 RETURN count(p) AS n",
        "shortest paths under a condition that makes the server try all",
    ),
    # regular expressions
    Runaway(
        "regex-nested",
        "RETURN '" + "a" * 3000 + "' =~ '.*a.*a.*a.*a.*a.*b' AS x",
        "a regular expression that tries all ways back",
    ),
    Runaway(
        "regex-groups",
        "RETURN '" + "a" * 5000 + "b' =~ '(.*)(.*)(.*)(.*)(.*)c' AS x",
        "a regular expression with many greedy groups",
    ),
    Runaway(
        "regex-in-rows",
        "UNWIND range(1, 1000000) AS i WITH reduce(s = '', j IN range(1, 28) | s + 'x') + toString(i) AS t "
        "WHERE t =~ '(x+x+)+y' RETURN count(t) AS n",
        "one of them for each of a million rows",
    ),
    # planning
    Runaway(
        "plan-nesting",
        "RETURN " + "(" * 5000 + "1" + ")" * 5000 + " AS x",
        "brackets nested five thousand deep",
    ),
    Runaway(
        "plan-or",
        _flat("MATCH (n) WHERE ", "n.p{i} = {i}", " OR ", " RETURN n", 2000),
        "two thousand operands of OR",
    ),
    Runaway(
        "plan-xor",
        _flat("MATCH (n) WHERE ", "n.p{i} = {i}", " XOR ", " RETURN n", 40),
        "forty operands of XOR: the planner writes all combinations",
    ),
    Runaway(
        "plan-sum", _flat("MATCH (n) RETURN ", "n.p{i}", " + ", " AS x", 3000), "three thousand summands"
    ),
    Runaway(
        "plan-exists",
        "MATCH (a) WHERE " + "EXISTS { MATCH (a)-->(b) WHERE " * 30 + "true" + " }" * 30 + " RETURN a",
        "subqueries nested thirty deep",
    ),
    Runaway(
        "plan-joins",
        _flat("MATCH ", "(a{i})--(b)", ", ", " RETURN count(*) AS n", 60),
        "sixty relationships at one node to be put in order",
    ),
    # access outside the machine
    Runaway("load-http", "LOAD CSV FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line", "a file by http"),
    Runaway(
        "load-ftp",
        "WITH 1 AS one LOAD CSV FROM 'ftp://127.0.0.1:1/x.csv' AS line RETURN line",
        "a file by ftp",
    ),
    Runaway(
        "load-file",
        "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
        "a file of the machine",
    ),
)
