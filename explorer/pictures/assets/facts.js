// The payload as the page asks it: who, what, when, beside whom, according to which passage.
// An "item" is a node's index, or the number of nodes plus a relation's index.

class Facts {
  /** @param {Payload} payload */
  constructor(payload) {
    this.payload = payload;
    this.about = payload.about;
    this.kinds = payload.kinds;
    this.relations = payload.relations;
    this.nodeCount = payload.nodes.kind.length;
    this.edgeCount = payload.edges.source.length;
    this.kindOf = payload.nodes.kind;
    this.source = payload.edges.source;
    this.target = payload.edges.target;
    this.relationOf = payload.edges.relation;
    this.rank = payload.nodes.rank;
    // Columns that the data name themselves are read as entries, never by name.
    this.moreNodes = new Map(Object.entries(payload.nodes.more || {}));
    /** @type {Map<string, any>} */
    this.columns = new Map(Object.entries(payload.nodes));
    this.moreEdges = new Map(Object.entries(payload.edges.more || {}));
    this.looks = new Map(Object.entries(payload.nodes.look || {}));
    this.edgeLooks = new Map(Object.entries(payload.edges.look || {}));
    this.measures = new Map(Object.entries(payload.nodes.measures || {}));
    /** Relations without direction although their sort has one. */
    this.undirected = new Set(payload.edges.undirected || []);
    /** @type {Map<string, number>} */
    this.relationByName = new Map(payload.relations.map((relation, i) => [relation.name, i]));
    /** @type {Map<string, number>} */
    this.kindByName = new Map(payload.kinds.map((kind, i) => [kind.name, i]));
    /** @type {Map<string, number> | null} */
    this.ids = null;
    /** Relations of node n: `incident` from `begins[n]` to `begins[n + 1]`. */
    this.begins = new Int32Array(this.nodeCount + 1);
    this.incident = new Int32Array(0);
    /** Years of nodes: 0 for an undated node of a kind that has dates, −1 for kinds that have none. */
    this.year = new Int16Array(this.nodeCount);
    this.firstYear = 0;
    this.lastYear = 0;
    /** @type {Int32Array | null} */
    this.near = null;
    this.linkUp();
    this.date();
    /** @type {number[]} */
    this.byRank = [];
    for (let i = 0; i < this.nodeCount; i++) this.byRank[this.rank[i]] = i;
    this.byRank = this.byRank.filter((node) => node !== undefined);
  }

  /** Find which relations touch which node. */
  linkUp() {
    const degree = new Int32Array(this.nodeCount + 1);
    for (let e = 0; e < this.edgeCount; e++) {
      degree[this.source[e]]++;
      if (this.target[e] !== this.source[e]) degree[this.target[e]]++;
    }
    for (let i = 0; i < this.nodeCount; i++) this.begins[i + 1] = this.begins[i] + degree[i];
    this.incident = new Int32Array(this.begins[this.nodeCount]);
    const next = this.begins.slice();
    for (let e = 0; e < this.edgeCount; e++) {
      this.incident[next[this.source[e]]++] = e;
      if (this.target[e] !== this.source[e]) this.incident[next[this.target[e]]++] = e;
    }
  }

  /** Place in time what happens, and what was recorded when it happened. */
  date() {
    const { start } = this.payload.nodes;
    const dated = new Set();
    for (let i = 0; i < this.nodeCount; i++) {
      this.year[i] = yearOf(cell(start, i));
      if (this.year[i] && this.isTimed(this.kindOf[i])) dated.add(this.kindOf[i]);
    }
    const agreed = this.relationByName.get("agreed_at");
    if (agreed !== undefined) {
      for (let e = 0; e < this.edgeCount; e++) {
        if (this.relationOf[e] !== agreed || this.year[this.source[e]]) continue;
        this.year[this.source[e]] = this.year[this.target[e]];
        dated.add(this.kindOf[this.source[e]]);
      }
    }
    for (let i = 0; i < this.nodeCount; i++) if (!dated.has(this.kindOf[i])) this.year[i] = -1;
    for (const year of this.year) {
      if (year <= 0) continue;
      if (!this.firstYear || year < this.firstYear) this.firstYear = year;
      if (year > this.lastYear) this.lastYear = year;
    }
  }

  /**
   * A state or an office may bear dates of its life; only what happens is placed in time.
   * @param {number} kind
   */
  isTimed(kind) {
    const { isA, name } = this.kinds[kind];
    return isA !== "party" && !["instrument", "place", "topic"].includes(name);
  }

  /** @param {number} item */
  isNode(item) {
    return item >= 0 && item < this.nodeCount;
  }

