import assert from "node:assert/strict";
import { test } from "node:test";

import { readStill } from "../src/cards/camera";
import type { Letter } from "../src/cards/codes";
import { CardReader, type Reading } from "../src/cards/reader";
import { Choices, type Told, roll, settled, taken } from "../src/cards/roll";
import type { Grey } from "../src/cards/squares";
import { PHOTOGRAPH, Tally } from "../src/cards/tally";
import { LiveClient } from "../src/live/client";
import type { Holder } from "../src/live/frames";
import { NotDone } from "../src/live/requests";
import { GOOD, type Held, chance, photograph, seated } from "./cards/room";
import { Hall } from "./live/hall";

const seen = (card: number, letter: Letter, more: Partial<Reading> = {}): Reading => ({
  ...{ card, letter, tilt: 3, errors: 0, contrast: 120 },
  corners: [{ x: 0, y: 0 }, { x: 9, y: 0 }, { x: 9, y: 9 }, { x: 0, y: 9 }],
  ...more,
});
const holder = (card: number, answered = false): Holder => ({ card, name: `Đảng viên ${card}`, answered });
const NOTHING = new Map<number, Told>();

function standingsOf(...readings: Reading[]) {
  const tally = new Tally();
  tally.add(readings, PHOTOGRAPH);
  return tally.standings();
}

/** Half as wide and high, each pixel the mean of four. */
function halved({ width, height, data }: Grey): Grey {
  const into = { width: width >> 1, height: height >> 1, data: new Uint8Array((width >> 1) * (height >> 1)) };
  for (let y = 0, at = 0; y < into.height; y++)
    for (let x = 0; x < into.width; x++, at++) {
      const from = 2 * y * width + 2 * x;
      const sum = [0, 1, width, width + 1].reduce((all, step) => all + (data[from + step] as number), 0);
      into.data[at] = sum / 4;
    }
  return into;
}

test("a photograph is read at several sizes: forty cards of the hall, and one held right before the phone", () => {
  const random = chance(31);
  const held = seated(random, 40, 90, GOOD, 40);
  const near: Held = { ...(held[0] as Held), x: 960, y: 540, size: 800, roll: 8, yaw: 10, pitch: 5 };
  const reader = new CardReader();
  const grey = { read: (picture: unknown) => reader.readGrey(picture as Grey) };
  for (const [cards, least] of [[held, 39], [[near], 1]] as const) {
    const whole = photograph([...cards], GOOD, random);
    const letters = new Map(cards.map(({ card, letter }) => [card, letter]));
    const readings = readStill(grey, [whole, halved(whole), halved(halved(whole))]);
    assert.equal(new Set(readings.map(({ card }) => card)).size, readings.length);
    assert.ok(readings.every(({ card, letter }) => letters.get(card) === letter));
    assert.ok(readings.length >= least, `${readings.length} of ${cards.length}`);
  }
});

test("one clean photograph settles a card; a mended reading wants a second look", () => {
  const [clean, mended] = standingsOf(seen(1, "C"), seen(2, "D", { errors: 1 }));
  assert.deepEqual([clean?.letter, clean?.doubts], ["C", []]);
  assert.deepEqual([mended?.letter, mended?.leading, mended?.doubts], [null, "D", ["few"]]);
});

test("every holder has a line; what is sure goes along, what is doubtful only when the host says so", () => {
  const holders = [holder(1), holder(2), holder(3), holder(4, true), holder(5), holder(6)];
  const readings = [seen(1, "B"), seen(2, "A", { errors: 2 }), seen(4, "A"), seen(5, "D"), seen(6, "A"), seen(77, "A")];
  const outcomes = new Map<number, Told>([[6, { outcome: "stored", letter: "C" }]]);
  const chosen = new Choices();
  const lines = () => roll(holders, standingsOf(...readings), outcomes, 3, chosen);

  assert.deepEqual(
    lines().map(({ card, mark, isTaken }) => [card, mark, isTaken]),
    [
      [1, "sure", true],
      [2, "doubt", false],
      [3, "unseen", false],
      [4, "answered", false],
      [5, "beyond", false],
      [6, "stored", false],
      [77, "stranger", false],
    ],
  );
  assert.deepEqual(taken(lines()), [{ card: 1, answer: 1 }]);
  assert.equal(settled(lines()), 3);

  // a card that is turned after its answer has been stored says what is stored
  assert.deepEqual(lines().map(({ letter }) => letter), ["B", "A", null, null, "D", "C", "A"]);

  chosen.set(2, "A", true);
  chosen.set(1, "B", false);
  assert.deepEqual(taken(lines()), [{ card: 2, answer: 0 }]);
});

test("the host's word is on a letter: when the card turns, it is asked again", () => {
  const chosen = new Choices();
  chosen.set(1, "A", false);
  assert.deepEqual(taken(roll([holder(1)], standingsOf(seen(1, "A")), NOTHING, 4, chosen)), []);
  assert.deepEqual(taken(roll([holder(1)], standingsOf(seen(1, "B")), NOTHING, 4, chosen)), [{ card: 1, answer: 1 }]);
});

test("of two cards of one team the host chooses one", () => {
  const outcomes = new Map<number, Told>([
    [1, { outcome: "seat_twice", letter: "A" }],
    [2, { outcome: "seat_twice", letter: "B" }],
  ]);
  const chosen = new Choices();
  const lines = () => roll([holder(1), holder(2)], standingsOf(seen(1, "A"), seen(2, "B")), outcomes, 4, chosen);
  assert.deepEqual(taken(lines()), []);
  chosen.set(2, "B", true);
  assert.deepEqual(taken(lines()), [{ card: 2, answer: 1 }]);
});

const PAGE = { sitting: "s", ticket: "x.y", role: "host" as const, title: "" };

async function remoteIn(hall: Hall): Promise<LiveClient> {
  const client = new LiveClient(hall.world(), PAGE, () => undefined);
  client.start();
  await hall.clock.pass(10);
  hall.tell(hall.sealed(1));
  hall.tell(hall.open());
  return client;
}

test("a sweep is sent with the same id until it is acknowledged", async () => {
  const hall = new Hall();
  const client = await remoteIn(hall);
  hall.answers = "says nothing";
  const swept = client.raise(1, [{ card: 5, answer: 2 }]);
  await hall.clock.pass(2_500);
  hall.answers = "is busy";
  await hall.clock.pass(2_000);
  hall.answers = "stores";
  await hall.clock.pass(2_000);

  assert.deepEqual(await swept, [{ card: 5, outcome: "stored" }]);
  const sent = hall.received.filter((frame) => frame.t === "raised");
  assert.ok(sent.length >= 3);
  assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
  await hall.clock.pass(10_000);
  assert.equal(hall.received.filter((frame) => frame.t === "raised").length, sent.length);
});

test("a sweep that is refused says why, one that nothing comes of is given up, and neither is an act's notice", async () => {
  const hall = new Hall();
  const client = await remoteIn(hall);
  assert.deepEqual(await client.holders(), [{ card: 5, name: "Nguyễn Thị Hoà", answered: false }]);
  hall.state = { ...hall.state, phase: "closed" };
  await assert.rejects(client.raise(1, [{ card: 5, answer: 2 }]), new NotDone("too_late", "Câu hỏi đã khoá."));
  hall.answers = "says nothing";
  const lost = assert.rejects(client.raise(1, [{ card: 5, answer: 2 }]), new NotDone("lost", ""));
  await hall.clock.pass(13_000);
  await lost;
  assert.equal(client.notice, null);
});
