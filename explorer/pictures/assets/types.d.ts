/** Shapes of the payload (docs/page.md) and what the scripts hand one another. Read by `tsc --checkJs` only. */

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
  condition: Column;
  due: Column;
  status: Column;
  complete: Column;
  /** Where each commitment stands, and the id of what answers it; missing where nobody was asked. */
  standing?: Column;
  answer?: Column;
  wording: Column;
  url: Column;
  note: Column;
  x: number[];
  y: number[];
  rank: number[];
  community?: number[];
  measures?: Record<string, number[]>;
  look?: { color?: Column; size?: Column; shape?: Column; title?: Column };
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
  weight?: number[];
  /** Rows of relations that have no direction although their sort has one. */
  undirected?: number[];
  look?: { color?: Column; width?: Column; title?: Column };
  more?: Record<string, Column>;
}

interface Tones<T> {
  light: T;
  dark: T;
}

interface EncodingScale {
  name: string;
  label: string;
  from: string;
  type: "category" | "number" | "given";
  values?: string[];
  low?: number;
  high?: number;
  cuts?: number[];
}

/** What colour, size and width can tell (docs/page-data.md). */
interface Encodings {
  color: string;
  size: string;
  width: string;
  nodes: EncodingScale[];
  edges: EncodingScale[];
  palettes: { category: Tones<string[]>; sequence: Tones<string[]>; other: Tones<string>; none: Tones<string> };
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
    authors?: string[];
    key?: string;
    lang?: string;
    view?: string;
    layout?: string;
  };
  kinds: Kind[];
  relations: Relation[];
  terms: { roles: Record<string, string>; forces: Record<string, string>; bases: Record<string, string>; promises: string[] };
  nodes: NodeColumns;
  edges: EdgeColumns;
  citations: { of: number[]; passage: number[]; from: number[]; to: number[]; written: Column };
  passages: { document: number[]; parent: number[]; kind: Column; number?: Column; text: Column };
  documents: {
    id: Column;
    title: Column;
    url: Column;
    publisher: Column;
    published: Column;
    retrieved: Column;
    path: Column;
    media_type: Column;
    language: Column;
    sha256: Column;
  };
  first: number[];
  has?: Record<string, boolean>;
  layouts?: string[];
  /** Places of `first` by themselves. */
  opening?: { x: number[]; y: number[] };
  map?: { lat: string; lon: string; scale: [number, number]; opening?: [number, number]; coast: string };
  questions?: Array<{ text: string; view: string }>;
  encodings?: Encodings;
  strings: Record<string, string>;
}

/** What the reader has asked for; everything on the page follows from it. */
interface View {
  mode: "network" | "timeline" | "matrix" | "adjacency" | "table";
  chosen: number;
  /** A set of nodes chosen together. */
  selected: Set<number>;
  compare: NamedSet[] | null;
  kindsOff: Set<number>;
  relationsOff: Set<number>;
  rolesOff: Set<string>;
  forcesOff: Set<string>;
  basesOff: Set<string>;
  valuesOff: Map<string, Set<string>>;
  ranges: Map<string, [number, number]>;
  topic: number;
  from: number;
  to: number;
  undated: boolean;
  focus: number;
  depth: number;
  added: number[];
  hidden: Set<number>;
  pinned: Map<number, Point>;
  /** Where nodes came to by loosening, until the next focus. */
  moved: Map<number, Point>;
  /** Nodes drawn as one: the first of each stands for the others. */
  groups: NamedSet[];
  sets: NamedSet[];
  color: string;
  size: string;
  width: string;
  layout: string;
  /** Size of the stage that the picture is laid out for. */
  frame: { width: number; height: number };
  /** Where the reader looks, null for the whole; `span` is how much of the picture the shorter side of the stage shows. */
  look: { x: number; y: number; span: number } | null;
  sort: { by: number; up: boolean };
  budget: number;
  path: { from: number; to: number; way: number } | null;
}

interface NamedSet {
  name: string;
  nodes: number[];
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
  /** The second control point of a loop. */
  back?: Point;
}

/** A part of the picture. */
interface Sight {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A drawing of lines, shapes and words that becomes SVG or canvas alike. */
type Piece =
  | { what: "rect"; x: number; y: number; width: number; height: number; fill: string; item?: number }
  | { what: "line"; x1: number; y1: number; x2: number; y2: number; stroke: string; width: number; dash?: number[]; opacity?: number; item?: number }
  | { what: "curve"; from: Point; via: Point; back?: Point; to: Point; stroke: string; width: number; dash?: number[]; opacity?: number; item?: number }
  | { what: "shape"; shape: string; x: number; y: number; radius: number; fill: string; stroke: string; width: number; opacity?: number; item?: number; name?: string }
  | { what: "area"; rings: Point[][]; fill: string; stroke: string; width: number; item?: number }
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

interface Performance {
  readonly memory?: unknown;
}
