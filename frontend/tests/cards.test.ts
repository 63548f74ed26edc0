import assert from "node:assert/strict";
import { test } from "node:test";

import { CODES, LETTERS, type Letter, distance, turned } from "../src/cards/codes";
import { CardReader, MOST_TILT, type Reading } from "../src/cards/reader";
import { Tally } from "../src/cards/tally";
import { type Conditions, GOOD, type Held, chance, photograph, seated } from "./cards/room";

interface Count {
  right: number;
  false: number;
  of: number;
}

/** Read pictures of rooms; a false answer is a card that is not there, or one with another letter than is held up. */
function sweep(seeds: number[], make: (random: () => number) => Held[], conditions: Conditions): Count {
  const reader = new CardReader();
  const count = { right: 0, false: 0, of: 0 };
  for (const seed of seeds) {
    const random = chance(seed);
    const held = make(random);
    const readings = reader.readGrey(photograph(held, conditions, random));
    const letters = new Map(held.map((one) => [one.card, one.letter]));
    const counted = readings.filter((reading) => reading.tilt <= MOST_TILT);
    count.of += held.length;
    count.right += counted.filter((reading) => letters.get(reading.card) === reading.letter).length;
    count.false += counted.filter((reading) => letters.get(reading.card) !== reading.letter).length;
  }
  return count;
}

/** 15 cm wide, 8 m away, a picture 1,920 pixels wide that sees 65° of the room. */
const AT_8_M = Math.round((1920 * 148) / (2 * 8000 * Math.tan((65 / 2 / 180) * Math.PI)));

test("any two cards, turned in any way, differ in eight bits", () => {
  const words = CODES.map((code) => [0, 1, 2, 3].map((turns) => turned(code, turns)));
  assert.ok(CODES.length >= 64);
  for (const [i, turns] of words.entries()) {
    assert.equal(turned(turns[3] as number, 1), turns[0]);
    for (const [j, others] of words.entries())
      for (const [k, other] of others.entries())
        if (i !== j || k !== 0) assert.ok(distance(turns[0] as number, other) >= 8, `cards ${i + 1} and ${j + 1}`);
  }
});

const ROOMS: { name: string; make: (random: () => number) => Held[]; conditions: Conditions; recall: number }[] = [
  { name: "from the front row to the back", make: (r) => seated(r, 34, 110, GOOD), conditions: GOOD, recall: 0.99 },
  { name: "all at 8 m", make: (r) => seated(r, AT_8_M, AT_8_M, GOOD), conditions: GOOD, recall: 0.97 },
  {
    name: "all at 8 m, out of focus",
    make: (r) => seated(r, AT_8_M, AT_8_M, GOOD),
    conditions: { ...GOOD, blur: 1.1, noise: 6 },
    recall: 0.9,
  },
  {
    name: "dim, one side in shadow",
    make: (r) => seated(r, 40, 90, GOOD),
    conditions: { ...GOOD, shade: 0.4, ink: 25, paper: 140, noise: 6, blur: 0.9 },
    recall: 0.95,
  },
];

for (const { name, make, conditions, recall } of ROOMS)
  test(`forty cards in one picture: ${name}`, (context) => {
    const count = sweep([11, 12, 13], make, conditions);
    context.diagnostic(`${count.right} of ${count.of} read in a single picture, ${count.false} false`);
    assert.equal(count.false, 0);
    assert.ok(count.right >= recall * count.of, `${count.right} of ${count.of}`);
  });

test("a thumb on the margin costs little, a hand over the marker costs the card; neither makes a false answer", (context) => {
  const make = (hidden: Held["hidden"]) => (random: () => number) =>
    seated(random, 34, 90, GOOD).map((one) => ({ ...one, hidden }));
  const thumbs = sweep([21, 22], make("thumb"), GOOD);
  const hands = sweep([23, 24], make("hand"), GOOD);
  context.diagnostic(`thumbs ${thumbs.right}, hands ${hands.right} of ${hands.of}`);
  assert.equal(thumbs.false + hands.false, 0);
  assert.ok(thumbs.right >= 0.9 * thumbs.of, `${thumbs.right} of ${thumbs.of}`);
});

test("a room without cards answers nothing", () => {
  assert.deepEqual(sweep([31, 32, 33, 34], () => [], GOOD), { right: 0, false: 0, of: 0 });
});

test("a mirrored picture answers nothing", () => {
  const random = chance(41);
  const { width, height, data } = photograph(seated(random, 40, 90, GOOD), GOOD, random);
  const mirrored = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) mirrored[at] = data[at - (at % width) + width - 1 - (at % width)] as number;
  assert.deepEqual(new CardReader().readGrey({ width, height, data: mirrored }), []);
});

test("a card half-way between two letters is read as tilted", () => {
  const one: Held = { card: 7, letter: "B", x: 200, y: 150, size: 90, roll: 42, yaw: 5, pitch: -5, hidden: "no" };
  const conditions = { ...GOOD, width: 400, height: 300 };
  const [reading] = new CardReader().readGrey(photograph([one], conditions, chance(5)));
  assert.equal(reading?.card, 7);
  assert.ok((reading?.tilt ?? 0) > MOST_TILT);
});

