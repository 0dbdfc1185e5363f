"""The difference between the nodes of a plan and those in the store."""

from __future__ import annotations

from collections import defaultdict

from graph.model.schema import NODE_TYPES
from ingest.load.report import Counts, NodeChange
from ingest.load.workbench import Workbench

#: A statement has one relationship more than its links: the one to the load that brought it. Degrees are
#: counted only after an interrupted load; then this relationship is created again too.
_CHANGED = """
INSERT INTO change
SELECT CASE WHEN s.id IS NULL OR s.label <> n.label THEN 'created' ELSE 'updated' END, n.label, n.id,
       CASE WHEN s.degree IS NULL THEN n.fresh ELSE n.label = 'Statement' END
FROM made n LEFT JOIN stored s ON s.id = n.id
WHERE s.id IS NULL OR s.label <> n.label OR s.hash <> n.hash OR s.degree <> n.degree + (n.label = 'Statement')
"""
_GONE = (
    "INSERT INTO gone SELECT s.id, s.label FROM {nodes} LEFT JOIN made n ON n.id = s.id WHERE n.id IS "
    "NULL OR n.label <> s.label"
)


def compare(bench: Workbench, *, everything: bool) -> dict[str, Counts]:
    """Compute the difference and return counts by label.

    :param everything: whether all nodes were made; else only the dirty ones
    """
    bench.flush()
    bench.db.execute(_CHANGED)
    bench.db.execute(
        _GONE.format(nodes="stored s" if everything else "dirty_fact d JOIN stored s ON s.id = d.id")
    )
    counts: dict[str, Counts] = defaultdict(Counts)
    for label, total in bench.db.execute("SELECT label, nodes FROM total"):
        counts[label].unchanged = total
    for label, what, total in bench.db.execute(
        "SELECT label, what, count(*) FROM change GROUP BY label, what"
    ):
        if what == "created":
            counts[label].created = total
        else:
            counts[label].updated = total
            counts[label].unchanged -= total
    for label, total in bench.db.execute("SELECT label, count(*) FROM gone GROUP BY label"):
        counts[label].retired = total
        counts[label].unchanged -= total
    return {label: counts[label] for label in NODE_TYPES if label in counts and counts[label] != Counts()}


def changes(bench: Workbench, most: int) -> list[NodeChange]:
    """Return up to ``most`` nodes that differ: created ones first, retired ones last, each by label and id.

    Must be called after :func:`compare`.
    """
    rows = bench.db.execute(
        "SELECT what, label, id FROM (SELECT what, label, id FROM change UNION ALL SELECT 'retired', label, "
        "id FROM gone) "
        "ORDER BY CASE what WHEN 'created' THEN 0 WHEN 'updated' THEN 1 ELSE 2 END, label, id LIMIT ?",
        (most,),
    )
    return [NodeChange(*row) for row in rows]
