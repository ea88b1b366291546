"""What others take to compute the same answers: DuckDB in SQL from tables of its own, networkx and rustworkx.

Each gives the columns of ours that SQL can give with names and sources, from tables loaded beforehand, as a pandas
table; `agree` compares what both have. Columns left out here are days and notes, so ours does a little more.
"""

from __future__ import annotations

from itertools import pairwise

import duckdb
import pandas as pd

from explorer.facts.tables import Facts

NAMED = "string_agg(distinct n.name, '|')"
OF_EVENTS = "('meeting', 'workshop')"

_LINKED = """(select r.{here} as node, {named} as named from relations r join nodes n on n.id = r.{there}
  where r.relation = '{relation}' group by r.{here})"""


def _linked(relation: str, here: str = "source") -> str:
    there = "target" if here == "source" else "source"
    return _LINKED.format(relation=relation, here=here, there=there, named=NAMED)


def _counted(relation: str, here: str) -> str:
    there = "target" if here == "source" else "source"
    return (f"(select {here} as node, count(distinct {there}) as many from relations "
            f"where relation = '{relation}' group by {here})")  # fmt: skip


SOURCES = "(select statement as node, string_agg(distinct passage, '|') as said from citations group by statement)"

SQL = {
    "meetings": f"""
select e.id, e.kind, e.name, e.acronym, e.start, e."end", coalesce(p.named, '') as place, coalesce(b.named, '') as body,
  coalesce(h.named, '') as hosts, coalesce(c.named, '') as chairs, coalesce(t.many, 0) as participants,
  coalesce(k.many, 0) as commitments, coalesce(a.many, 0) as answers, s.said as sources
from nodes e left join {_linked("held_in")} p on p.node = e.id left join {_linked("session_of")} b on b.node = e.id
left join {_linked("hosted", "target")} h on h.node = e.id left join {_linked("chaired", "target")} c on c.node = e.id
left join {_counted("participated_in", "target")} t on t.node = e.id
left join {_counted("agreed_at", "target")} k on k.node = e.id left join {_counted("fulfils", "source")} a
  on a.node = e.id left join {SOURCES} s on s.node = e.id
where e.kind in {OF_EVENTS} order by e.start, e."end", e.id""",
    "commitments": f"""
with answer as (select r.target as node, r.id, r.source as event, e.start, r.basis, r.rule, r.confidence,
    row_number() over (partition by r.target order by e.start = '', e.start, r.source, r.id) as place
  from relations r join nodes e on e.id = r.source where r.relation = 'fulfils'),
made as (select r.source as node, r.id, r.target as event, e.name, e.start,
    row_number() over (partition by r.source order by r.id) as place
  from relations r join nodes e on e.id = r.target where r.relation = 'agreed_at')
select c.id, c.force, c.name, c.wording, m.event, m.name as event_name,
  if(c.start = '', m.start, c.start) as since, coalesce(g.named, '') as assigned_to, coalesce(p.named, '') as
  proposed_by, coalesce(o.named, '') as concerns, coalesce(t.named, '') as topics,
  case when w.event is not null then 'answered' when c.force in ('agreed', 'tasked', 'recommended') then 'open'
    else 'on record' end as status,
  coalesce(w.event, '') as answered_by, coalesce(w.start, '') as answered_on, coalesce(w.basis, '') as basis,
  coalesce(w.rule, '') as rule, coalesce(w.confidence, '') as confidence,
  try_cast(if(w.event is null, '2024-01-23', w.start) as date) - try_cast(m.start as date) as days,
  concat_ws('|', s.said, q.said) as sources, concat_ws('|', x.said, y.said) as answer_sources
from nodes c left join made m on m.node = c.id and m.place = 1
left join answer w on w.node = c.id and w.place = 1
left join {_linked("assigned_to")} g on g.node = c.id left join {_linked("proposed_by")} p on p.node = c.id
left join {_linked("concerns")} o on o.node = c.id left join {_linked("about")} t on t.node = c.id
left join {SOURCES} s on s.node = c.id left join {SOURCES} q on q.node = m.id
left join {SOURCES} x on x.node = w.id left join {SOURCES} y on y.node = w.event
where c.kind = 'commitment' order by since, c.id""",
    "timeline": f"""
with made as (select r.source as node, e.start, e."end" from relations r join nodes e on e.id = r.target
  where r.relation = 'agreed_at'),
led as (select r.target as node, string_agg(distinct n.name, '|') as led_to,
    string_agg(distinct n.id, '|') as led_to_ids,
    string_agg(distinct c.passage, '|') as said
  from relations r join nodes n on n.id = r.source join nodes t on t.id = r.target
  join citations c on c.statement = r.id
  where n.kind <> 'body' and (r.relation = 'mandated_by' or
    r.relation = if(t.kind = 'commitment', 'fulfils', 'follows')) group by r.target)
select if(n.start = '', coalesce(m.start, ''), n.start) as start, n.id, n.kind, n.name, n.force,
  coalesce(p.named, '') as place, coalesce(b.named, '') as body, coalesce(k.many, 0) as commitments,
  coalesce(l.led_to, '') as led_to, coalesce(l.led_to_ids, '') as led_to_ids, concat_ws('|', s.said, l.said) as sources
from nodes n left join made m on m.node = n.id left join {_linked("held_in")} p on p.node = n.id
left join {_linked("session_of")} b on b.node = n.id left join {_counted("agreed_at", "target")} k on k.node = n.id
left join led l on l.node = n.id left join {SOURCES} s on s.node = n.id
where n.kind in ('meeting', 'workshop', 'commitment') order by start, n.kind = 'commitment', n.id""",
    "ties": """
with present as (select source, target, min(id) as id from relations where relation = 'participated_in'
  group by source, target),
crowd as (select p.target, count(*) as many, any_value(e.start) as start, any_value(e."end") as last
  from present p join nodes e on e.id = p.target group by p.target),
placed as (select *, row_number() over (order by start, last, target) as place from crowd),
stay as (select p.source, p.id, c.place, c.target, c.start, 1.0 / greatest(c.many - 1, 1) as weight
  from present p join placed c on c.target = p.target),
pair as (select x.source as a, y.source as b, count(*) as events, round(sum(x.weight), 6) as weight,
    min(x.place) as first, max(x.place) as last, arg_min(x.id, x.place) as a1, arg_min(y.id, y.place) as b1,
    arg_max(x.id, x.place) as a2, arg_max(y.id, y.place) as b2
  from stay x join stay y on x.place = y.place and x.source < y.source group by x.source, y.source),
said as (select statement, string_agg(distinct passage, '|') as said from citations group by statement)
select p.a, m.name as a_name, p.b, n.name as b_name, p.events, p.weight, f.start as first, l.start as last,
  f.target as first_event, l.target as last_event, concat_ws('|', s.said, t.said, u.said, v.said) as sources
from pair p join nodes m on m.id = p.a join nodes n on n.id = p.b join placed f on f.place = p.first
join placed l on l.place = p.last left join said s on s.statement = p.a1 left join said t on t.statement = p.b1
left join said u on u.statement = p.a2 left join said v on v.statement = p.b2
order by p.events desc, p.weight desc, p.a, p.b""",
}
COMPARED = {
    "meetings": ["id", "place", "body", "participants", "commitments", "answers"],
    "commitments": ["id", "event", "since", "assigned_to", "topics", "status", "answered_by", "answered_on"],
    "timeline": ["id", "start", "place", "body", "led_to_ids"],
    "ties": ["a", "b", "events", "weight", "first", "last", "first_event", "last_event"],
}


