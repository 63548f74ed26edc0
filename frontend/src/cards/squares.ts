// Finds what may be the dark square of an answer card in a grey picture, with corners finer than a pixel.
import { CV } from "js-aruco2/src/cv.js";

export interface Point {
  x: number;
  y: number;
}

/** A grey picture, 0 black to 255 white, row by row. */
export interface Grey {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Four corners, clockwise as seen. */
export type Corners = [Point, Point, Point, Point];

/** How far around a pixel "light" and "dark" are judged, in pixels: for cards far away, then for near ones. */
const RADII = [5, 12];
/** How much darker than its surroundings a pixel of a card is at least. */
const DARKER = 7;
/** Shortest side of a square worth looking at, in pixels: two to a module. */
const SHORTEST = 13;
const SMALLEST_OUTLINE = 4 * SHORTEST - 8;
const STEPS_ALONG = 12;

/** Squares of a picture; the same card may come twice, found at two radii. */
export class SquareFinder {
  #binary: Grey = { width: 0, height: 0, data: new Uint8Array(0) };
  #clean: Grey = { width: 0, height: 0, data: new Uint8Array(0) };
  #work = new Int32Array(0);

  find(picture: Grey): Corners[] {
    const size = picture.width * picture.height;
    if (this.#binary.data.length !== size) {
      this.#binary = { width: picture.width, height: picture.height, data: new Uint8Array(size) };
      this.#clean = { width: picture.width, height: picture.height, data: new Uint8Array(size) };
      this.#work = new Int32Array((picture.width + 2) * (picture.height + 2));
    }
    const found: Corners[] = [];
    for (const radius of RADII) {
      CV.adaptiveThreshold(picture, this.#binary, radius, DARKER);
      withoutSpecks(this.#binary, this.#clean);
      for (const contour of CV.findContours(this.#clean, this.#work)) {
        if (contour.hole || contour.length < SMALLEST_OUTLINE) continue;
        const rough = asSquare(contour);
        if (rough) found.push(refined(picture, rough));
      }
    }
    return found;
  }
}

/** Dark pixels with fewer than four dark neighbours are a camera's noise: left in, each would be followed round. */
function withoutSpecks({ width, height, data }: Grey, into: Grey): void {
  const clean = into.data.fill(0);
  for (let y = 1; y < height - 1; y++)
    for (let at = y * width + 1, end = at + width - 2; at < end; at++) {
      if (data[at] === 0) continue;
      const above = at - width;
      const below = at + width;
      const sum =
        (data[above - 1] as number) + (data[above] as number) + (data[above + 1] as number) +
        (data[at - 1] as number) + (data[at + 1] as number) +
        (data[below - 1] as number) + (data[below] as number) + (data[below + 1] as number);
      if (sum >= 4 * 255) clean[at] = 255;
    }
}

function asSquare(contour: Point[]): Corners | null {
  for (const share of [0.05, 0.08, 0.03]) {
    const outline = CV.approxPolyDP(contour, contour.length * share);
    if (outline.length !== 4 || !CV.isContourConvex(outline) || CV.minEdgeLength(outline) < SHORTEST) continue;
    const [a, b, c, d] = outline as Corners;
    const clockwise = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
    return clockwise ? [a, b, c, d] : [a, d, c, b];
  }
  return null;
}

/** The corners again, from lines laid through the steepest steps from light to dark along each side. */
function refined(picture: Grey, rough: Corners): Corners {
  let corners = rough;
  for (let round = 0; round < 2; round++) {
    const sides = corners.map((from, i) => sideLine(picture, from, corners[(i + 1) % 4] as Point));
    const next = sides.map((side, i) => crossing(sides[(i + 3) % 4] as Line, side));
    if (next.some((point, i) => !point || apart(point, rough[i] as Point) > 4)) return corners;
    corners = next as Corners;
  }
  return corners;
}

interface Line {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

function sideLine(picture: Grey, from: Point, to: Point): Line {
  const length = apart(from, to);
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  const reach = Math.min(4, Math.max(2, length / 10));
  const edge: Point[] = [];
  for (let step = 0; step < STEPS_ALONG; step++) {
    const along = length * (0.12 + (0.76 * step) / (STEPS_ALONG - 1));
    const x = from.x + dx * along;
    const y = from.y + dy * along;
    const out = steepest(picture, x, y, dy, -dx, reach);
    if (out !== null) edge.push({ x: x + dy * out, y: y - dx * out });
  }
  return edge.length < 5 ? { ...from, dx, dy } : through(edge, { ...from, dx, dy });
}

/** How far outwards the picture lightens most, weighted over the whole step; null where it does not. */
function steepest(picture: Grey, x: number, y: number, nx: number, ny: number, reach: number): number | null {
  let sum = 0;
  let moment = 0;
  let best = 0;
  let bestAt = 0;
  const rises: [number, number][] = [];
  for (let out = -reach; out < reach; out += 0.5) {
    const here = sample(picture, x + nx * out, y + ny * out);
    const rise = sample(picture, x + nx * (out + 0.5), y + ny * (out + 0.5)) - here;
    rises.push([out + 0.25, rise]);
    if (rise > best) [best, bestAt] = [rise, out + 0.25];
  }
  if (best < 3) return null;
  for (const [out, rise] of rises)
    if (rise > 0 && Math.abs(out - bestAt) <= 1.5) {
      sum += rise;
      moment += rise * out;
    }
  return moment / sum;
}

/** The line through most of the points: fitted, the farthest third left out, fitted again. */
function through(points: Point[], guess: Line): Line {
  let line = fit(points, guess);
  const off = (p: Point) => Math.abs((p.x - line.x) * line.dy - (p.y - line.y) * line.dx);
  const near = [...points].sort((a, b) => off(a) - off(b)).slice(0, Math.ceil((points.length * 2) / 3));
  line = fit(near, line);
  return line;
}

function fit(points: Point[], guess: Line): Line {
  const x = points.reduce((sum, p) => sum + p.x, 0) / points.length;
  const y = points.reduce((sum, p) => sum + p.y, 0) / points.length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const p of points) {
    xx += (p.x - x) ** 2;
    xy += (p.x - x) * (p.y - y);
    yy += (p.y - y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const sign = Math.cos(angle) * guess.dx + Math.sin(angle) * guess.dy < 0 ? -1 : 1;
  return { x, y, dx: Math.cos(angle) * sign, dy: Math.sin(angle) * sign };
}

function crossing(one: Line, other: Line): Point | null {
  const across = one.dx * other.dy - one.dy * other.dx;
  if (Math.abs(across) < 0.1) return null;
  const along = ((other.x - one.x) * other.dy - (other.y - one.y) * other.dx) / across;
  return { x: one.x + one.dx * along, y: one.y + one.dy * along };
}

/** Grey value between pixels; the picture's edge goes on beyond it. */
export function sample(picture: Grey, x: number, y: number): number {
  const { width, height, data } = picture;
  const left = Math.min(Math.max(Math.floor(x), 0), width - 2);
  const top = Math.min(Math.max(Math.floor(y), 0), height - 2);
  const fx = Math.min(Math.max(x - left, 0), 1);
  const fy = Math.min(Math.max(y - top, 0), 1);
  const at = top * width + left;
  const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
  const lower = (data[at + width] as number) * (1 - fx) + (data[at + width + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

export function apart(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
