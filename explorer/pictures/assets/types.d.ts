/** Shapes of the payload (docs/page.md) and the little of vis-network that we call. Read by `tsc --checkJs` only. */

type Column = string[] | { pool: string[]; at: number[] } | "";

interface Paint {
  fill: string;
  line: string;
  text: string;
}

interface Kind {
  name: string;
  label: string;
  plural: string;
  isA: string;
  shape: string;
  sign: string;
  light: Paint;
  dark: Paint;
}

interface Relation {
  name: string;
  label: string;
  reverse: string;
  light: string;
  dark: string;
  dashes: boolean;
  directed: boolean;
}

interface NodeColumns {
  id: Column;
  kind: number[];
  name: Column;
  aliases: Column;
  acronym: Column;
  start: Column;
  end: Column;
  force: Column;
  wording: Column;
  url: Column;
  note: Column;
  x: number[];
  y: number[];
  rank: number[];
  more?: Record<string, Column>;
}

interface EdgeColumns {
  id: Column;
  source: number[];
  relation: number[];
  target: number[];
  role: Column;
  start: Column;
  end: Column;
  basis: Column;
  rule: Column;
  confidence: Column;
  more?: Record<string, Column>;
}

interface Payload {
  about: {
    title: string;
    subtitle: string;
    version: string;
    hash: string;
    documents: number;
    nodes: number;
    edges: number;
    made_by: string;
    embed: boolean;
    theme: string;
    limit: number;
    asOf: string;
    focus?: number;
    /** Whether somebody gave the positions on purpose. */
    placed?: boolean;
  };
  kinds: Kind[];
  relations: Relation[];
  terms: { roles: Record<string, string>; forces: Record<string, string>; bases: Record<string, string>; promises: string[] };
  nodes: NodeColumns;
  edges: EdgeColumns;
  citations: { of: number[]; passage: number[]; from: number[]; to: number[]; written: Column };
  passages: { document: number[]; parent: number[]; kind: Column; text: Column };
  documents: {
    id: Column;
    title: Column;
    url: Column;
    publisher: Column;
    published: Column;
    retrieved: Column;
    path: Column;
  };
  first: number[];
  vis?: { options?: Record<string, unknown> };
  strings: Record<string, string>;
}

/** What the reader has asked for; everything on the page follows from it. */
interface View {
  mode: "network" | "timeline" | "matrix" | "table";
  chosen: number;
  kindsOff: Set<number>;
  relationsOff: Set<number>;
  rolesOff: Set<string>;
  forcesOff: Set<string>;
  basesOff: Set<string>;
  topic: number;
  from: number;
  to: number;
  undated: boolean;
  focus: number;
  depth: number;
  added: number[];
  hidden: Set<number>;
  pinned: Map<number, { x: number; y: number }>;
  budget: number;
  path: { from: number; to: number; way: number } | null;
}

/** What passes the filters, and what of it is drawn. */
interface Shown {
  nodeOn: Uint8Array;
  edgeOn: Uint8Array;
  nodes: number[];
  /** Those that the budget bought; the others were asked for by name. */
  base: number[];
  edges: number[];
  isDrawn: Uint8Array;
  passingNodes: number;
  passingEdges: number;
  kindCounts: number[];
  relationCounts: number[];
  distance: Int16Array | null;
}

interface Point {
  x: number;
  y: number;
}

/** One curve of the picture: from point to point, bent by the control point. */
interface Curve {
  edge: number;
  from: Point;
  to: Point;
  via: Point | null;
}

/** A drawing of lines, shapes and words that becomes SVG or canvas alike. */
type Piece =
  | { what: "rect"; x: number; y: number; width: number; height: number; fill: string; item?: number }
  | { what: "line"; x1: number; y1: number; x2: number; y2: number; stroke: string; width: number; dash?: number[]; opacity?: number; item?: number }
  | { what: "curve"; from: Point; via: Point; to: Point; stroke: string; width: number; dash?: number[]; opacity?: number; item?: number }
  | { what: "shape"; shape: string; x: number; y: number; radius: number; fill: string; stroke: string; width: number; opacity?: number; item?: number; name?: string }
  | { what: "arrow"; x: number; y: number; angle: number; size: number; fill: string; opacity?: number; item?: number }
  | { what: "words"; x: number; y: number; text: string; size: number; fill: string; anchor?: "start" | "middle" | "end"; weight?: number; halo?: string; turn?: number; item?: number; opacity?: number };

interface Scene {
  width: number;
  height: number;
  left: number;
  top: number;
  title: string;
  background: string;
  pieces: Piece[];
}

interface VisNetwork {
  on(event: string, handler: (given: any) => void): void;
  setOptions(options: object): void;
  setSize(width: string, height: string): void;
  fit(options?: object): void;
  moveTo(options: object): void;
  redraw(): void;
  getScale(): number;
  getViewPosition(): Point;
  getPositions(ids?: string[]): Record<string, Point>;
  moveNode(id: string, x: number, y: number): void;
  getNodeAt(point: Point): string | undefined;
  getEdgeAt(point: Point): string | undefined;
  canvasToDOM(point: Point): Point;
  DOMtoCanvas(point: Point): Point;
  stopSimulation(): void;
  unselectAll(): void;
  destroy(): void;
}

interface VisDataSet {
  add(items: object[]): void;
  update(items: object[]): void;
  remove(ids: string[]): void;
  clear(): void;
  length: number;
}

declare const vis: {
  Network: new (box: HTMLElement, data: object, options: object) => VisNetwork;
  DataSet: new (items?: object[]) => VisDataSet;
};

interface Performance {
  readonly memory?: unknown;
}
