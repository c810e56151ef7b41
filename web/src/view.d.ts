/** What the page shows; made by `View` of the crate dateline-report. Offsets are UTF-16 code units into a source's text. */
export interface View {
  title: string; span: string; short: Fact[]; reactions: Response[];
  sources: Source[]; lines: Line[]; discrepancies: Difference[]; forecasts: Prediction[]; quotations: Said[];
  actors: Actor[]; places: Spot[]; copies: Shared[]; origins: Root[]; skipped: { path: string; reason: string }[];
}
export interface Source {
  letter: string; id: string; title: string; outlet: string; published: string; reasons: string[]; agencies: string[];
  authors: string[]; url: string | null; path: string; origin: string; main: boolean; text: string;
  blocks: { start: number; end: number; role: string }[]; asides: { before: number; role: string; text: string; said: [string, string][] }[]; notes: string[];
}
export interface Quote { source: number; start: number; end: number; text: string; aside?: number; attribution?: string[] }
export interface Line {
  id: string; when: string; earliest: string | null; latest: string | null; short: boolean; label: string; status: string; sources: number[];
  origins: string[]; independent_origins: number; place: number | null; support: Quote[]; discrepancies: number[]; forecasts: number[];
}
export interface Fact { question: string; answers: Answer[] }
export interface Answer { text: string; note: string; sources: number[]; support: Quote[] }
export interface Response { id: string; by: string; title: string | null; when: string; label: string; sources: number[]; support: Quote[] }
export interface Value { value: string; sources: number[]; support: Quote[]; only?: string }
export interface Difference { id: string; kind: string; status: string; label: string; line: number | null; values: Value[] }
export interface Prediction {
  id: string; by: string | null; label: string; statement: Quote; outcome: string; line: number | null; support: Quote[]; values: Value[];
}
export interface Said { ids: string[]; speaker: string | null; kind: string; setting: string; wordings: Quote[] }
export interface Actor {
  id: string; kind: string; name: string; aliases: string[]; titles: Value[]; mentions: number; sources: number[];
  beside: Quote[]; only?: string;
}
export interface Spot {
  name: string; latitude: number; longitude: number; mentions: number; sources: number[]; lines: number[]; only?: string;
}
export interface Shared { kind: string; sources: number[]; percent: number }
export interface Root { name: string; kind: string; sources: number[] }

/** Something whose evidence can be opened. */
export interface Item { id: string; heading: string; detail: string; quotes: Quote[] }

declare global {
  const d3: {
    geoMercator(): Projection; geoPath(p: Projection): (g: unknown) => string | null;
  };
  const topojson: { feature(t: unknown, o: unknown): { features: unknown[] } };
  interface Projection {
    (p: [number, number]): [number, number] | null;
    fitExtent(e: [[number, number], [number, number]], g: unknown): Projection;
    clipExtent(e: [[number, number], [number, number]]): Projection;
    scale(): number; scale(n: number): Projection; center(p: [number, number]): Projection;
    translate(p: [number, number]): Projection;
  }
}