class Peers:
    """The tables of one world, loaded into DuckDB, and asked in SQL."""

    def __init__(self, facts: Facts) -> None:
        self.base = duckdb.connect()
        for name, table in facts.tables().items():
            self.base.register("given", table)
            self.base.execute(f"create table {name} as select * from given")

    def ask(self, answer: str) -> pd.DataFrame:
        """Return the answer as a pandas table."""
        return self.base.execute(SQL[answer]).df()


def agree(ours: pd.DataFrame, theirs: pd.DataFrame, answer: str) -> bool:
    """Tell whether two tables hold the same rows, whatever their order and the order inside a cell."""
    sides = []
    for table in (ours, theirs):
        cells = table[COMPARED[answer]].map(lambda cell: "|".join(sorted(str(cell).split("|"))))
        sides.append(sorted(map(tuple, cells.to_numpy().tolist())))
    return bool(sides[0] == sides[1])


def ranked(scores: dict[int, float], nodes: pd.DataFrame, sources: dict[str, str]) -> pd.DataFrame:
    """Return scores as a table like ours: in order, with names, equal places and sources."""
    table = nodes[["id", "kind", "name"]].assign(score=pd.Series(scores))
    table = table.sort_values(["score", "id"], ascending=[False, True])
    table["place"] = table["score"].rank(method="min", ascending=False).astype(int)
    table["sources"] = table["id"].map(sources)
    return table


def told_chain(
    chain: list[str], names: dict[str, str], starts: dict[str, str], sources: dict[str, str]
) -> pd.DataFrame:
    """Return a chain as a table, a row a step; ours has nine columns more."""
    rows = [
        {"step": step, "steps": len(chain) - 1, "source": one, "source_name": names[one], "target": other,
         "target_name": names[other], "start": starts[other], "sources": sources.get(other, "")}
        for step, (one, other) in enumerate(pairwise(chain), 1)
    ]  # fmt: skip
    return pd.DataFrame(rows)
