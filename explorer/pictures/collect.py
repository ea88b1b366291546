"""A picture as a pyvis network, for those who go on with pyvis; the one file that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.pictures.content import Content
from explorer.pictures.labels import labels_of
from explorer.pictures.legend import paint_of, shape_of
from explorer.pictures.payload import View

if TYPE_CHECKING:
    from pyvis.network import Network

MOST = 2_000  # nodes: pyvis looks through a list for each node and relation, so that its time grows with the square


def pyvis_of(content: Content, view: View) -> Network:
    """Return what is drawn at opening (at most 2,000 nodes) as a directed pyvis network, settled where the page has it.

    Ids are `n0`, `n1`, … whatever the facts call them: names can be anything, and pyvis makes keys of them. Parallel
    relations stay apart; physics is off.
    """
    from pyvis.network import Network

    rows = view.first[:MOST]
    network = Network(directed=True, cdn_resources="in_line", notebook=False)
    for row, label in labels_of(content, list(rows)).items():
        fill, _ = paint_of(content, view, row, "light")
        network.add_node(
            f"n{row}",
            label=label,
            title=content.nodes["name"][row],
            shape=shape_of(content, view, row),
            color=fill,
            x=view.places.x[row],
            y=view.places.y[row],
        )
    drawn, undirected = set(rows), set(content.undirected)
    for row, (source, target) in enumerate(zip(content.source, content.target, strict=True)):
        if source in drawn and target in drawn:
            style = content.relation_kinds[content.relation[row]]
            network.add_edge(
                f"n{source}",
                f"n{target}",
                id=f"e{row}",
                title=style.label,
                color=style.light,
                dashes=style.dashes,
                arrows="" if row in undirected else "to",
            )
    network.toggle_physics(False)
    return network
