import assert from "node:assert/strict";
import { test } from "node:test";

import { LiveClient, seatOf } from "../src/live/client";
import type { ClientFrame } from "../src/live/frames";
import { uuid7 } from "../src/live/ids";
import { backoff } from "../src/live/link";
import { unseal } from "../src/live/sealing";
import { Hall, QUESTION } from "./live/hall";

const PAGE = { sitting: "s", ticket: `${btoa(JSON.stringify({ m: "seat-1" }))}.sig`, role: "seat" as const, title: "" };

async function enter(
  hall: Hall,
  kept = new Map<string, string>(),
  role: "seat" | "host" = "seat",
): Promise<LiveClient> {
  const client = new LiveClient(hall.world(kept), { ...PAGE, role }, () => undefined);
  client.start();
  await hall.clock.pass(10);
  return client;
}

async function asked(hall: Hall, kept?: Map<string, string>): Promise<LiveClient> {
  const client = await enter(hall, kept);
  hall.tell(hall.sealed(1));
  hall.tell(hall.open());
  client.drawn();
  return client;
}

const answersIn = (frames: ClientFrame[]) => frames.filter((frame) => frame.t === "answer");

test("a box made by another program opens with its key, and with no other", () => {
  const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  const box =
    "ZGVmZ2hpamtsbW5vTzPQo/bBVGjb/GENh+yH9RGq4VG9fMuPtUuT39gI7NGa0XFKj1iJ3/GH6oErA8i5saJupp4FFp+dH8vidnXw" +
    "knpsWwz2VNvvhmYPWm94cu+lg3mvBBNSDNfivkAD1y07mGpzypwYBT4FpQVL5mrLtUKLQ5dwrVOL7NytQ58=";
  assert.equal(unseal(box, key)?.stem, "Phê bình là quyền và trách nhiệm của đảng viên.");
  assert.equal(unseal(box, key.replace("AAEC", "AAED")), null);
  assert.equal(unseal("garbage", key), null);
});

test("an id is a UUIDv7: the example of RFC 9562, and in order of time", () => {
  const random = Uint8Array.from([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  assert.equal(uuid7(0x017f22e279b0, random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  assert.ok(uuid7(1_800_000_000_000, random) < uuid7(1_800_000_000_001, random));
});

test("waiting doubles from 0.3 s to 5 s, with up to half of it more", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 9].map((tries) => backoff(tries, 0)),
    [300, 600, 1200, 2400, 4800, 5000, 5000],
  );
  assert.equal(backoff(0, 1), 450);
  assert.equal(backoff(9, 1), 7500);
});

test("the seat is read from the ticket; from a ticket that is none, nothing", () => {
  assert.equal(seatOf(PAGE.ticket), "seat-1");
  assert.equal(seatOf("rubbish"), "");
});

test("a question sent ahead is unreadable until it is opened, then there without another frame", async () => {
  const hall = new Hall();
  const client = await enter(hall);
  hall.tell(hall.sealed(1));
  assert.equal(client.room.phase, "sealed");
  assert.equal(client.room.question, null);
  hall.tell(hall.open());
  assert.equal(client.room.phase, "asking");
  assert.deepEqual(client.room.question, QUESTION);
});

test("an answer is received only when the server says that it is stored", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.answers = "says nothing";
  client.answer(0);
  assert.equal(client.isStored(), false);
  hall.answers = "stores";
  await hall.clock.pass(2_000);
  assert.equal(client.isStored(), true);
  const [first, second] = answersIn(hall.received);
  assert.deepEqual(first, second);
  await hall.clock.pass(60_000);
  assert.equal(answersIn(hall.received).length, 2);
});

test("the time for thinking counts from the drawing, without the pause", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  await hall.clock.pass(4_000);
  hall.become("paused", { left: 26_000 });
  assert.equal(client.left(), 26_000);
  await hall.clock.pass(60_000);
  hall.become("asking", { left: null, opened: hall.state.opened! + 60_000 });
  await hall.clock.pass(3_000);
  assert.equal(client.left(), 23_000);
  client.answer(1);
  assert.deepEqual(
    answersIn(hall.received).map((frame) => frame.ms),
    [7_000],
  );
});

test("an answer given without a network is kept, survives a reload, and is stored once on return", async () => {
  const hall = new Hall();
  const kept = new Map<string, string>();
  const client = await asked(hall, kept);
  hall.networkIsUp = false;
  hall.cut();
  client.answer(1);
  assert.equal(client.status, "offline");
  assert.equal(client.isStored(), false);
  const reloaded = await enter(hall, kept);
  await hall.clock.pass(20_000);
  hall.networkIsUp = true;
  await hall.clock.pass(8_000);
  assert.equal(reloaded.isStored(), true);
  assert.deepEqual(
    [...hall.stored.values()].map(({ answer }) => answer),
    [1],
  );
  assert.equal(new Set(answersIn(hall.received).map((frame) => frame.id)).size, 1);
});

test("the server killed and started anew: the phone comes back by itself within a second", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.cut();
  assert.equal(client.status, "offline");
  await hall.clock.pass(310);
  assert.equal(client.status, "online");
  assert.deepEqual(client.room.question, QUESTION);
});

test("a network that went without a word is noticed, and the way back found", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.freeze();
  await hall.clock.pass(26_100);
  assert.equal(client.status, "offline");
  hall.networkIsUp = true;
  client.network(true);
  await hall.clock.pass(10);
  assert.equal(client.status, "online");
});

test("a phone that slept with a dead connection is back three seconds after it is looked at", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.freeze();
  hall.networkIsUp = true;
  client.awake();
  await hall.clock.pass(3_000);
  assert.equal(client.status, "online");
  assert.equal(hall.connections, 2);
});