  /**
   * @param {Exclude<keyof NodeColumns, "kind" | "x" | "y" | "rank" | "more" | "community" | "measures" | "look" | "standing" | "answer">} column
   * @param {number} node
   */
  node(column, node) {
    return cell(this.payload.nodes[column], node);
  }

  /**
   * @param {Exclude<keyof EdgeColumns, "source" | "target" | "relation" | "more" | "weight" | "undirected" | "look">} column
   * @param {number} edge
   */
  edge(column, edge) {
    return cell(this.payload.edges[column], edge);
  }

  /** @param {number} node */
  name(node) {
    return this.node("name", node) || this.node("id", node);
  }

  /** @param {number} node */
  kind(node) {
    return this.kinds[this.kindOf[node]];
  }

  /** @param {number} edge */
  relation(edge) {
    return this.relations[this.relationOf[edge]];
  }

  /** @param {number} node */
  edgesOf(node) {
    return this.incident.subarray(this.begins[node], this.begins[node + 1]);
  }

  /**
   * @param {number} edge
   * @param {number} node
   */
  other(edge, node) {
    return this.source[edge] === node ? this.target[edge] : this.source[edge];
  }

  /** @param {number} node */
  degree(node) {
    return this.begins[node + 1] - this.begins[node];
  }

  /**
   * How many other nodes are related to a node.
   * @param {number} node
   */
  nearOf(node) {
    if (!this.near) {
      this.near = new Int32Array(this.nodeCount);
      const by = new Int32Array(this.nodeCount).fill(-1);
      for (let i = 0; i < this.nodeCount; i++) {
        for (let k = this.begins[i]; k < this.begins[i + 1]; k++) {
          const other = this.other(this.incident[k], i);
          if (other !== i && by[other] !== i) this.near[i] += 1;
          by[other] = i;
        }
      }
    }
    return this.near[node];
  }

  /**
   * The date of a node as text; a commitment has the date of the event that recorded it.
   * @param {number} node
   */
  nodeDate(node) {
    const own = tellDate(this.node("start", node), this.node("end", node));
    if (own) return own;
    const event = this.recordOf(node);
    return event < 0 ? "" : tellDate(this.node("start", event), this.node("end", event));
  }

  /**
   * The date that sorts a node, "" without one.
   * @param {number} node
   */
  sortDate(node) {
    const own = this.node("start", node);
    if (own) return own;
    const event = this.recordOf(node);
    return event < 0 ? "" : this.node("start", event);
  }

  /**
   * The event that put a node on record, −1 without one.
   * @param {number} node
   */
  recordOf(node) {
    const agreed = this.relationByName.get("agreed_at");
    if (agreed === undefined) return -1;
    for (const e of this.edgesOf(node)) if (this.relationOf[e] === agreed && this.source[e] === node) return this.target[e];
    return -1;
  }

  /**
   * The date of a relation: its own, or that of the dated end.
   * @param {number} edge
   */
  edgeDate(edge) {
    const own = tellDate(this.edge("start", edge), this.edge("end", edge));
    return own || this.nodeDate(this.datedEnd(edge));
  }

  /** @param {number} edge */
  edgeSortDate(edge) {
    return this.edge("start", edge) || this.sortDate(this.datedEnd(edge));
  }

  /** @param {number} edge */
  datedEnd(edge) {
    return this.year[this.source[edge]] > 0 ? this.source[edge] : this.target[edge];
  }

  /**
   * Rows of the citations of an item.
   * @param {number} item
   * @returns {number[]}
   */
  citations(item) {
    const of = this.payload.citations.of;
    let low = 0;
    let high = of.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of[middle] < item) low = middle + 1;
      else high = middle;
    }
    const rows = [];
    while (low < of.length && of[low] === item) rows.push(low++);
    return rows;
  }

  /**
   * The node with an id, −1 when there is none. A map, so that no id can become a property.
   * @param {string} id
   */
  nodeById(id) {
    if (!id) return -1;
    if (!this.ids) {
      this.ids = new Map();
      for (let i = 0; i < this.nodeCount; i++) this.ids.set(this.node("id", i), i);
      for (let e = 0; e < this.edgeCount; e++) {
        const edgeId = this.edge("id", e);
        if (edgeId && !this.ids.has(edgeId)) this.ids.set(edgeId, this.nodeCount + e);
      }
    }
    const item = this.ids.get(id);
    return item !== undefined && item < this.nodeCount ? item : -1;
  }

  /**
   * The node or relation with an id, −1 when there is none.
   * @param {string} id
   */
  itemById(id) {
    const node = this.nodeById(id);
    return node >= 0 ? node : this.ids?.get(id) ?? -1;
  }

  /** @param {number} item */
  itemId(item) {
    return this.isNode(item) ? this.node("id", item) : this.edge("id", item - this.nodeCount);
  }
}

/** @type {Facts} */
let facts;
