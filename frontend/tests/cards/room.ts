// A room of people who hold up answer cards, drawn as a phone's camera would see it. The same seed, the same picture.
import { ACROSS, BITS_ACROSS, CODES, LETTERS, type Letter, bitAt } from "../../src/cards/codes";
import type { Grey } from "../../src/cards/squares";

/** Millimetres of the printed card: its side and its marker's. */
const CARD = 148;
const MARKER = 126;

export interface Held {
  card: number;
  letter: Letter;
  /** Centre, in pixels. */
  x: number;
  y: number;
  /** Side of the whole card, in pixels, seen from the front. */
  size: number;
  /** Turned in the picture's plane, then away from it, in degrees. */
  roll: number;
  yaw: number;
  pitch: number;
  /** What hides it: nothing, a thumb on the white margin, a hand over the marker. */
  hidden: "no" | "thumb" | "hand";
}

export interface Conditions {
  width: number;
  height: number;
  /** Standard deviations: blur in pixels, noise in steps of grey. */
  blur: number;
  noise: number;
  /** Light of the darkest corner, as a share of that of the brightest. */
  shade: number;
  /** Grey of black ink and of white paper in full light. */
  ink: number;
  paper: number;
}

export const GOOD: Conditions = { width: 1920, height: 1080, blur: 0.7, noise: 4, shade: 0.6, ink: 35, paper: 215 };

/** Numbers from 0 to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Forty people in five rows; `far` and `near` are sizes of the cards of the last and the first row, in pixels. */
export function seated(random: () => number, far: number, near: number, conditions: Conditions, count = 40): Held[] {
  const numbers = CODES.map((_, index) => index + 1).sort(() => random() - 0.5);
  const across = 8;
  const rows = Math.ceil(count / across);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / across);
    const size = far + ((near - far) * row) / Math.max(1, rows - 1);
    const spread = (value: number) => (random() * 2 - 1) * value;
    return {
      card: numbers[index] as number,
      letter: LETTERS[Math.floor(random() * 4)] as Letter,
      x: ((index % across) + 0.5) * (conditions.width / across) + spread(30),
      y: (row + 0.5) * (conditions.height / rows) + spread(20),
      size: size * (1 + spread(0.06)),
      roll: spread(20),
      yaw: spread(35),
      pitch: spread(25),
      hidden: "no",
    };
  });
}

/** The picture of the room with these cards in it. */
export function photograph(held: Held[], conditions: Conditions, random: () => number): Grey {
  const { width, height } = conditions;
  const light = new Float32Array(width * height).fill(0.45);
  clothes(light, width, height, random);
  for (const one of held) draw(light, width, height, one);
  shadeIn(light, conditions, random);
  const soft = blurred(light, width, height, conditions.blur);
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const value = conditions.ink + (soft[i] as number) * (conditions.paper - conditions.ink);
    data[i] = Math.max(0, Math.min(255, Math.round(value + bell(random) * conditions.noise)));
  }
  return { width, height, data };
}

/** Rectangles of every size and grey: shirts, chairs, windows, papers on tables, chequered cloth. */
function clothes(light: Float32Array, width: number, height: number, random: () => number): void {
  for (let n = 0; n < 700; n++) {
    const side = 8 + random() * random() * 200;
    const [x0, y0] = [random() * width, random() * height];
    const angle = random() * Math.PI;
    const tone = random();
    const chequered = random() < 0.1 ? 3 + random() * 8 : 0;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const squat = 0.4 + random();
    around(x0, y0, side * 0.9, width, height, (x, y, at) => {
      const u = (x - x0) * cos + (y - y0) * sin;
      const v = (y - y0) * cos - (x - x0) * sin;
      if (Math.abs(u) > side / 2 || Math.abs(v) > (side / 2) * squat) return;
      const odd = chequered > 0 && (Math.floor(u / chequered) + Math.floor(v / chequered)) % 2 !== 0;
      light[at] = odd ? 1 - tone : tone;
    });
  }
}