test("a frame that comes too late changes nothing; one that comes twice changes nothing either", async () => {
  const hall = new Hall();
  const client = await enter(hall);
  const [sealed, open] = [hall.sealed(1), hall.open()];
  const reveal = hall.reveal();
  hall.tell(open, open, sealed, reveal);
  const room = client.room;
  hall.tell(open, sealed, reveal);
  assert.deepEqual(client.room, room);
  assert.equal(client.room.phase, "revealed");
  assert.deepEqual(client.room.question, QUESTION);
});

test("opened without a box: the question is in the next state; where none comes it is asked for", async () => {
  const hall = new Hall();
  const client = await enter(hall);
  hall.sealed(1);
  hall.tell(hall.open());
  assert.equal(client.room.question, null);
  await hall.clock.pass(1_600);
  assert.deepEqual(client.room.question, QUESTION);
  assert.equal(client.room.nonce, "n");
});

test("a busy server is asked again after 1, 2, 4 and 4 seconds, and the answer stays", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.answers = "is busy";
  client.answer(0);
  await hall.clock.pass(11_100);
  assert.equal(answersIn(hall.received).length, 5);
  assert.equal(client.isHeldUp, true);
  hall.answers = "stores";
  await hall.clock.pass(4_000);
  assert.equal(client.isStored(), true);
  assert.equal(client.isHeldUp, false);
});

test("too late is said and the answer not sent again", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.state = { ...hall.state, phase: "closed" };
  client.answer(0);
  assert.equal(client.given()?.refused?.code, "too_late");
  const sent = answersIn(hall.received).length;
  await hall.clock.pass(10_000);
  assert.equal(answersIn(hall.received).length, sent);
});

test("another tab was first: what is stored is shown", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.stored.set("1", { answer: 1, at: hall.now });
  client.answer(0);
  assert.equal(client.given()?.answer, 1);
});

test("the second answer of a round is not taken", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  client.answer(0);
  client.answer(1);
  assert.deepEqual(
    answersIn(hall.received).map((frame) => frame.answer),
    [0],
  );
});

test("a question asked again is answered anew", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  client.answer(0);
  hall.tell(hall.sealed(2), hall.open());
  assert.equal(client.isStored(), false);
  client.answer(1);
  assert.deepEqual(
    answersIn(hall.received).map((frame) => frame.round),
    [1, 2],
  );
});

test("sockets blocked: polling after two failures, answers at once, and the socket when it works again", async () => {
  const hall = new Hall();
  hall.socketsAreBlocked = true;
  const client = await asked(hall);
  await hall.clock.pass(1_000);
  assert.equal(client.status, "online");
  assert.equal(hall.connections, 2);
  assert.equal(client.room.phase, "asking");
  await hall.clock.pass(5_000);
  client.answer(0);
  await hall.clock.pass(10);
  assert.equal(client.isStored(), true);
  hall.tell(hall.reveal());
  await hall.clock.pass(10);
  assert.equal(client.room.phase, "revealed");
  hall.socketsAreBlocked = false;
  await hall.clock.pass(46_000);
  assert.equal(client.status, "online");
  const posts = hall.posts;
  await hall.clock.pass(60_000);
  assert.equal(hall.posts, posts);
  assert.equal(client.status, "online");
});

for (const isBlocked of [false, true])
  test(`lets people in as soon as the database is there, ${isBlocked ? "by polling" : "by socket"}`, async () => {
    const hall = new Hall();
    hall.isBusy = true;
    hall.socketsAreBlocked = isBlocked;
    const client = await enter(hall);
    await hall.clock.pass(3_000);
    assert.notEqual(client.status, "online");
    hall.isBusy = false;
    await hall.clock.pass(1_100);
    assert.equal(client.status, "online");
    assert.ok(client.room.seat);
  });

test("the server's clock is used, not the phone's", async () => {
  const hall = new Hall();
  hall.ahead = 3_600_000;
  const client = await asked(hall);
  await hall.clock.pass(10_000);
  assert.equal(client.left(), 20_000);
});

test("a ticket that has ended is replaced by the page's new one", async () => {
  const hall = new Hall();
  hall.ticketIsGood = false;
  const client = await enter(hall);
  await hall.clock.pass(1_000);
  assert.equal(client.status, "online");
});

test("two remotes: the second is told so, and a lost act is not done later", async () => {
  const hall = new Hall();
  const client = await enter(hall, new Map(), "host");
  hall.state = { ...hall.state, version: 2 };
  assert.equal(client.act("seal"), true);
  assert.equal(client.notice?.code, "not_now");
  hall.become("lobby");
  client.act("seal");
  assert.equal(client.act("seal"), false);
  hall.become("sealed");
  assert.equal(client.acting, null);
  client.act("open");
  hall.cut();
  assert.equal(client.notice?.code, "lost");
  await hall.clock.pass(5_000);
  assert.equal(hall.received.filter((frame) => frame.t === "do").length, 3);
});

test("counts of another round only tell how many are seated", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.tell({ t: "count", round: 1, answers: 3, seated: 9 }, { t: "count", round: 7, answers: 8, seated: 10 });
  assert.equal(client.room.answers, 3);
  assert.equal(client.room.seated, 10);
});

test("one's own result belongs to its round; the place stays", async () => {
  const hall = new Hall();
  const client = await asked(hall);
  hall.tell(hall.reveal(), { t: "mine", round: 1, answered: 0, worth: 100, points: 1, total: 1, place: 2, of: 9 });
  assert.equal(client.room.mine?.worth, 100);
  hall.tell(hall.sealed(2));
  assert.equal(client.room.mine, null);
  assert.equal(client.room.seat?.place, 2);
});
