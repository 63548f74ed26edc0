// Reads the answer cards in one picture: which card, which letter is up, how sure.
import { CV } from "js-aruco2/src/cv.js";

import { ACROSS, BITS_ACROSS, CODES, LETTERS, type Letter, MOST_ERRORS, distance, turned } from "./codes";
import { type Corners, type Grey, type Point, SquareFinder, apart, sample } from "./squares";

/** One card as seen in one picture. */
export interface Reading {
  /** Number of the card, from 1. */
  card: number;
  letter: Letter;
  /** How far the card is turned away from upright, in degrees, 0 to 45: near 45 two letters are up alike. */
  tilt: number;
  /** Bits that were misread and mended, 0 to MOST_ERRORS. */
  errors: number;
  /** Light against dark across the marker, in steps of 0 to 255. */
  contrast: number;
  corners: Corners;
}

/** Beyond this tilt a reading does not count: the holder is between two letters. */
export const MOST_TILT = 33;
/** Less difference between light and dark than this is no card. */
const LEAST_CONTRAST = 18;
/** Of the 24 modules of the dark border so many may look light: a finger, a glare. */
const MOST_BROKEN_BORDER = 2;
/** Where in a module it is sampled, in modules. */
const SAMPLES = [0.3, 0.5, 0.7];
/** How much of a neighbour's light falls into a module of a small, blurred marker. */
const SPILL = 0.12;

/** code turned by 0–3 quarters → card; the list is what a picture's bits are compared with. */
const WORDS = CODES.flatMap((code, index) => [0, 1, 2, 3].map((turns) => ({ bits: turned(code, turns), card: index + 1, turns })));

export class CardReader {
  #squares = new SquareFinder();
  #grey: Grey = { width: 0, height: 0, data: new Uint8Array(0) };

  /** Every card in a picture of a camera (RGBA bytes, as a canvas gives them), each place once. */
  read(picture: { width: number; height: number; data: ArrayLike<number> }): Reading[] {
    return this.readGrey(this.#greyOf(picture));
  }

  /** The same for a grey picture. */
  readGrey(picture: Grey): Reading[] {
    const readings = this.#squares.find(picture).flatMap((corners) => decode(picture, corners) ?? []);
    readings.sort((a, b) => a.errors - b.errors || b.contrast - a.contrast);
    const kept: Reading[] = [];
    for (const reading of readings) if (!kept.some((other) => samePlace(reading.corners, other.corners))) kept.push(reading);
    return kept;
  }

  #greyOf({ width, height, data }: { width: number; height: number; data: ArrayLike<number> }): Grey {
    if (this.#grey.data.length !== width * height) this.#grey = { width, height, data: new Uint8Array(width * height) };
    this.#grey.width = width;
    this.#grey.height = height;
    const into = this.#grey.data;
    for (let i = 0, from = 0; i < into.length; i++, from += 4)
      into[i] = ((data[from] as number) * 77 + (data[from + 1] as number) * 150 + (data[from + 2] as number) * 29) >> 8;
    return this.#grey;
  }
}

function decode(picture: Grey, corners: Corners): Reading | null {
  const cells = sampled(picture, corners);
  const dark = mean(cells.filter((_, i) => isBorder(i)));
  const inner = cells.filter((_, i) => !isBorder(i));
  const light = mean([...inner].sort((a, b) => b - a).slice(0, 5));
  const contrast = light - dark;
  if (contrast < LEAST_CONTRAST) return null;
  const middle = dark + contrast / 2;
  const sharp = sharpened(cells, dark);
  let broken = 0;
  let bits = 0;
  for (let i = 0; i < cells.length; i++) {
    if (isBorder(i)) broken += (cells[i] as number) > middle ? 1 : 0;
    else bits = bits * 2 + ((sharp[i] as number) > middle ? 1 : 0);
  }
  if (broken > MOST_BROKEN_BORDER) return null;
  const word = WORDS.find(({ bits: known }) => distance(bits, known) <= MOST_ERRORS);
  if (!word) return null;
  return { card: word.card, errors: distance(bits, word.bits), contrast, corners, ...upward(corners, word.turns) };
}

/** Mean grey of each of the 49 modules, row by row from the first corner. */
function sampled(picture: Grey, corners: Corners): number[] {
  const m = CV.square2quad(corners);
  const cells: number[] = [];
  for (let row = 0; row < ACROSS; row++)
    for (let column = 0; column < ACROSS; column++) {
      let sum = 0;
      for (const down of SAMPLES)
        for (const right of SAMPLES) {
          const u = (column + right) / ACROSS;
          const v = (row + down) / ACROSS;
          const w = (m[6] as number) * u + (m[7] as number) * v + 1;
          sum += sample(
            picture,
            ((m[0] as number) * u + (m[1] as number) * v + (m[2] as number)) / w,
            ((m[3] as number) * u + (m[4] as number) * v + (m[5] as number)) / w,
          );
        }
      cells.push(sum / SAMPLES.length ** 2);
    }
  return cells;
}

/** Each module without the light that blur brought from its four neighbours. */
function sharpened(cells: number[], dark: number): number[] {
  return cells.map((value, i) => {
    if (isBorder(i)) return value;
    const around = [i - 1, i + 1, i - ACROSS, i + ACROSS].reduce((sum, at) => sum + Math.max(cells[at] as number, dark), 0);
    return (value - SPILL * around) / (1 - 4 * SPILL);
  });
}

function isBorder(index: number): boolean {
  const row = Math.floor(index / ACROSS);
  const column = index % ACROSS;
  return row === 0 || column === 0 || row > BITS_ACROSS || column > BITS_ACROSS;
}

/** Which letter is up. The card seen from its first corner on is turned clockwise by `turns` quarters. */
function upward(corners: Corners, turns: number): { letter: Letter; tilt: number } {
  // the card's own A edge runs from corner `turns` to the next one, clockwise
  const from = corners[turns % 4] as Point;
  const to = corners[(turns + 1) % 4] as Point;
  const far = corners[(turns + 2) % 4] as Point;
  const last = corners[(turns + 3) % 4] as Point;
  const up = { x: from.x + to.x - far.x - last.x, y: from.y + to.y - far.y - last.y };
  const clockwise = (Math.atan2(up.x, -up.y) * 180) / Math.PI;
  const quarters = Math.round(clockwise / 90);
  return {
    letter: LETTERS[(((-quarters % 4) + 4) % 4) as 0 | 1 | 2 | 3],
    tilt: Math.abs(clockwise - quarters * 90),
  };
}

function samePlace(one: Corners, other: Corners): boolean {
  const [a, b] = [middleOf(one), middleOf(other)];
  return apart(a, b) < apart(one[0], one[2]) / 3;
}

function middleOf(corners: Corners): Point {
  return {
    x: corners.reduce((sum, corner) => sum + corner.x, 0) / 4,
    y: corners.reduce((sum, corner) => sum + corner.y, 0) / 4,
  };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