test("colours of a canvas are read like grey", () => {
  const one: Held = { card: 100, letter: "D", x: 160, y: 120, size: 80, roll: -10, yaw: 0, pitch: 0, hidden: "no" };
  const { width, height, data } = photograph([one], { ...GOOD, width: 320, height: 240 }, chance(6));
  const colours = Uint8ClampedArray.from({ length: data.length * 4 }, (_, i) => (i % 4 === 3 ? 255 : (data[i >> 2] as number)));
  const readings = new CardReader().read({ width, height, data: colours });
  assert.deepEqual(readings.map((reading) => [reading.card, reading.letter]), [[100, "D"]]);
});

test("a sweep over a few pictures settles all forty, and each rightly", (context) => {
  const reader = new CardReader();
  const tally = new Tally();
  const conditions = { ...GOOD, blur: 1.0, noise: 6 };
  const held = seated(chance(51), AT_8_M, 70, conditions);
  for (let picture = 0; picture < 6; picture++) {
    const random = chance(60 + picture);
    const shaking = held.map((one) => ({ ...one, x: one.x + random() * 12, y: one.y + random() * 12, roll: one.roll + random() * 6 - 3 }));
    tally.add(reader.readGrey(photograph(shaking, conditions, random)));
  }
  const letters = new Map(held.map((one) => [one.card, one.letter]));
  const settled = tally.standings().filter((standing) => standing.letter);
  context.diagnostic(`${settled.length} of ${held.length} settled after 6 pictures`);
  for (const standing of settled) assert.equal(standing.letter, letters.get(standing.card), `card ${standing.card}`);
  assert.ok(settled.length >= 39);
  assert.equal(tally.missing(letters.keys()).length, 40 - settled.length);
});

// --- the tally ---------------------------------------------------------------------------------------------

function seen(card: number, letter: Letter, more: Partial<Reading> = {}): Reading {
  const corners = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }] as Reading["corners"];
  return { card, letter, tilt: 4, errors: 0, contrast: 120, corners, ...more };
}

function tallied(...pictures: Reading[][]): Tally {
  const tally = new Tally();
  for (const picture of pictures) tally.add(picture);
  return tally;
}

test("an answer stands after three pictures, not before", () => {
  const tally = tallied([seen(3, "C")], [seen(3, "C")]);
  assert.deepEqual(tally.standings(), [{ card: 3, letter: null, leading: "C", confidence: 1, pictures: 2, doubts: ["few"] }]);
  tally.add([seen(3, "C")]);
  assert.deepEqual(tally.standings(), [{ card: 3, letter: "C", leading: "C", confidence: 1, pictures: 3, doubts: [] }]);
  assert.deepEqual(tally.missing([3, 4]), [4]);
});

test("one bad picture never turns an answer that stands, it makes it doubtful for a moment", () => {
  const good = Array.from({ length: 6 }, () => [seen(3, "C")]);
  const tally = tallied(...good, [seen(3, "A")]);
  assert.deepEqual(tally.standings().map(({ letter, doubts }) => [letter, doubts]), [["C", ["changing"]]]);
  for (const picture of good.slice(0, 3)) tally.add(picture);
  assert.deepEqual(tally.standings().map(({ letter, doubts }) => [letter, doubts]), [["C", []]]);
});

test("bad pictures among good ones, in any order, turn nothing", () => {
  const random = chance(71);
  for (let round = 0; round < 200; round++) {
    const tally = tallied([seen(9, "B")], [seen(9, "B")], [seen(9, "B")]);
    let row = 0;
    for (let picture = 0; picture < 40; picture++) {
      const bad = random() < 0.4 && row < 4;
      row = bad ? row + 1 : 0;
      tally.add([seen(9, bad ? (LETTERS[Math.floor(random() * 4)] as Letter) : "B")]);
      assert.equal(tally.standings()[0]?.letter, "B");
    }
  }
});

test("a holder who turns the card for good is followed", () => {
  const before = Array.from({ length: 5 }, () => [seen(3, "C")]);
  const after = Array.from({ length: 5 }, () => [seen(3, "D")]);
  assert.equal(tallied(...before, ...after.slice(1)).standings()[0]?.letter, "C");
  assert.equal(tallied(...before, ...after).standings()[0]?.letter, "D");
});

test("readings with mended bits settle more slowly", () => {
  const mended = [seen(8, "A", { errors: 2 })];
  assert.equal(tallied(mended, mended, mended).standings()[0]?.letter, null);
  assert.equal(tallied(mended, mended, mended, mended, mended, mended, mended).standings()[0]?.letter, "A");
});

test("a card between two letters, and two cards of one number, are doubtful and count nothing", () => {
  const between = [seen(4, "A", { tilt: 40 })];
  const twice = [seen(5, "A"), seen(5, "B")];
  const tally = tallied(between, between, between, twice, twice, twice);
  assert.deepEqual(
    tally.standings().map(({ card, letter, pictures, doubts }) => [card, letter, pictures, doubts]),
    [
      [4, null, 0, ["between"]],
      [5, null, 0, ["twice"]],
    ],
  );
});