function draw(light: Float32Array, width: number, height: number, one: Held): void {
  const into = inverseOf(one);
  const body = 0.15 + 0.25 * ((one.card * 7) % 5) * 0.25;
  around(one.x, one.y, one.size * 1.15, width, height, (x, y, at) => {
    let sum = 0;
    for (const dy of [-0.33, 0, 0.33])
      for (const dx of [-0.33, 0, 0.33]) {
        const spot = into(x + dx, y + dy);
        sum += ink(one, spot.u, spot.v) ?? (Math.hypot(spot.u, spot.v) < CARD * 0.72 ? body : (light[at] as number));
      }
    light[at] = sum / 9;
  });
}

/** 0 ink, 1 paper, at a place of the card in millimetres from its centre; null beside the card. */
function ink(one: Held, u: number, v: number): number | null {
  if (one.hidden === "thumb" && Math.hypot(u - 52, v - 84) < 20) return 0.5;
  if (one.hidden === "hand" && Math.hypot(u - 40, v - 50) < 34) return 0.5;
  if (Math.abs(u) > CARD / 2 || Math.abs(v) > CARD / 2) return null;
  const column = Math.floor(((u + MARKER / 2) / MARKER) * ACROSS);
  const row = Math.floor(((v + MARKER / 2) / MARKER) * ACROSS);
  if (column < 0 || row < 0 || column >= ACROSS || row >= ACROSS) return 1;
  if (column === 0 || row === 0 || column > BITS_ACROSS || row > BITS_ACROSS) return 0;
  return bitAt(CODES[one.card - 1] as number, row - 1, column - 1);
}

/** From a pixel to the place of the card that is seen there, by a pinhole camera eight card widths away. */
function inverseOf(one: Held): (x: number, y: number) => { u: number; v: number } {
  // B is up when the card has been turned a quarter against the clock
  const roll = ((one.roll - 90 * LETTERS.indexOf(one.letter)) * Math.PI) / 180;
  const [yaw, pitch] = [(one.yaw * Math.PI) / 180, (one.pitch * Math.PI) / 180];
  const [cr, sr, cy, sy, cp, sp] = [roll, yaw, pitch].flatMap((a) => [Math.cos(a), Math.sin(a)]) as [
    number, number, number, number, number, number,
  ];
  // columns of the rotation: where the card's right and down point in the room
  const right = { x: cy * cr + sy * sp * sr, y: cp * sr, z: -sy * cr + cy * sp * sr };
  const down = { x: -cy * sr + sy * sp * cr, y: cp * cr, z: sy * sr + cy * sp * cr };
  const away = 8 * CARD;
  const scale = one.size / CARD;
  return (x, y) => {
    const px = (x - one.x) / scale / away;
    const py = (y - one.y) / scale / away;
    const a = right.x - px * right.z;
    const b = down.x - px * down.z;
    const c = right.y - py * right.z;
    const d = down.y - py * down.z;
    const det = a * d - b * c;
    return { u: (px * away * d - b * py * away) / det, v: (a * py * away - c * px * away) / det };
  };
}

function shadeIn(light: Float32Array, { width, height, shade }: Conditions, random: () => number): void {
  const angle = random() * 2 * Math.PI;
  const [dx, dy] = [Math.cos(angle) / width, Math.sin(angle) / height];
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const along = Math.min(1, Math.max(0, 0.5 + (x - width / 2) * dx + (y - height / 2) * dy));
      light[at] = (light[at] as number) * (shade + (1 - shade) * along);
    }
}

function blurred(light: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(sigma * 2.5));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (source: Float32Array, step: number, limit: (at: number) => [number, number]) => {
    const into = new Float32Array(source.length);
    for (let at = 0; at < source.length; at++) {
      const [place, length] = limit(at);
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const inside = Math.min(length - 1, Math.max(0, place + k)) - place;
        sum += (source[at + inside * step] as number) * (weights[k + reach] as number);
      }
      into[at] = sum / total;
    }
    return into;
  };
  const across = pass(light, 1, (at) => [at % width, width]);
  return pass(across, width, (at) => [Math.floor(at / width), height]);
}

function around(
  x0: number, y0: number, reach: number, width: number, height: number,
  each: (x: number, y: number, at: number) => void,
): void {
  for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(height, y0 + reach); y++)
    for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(width, x0 + reach); x++) each(x, y, y * width + x);
}

function bell(random: () => number): number {
  return (random() + random() + random() + random() + random() + random() - 3) * Math.SQRT2;
}
