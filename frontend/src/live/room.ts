import type { Mine, Phase, Question, Result, Row, Seat, ServerFrame, State } from "./frames";
import { unseal } from "./sealing";

/** What a client knows of the sitting. */
export interface Room {
  version: number;
  phase: Phase;
  title: string;
  round: number;
  number: number;
  of: number;
  seated: number;
  /** Null until it may be seen; also after `open` where no box had come: the next `state` brings it. */
  question: Question | null;
  nonce: string;
  seconds: number | null;
  opened: number | null;
  left: number | null;
  result: Result | null;
  board: Row[];
  /** Stored answers of this round, as `count` or the result said last. */
  answers: number;
  corrected: number;
  seat: Seat | null;
  /** What this seat has won in the round that is revealed. */
  mine: Mine | null;
  /** The last place said, among how many. */
  among: number | null;
  box: { round: number; box: string } | null;
  key: string | null;
}

export function emptyRoom(title: string): Room {
  return {
    ...{ version: -1, phase: "lobby", title, round: 0, number: 0, of: 0, seated: 0, question: null, nonce: "" },
    ...{ seconds: null, opened: null, left: null, result: null, board: [], answers: 0, corrected: 0, seat: null },
    ...{ mine: null, among: null, box: null, key: null },
  };
}

/** What is new with another round. */
function inRound(room: Room, round: number): Room {
  if (room.round === round) return room;
  return { ...room, round, question: null, nonce: "", result: null, answers: 0, corrected: 0, mine: null, key: null };
}

function withState(room: Room, state: State): Room {
  if (state.version < room.version) return room;
  const same = inRound(room, state.round);
  const hasQuestion = state.phase !== "sealed" && state.phase !== "lobby";
  return {
    ...same,
    version: state.version,
    phase: state.phase,
    title: state.title,
    number: state.number,
    of: state.of,
    seated: state.seated,
    question: hasQuestion ? (state.question ?? same.question) : null,
    nonce: state.nonce ?? same.nonce,
    seconds: state.seconds ?? null,
    opened: state.opened ?? null,
    left: state.left ?? null,
    result: state.phase === "revealed" ? (state.result ?? same.result) : null,
    board: state.board ?? same.board,
    answers: state.result?.answers ?? same.answers,
  };
}

function opened(room: Room): Room {
  if (room.question || !room.key || room.box?.round !== room.round) return room;
  return { ...room, question: unseal(room.box.box, room.key) };
}

function withMine(room: Room, mine: Mine): Room {
  const seat = room.seat && { ...room.seat, points: mine.total, place: mine.place };
  const isOfRound = mine.round !== undefined && mine.round === room.round;
  return { ...room, seat, among: mine.of, mine: isOfRound ? mine : room.mine };
}

/** The room after a frame. A frame of a version that has been left behind changes nothing. */
export function after(room: Room, frame: ServerFrame): Room {
  switch (frame.t) {
    case "welcome":
      return withState({ ...room, seat: frame.seat ?? room.seat }, frame.state);
    case "state":
      return withState(room, frame);
    case "sealed": {
      const box = { round: frame.round, box: frame.box };
      if (frame.version < room.version) return frame.round === room.round ? opened({ ...room, box }) : room;
      const { version, number, of, seconds } = frame;
      return {
        ...inRound(room, frame.round),
        phase: "sealed",
        version,
        number,
        of,
        seconds,
        box,
        opened: null,
        left: null,
      };
    }
    case "open": {
      if (frame.version < room.version) return room;
      const { version, key, nonce, seconds } = frame;
      const now = { phase: "asking" as const, version, key, nonce, seconds, opened: frame.opened, left: null };
      return opened({ ...inRound(room, frame.round), ...now });
    }
    case "reveal": {
      if (frame.version < room.version) return room;
      const { version, right, counts, answers, explanation, source } = frame;
      const result = { right, counts, answers, explanation, source };
      return { ...inRound(room, frame.round), phase: "revealed", version, result, answers };
    }
    case "board":
      return frame.version < room.version
        ? room
        : { ...room, phase: room.phase === "ended" ? "ended" : "board", version: frame.version, board: frame.rows };
    case "count": {
      const counted = { ...room, seated: frame.seated };
      if (frame.round !== room.round) return counted;
      return { ...counted, answers: frame.answers, corrected: frame.corrected ?? room.corrected };
    }
    case "mine":
      return withMine(room, frame);
    case "ack":
      return room.seat && frame.round === room.round
        ? { ...room, seat: { ...room.seat, answered: frame.round, answer: frame.answer } }
        : room;
    default:
      return room;
  }
}
