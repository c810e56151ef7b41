import type { Quote } from "./view";

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
