"""Draw the gallery: fourteen ordinary graphs, each as the page and the picture that `draw` makes of it.

    python docs/gallery.py        # or: make gallery

Writes docs/site/gallery/NAME.svg and NAME.html, and docs/gallery.md that shows them. The graphs are those that anybody
would try first; none gets options that its owner would not give.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import networkx as nx

import explorer
from explorer.pictures import Picture, draw, facts_of

HERE = Path(__file__).parent
HEAD = """# Gallery

Fourteen ordinary graphs as `draw` draws them, with no more options than stand beside them. Each picture is the SVG for
a paper; it leads to the page, where everything can be searched, filtered and saved. `make gallery` draws them again,
always with the same bytes.
"""


@dataclass(frozen=True)
class Exhibit:
    """One graph of the gallery: its file, its heading, what can be seen, and the options of `draw`."""

    name: str
    title: str
    shows: str
    graph: nx.Graph[Any] | None
    options: dict[str, Any] = field(default_factory=dict)

    def picture(self) -> Picture:
        """Draw it."""
        if self.graph is None:
            return explorer.load().draw(title=self.title, **self.options)
        return draw(facts_of(self.graph), title=self.title, **self.options)

    def told(self) -> str:
        """Return its part of the page."""
        options = "".join(f", {name}={value!r}" for name, value in self.options.items())
        frame = (
            f'<p><a href="gallery/{self.name}.html"><img src="gallery/{self.name}.svg" loading="lazy" '
            f'alt="{escape(self.title)}: {escape(self.shows)}" style="max-width: 100%; max-height: 40rem"></a></p>'
        )
        return f"## {self.title}\n\n{self.shows} `draw(facts{options})`\n\n{frame}\n"


def exhibits() -> list[Exhibit]:
    """Return the fourteen graphs."""
    zachary, knuth = {"authors": ["Wayne W. Zachary"]}, {"authors": ["Donald E. Knuth"]}
    return [
        Exhibit("karate", "Zachary's karate club", "Colour tells communities, width how often two members met.",
                nx.karate_club_graph(), zachary),
        Exhibit("miserables", "Les Misérables", "Who shares a chapter with whom; Valjean holds the circles together.",
                nx.les_miserables_graph(), knuth),
        Exhibit("path", "A path of 400", "One thread from end to end.", nx.path_graph(400), {"limit": 400}),
        Exhibit("cycle", "A cycle of 60", "Round.", nx.cycle_graph(60)),
        Exhibit("grid", "A grid of 15 by 20", "Rows and columns, though nobody told where they are.",
                nx.grid_2d_graph(15, 20)),
        Exhibit("star", "A star of 2,000", "One hub; no leaf lies on another.", nx.star_graph(1_999), {"limit": 2_000}),
        Exhibit("tree", "A tree of five levels", "As a tree; without the option it unfolds around its root.",
                nx.balanced_tree(3, 4), {"layout": "tree"}),
        Exhibit("components", "Sixty components", "Rings, threads and stars, packed on one sheet.", sixty(),
                {"limit": 500}),
        Exhibit("complete", "Complete, 120 nodes", "Everybody with everybody, 7,140 relations.",
                nx.complete_graph(120)),
        Exhibit("planted", "Five planted groups", "The groups are found again and stand apart.",
                nx.planted_partition_graph(5, 50, 0.2, 0.006, seed=1)),
        Exhibit("attachment", "Preferential attachment, 5,000", "Hubs in the middle, all 5,000 nodes drawn.",
                nx.barabasi_albert_graph(5_000, 2, seed=1), {"limit": 5_000}),
        Exhibit("parallel", "Parallel relations and loops", "Each relation a curve of its own, each loop a loop.",
                parallel()),
        Exhibit("arabic", "أسماء من اليمين إلى اليسار", "Names from right to left, Arabic and Hebrew.",
                right_to_left()),
        Exhibit("bali", "The Bali Process", "Shape and colour tell kinds; every line opens its passage.", None),
    ]  # fmt: skip


def sixty() -> nx.Graph[int]:
    """Return rings, threads and stars of three to eleven nodes."""
    makers = (nx.cycle_graph, nx.path_graph, nx.star_graph)
    return nx.disjoint_union_all([makers[i % 3](3 + i % 9) for i in range(60)])


def parallel() -> nx.MultiDiGraph[str]:
    """Return lines between five cities, and three cities with lines of their own."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target, kinds in (
        ("Vienna", "Graz", ("train", "train", "bus")),
        ("Graz", "Vienna", ("train", "bus")),
        ("Vienna", "Linz", ("train",)),
        ("Linz", "Salzburg", ("train",)),
        ("Salzburg", "Innsbruck", ("bus",)),
        ("Innsbruck", "Vienna", ("train",)),
        ("Vienna", "Vienna", ("train", "bus", "tram")),
        ("Graz", "Graz", ("tram",)),
        ("Linz", "Linz", ("tram", "bus")),
    ):
        for kind in kinds:
            graph.add_edge(source, target, type=kind)
    return graph


def right_to_left() -> nx.Graph[str]:
    """Return rivers and the cities on them, with Arabic and Hebrew names."""
    graph: nx.Graph[str] = nx.Graph()
    rivers = {
        "النيل": ("القاهرة", "الخرطوم", "أسوان", "جوبا"),
        "دجلة": ("بغداد", "الموصل", "سامراء"),
        "הירדן": ("יריחו", "טבריה"),
    }
    for river, cities in rivers.items():
        graph.add_node(river, type="نهر")
        for city in cities:
            graph.add_node(city, type="مدينة")
            graph.add_edge(river, city, type="يمر بـ")
    graph.add_edge("القاهرة", "بغداد", type="طريق")
    graph.add_edge("بغداد", "יריחו", type="طريق")
    return graph


def write(here: Path = HERE) -> None:
    """Write the pictures, the pages and the page of the documentation that shows them."""
    folder = here / "site" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    for exhibit in exhibits():
        picture = exhibit.picture()
        picture.save(folder / f"{exhibit.name}.svg")
        picture.save(folder / f"{exhibit.name}.html")
    text = "\n".join([HEAD, *(exhibit.told() for exhibit in exhibits())])
    (here / "gallery.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
