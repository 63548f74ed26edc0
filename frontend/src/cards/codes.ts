// The codes of the printed answer cards; src/chuyende/meeting/live/engine/cards.py holds the same and says how they
// were chosen: any two, turned in any way, differ in at least eight of their 25 bits.

/** 25 bits a card, row by row from the top left with A upward; 1 is white. Card 1 comes first. */
export const CODES: readonly number[] = [
  0x1B0580F, 0x0C53EDF, 0x1841299, 0x1C7CE0D, 0x0D75528, 0x1EE5169, 0x105C5CC, 0x0F8CB83, 0x0CF5386, 0x1D622CF,
  0x0B7523F, 0x12AB10C, 0x1D0F42C, 0x13C9ADC, 0x1F72FA8, 0x1342C82, 0x1CDE8B2, 0x0A90F9C, 0x0A1E488, 0x147E593,
  0x1707D21, 0x1D58382, 0x0A3DE32, 0x0FA83CC, 0x0FC3D53, 0x0B6F8E1, 0x08AC57C, 0x0BE7EAC, 0x025E2EB, 0x13671FD,
  0x03D48B9, 0x16FAC8C, 0x024D979, 0x03C0352, 0x09F75D9, 0x1465936, 0x029A61B, 0x0B1B0EE, 0x15CAB9B, 0x0359205,
  0x0733F15, 0x0C471A1, 0x0D7289C, 0x1B80A41, 0x0A357EB, 0x0BCC6C9, 0x1BD69CD, 0x15867EC, 0x0184DCB, 0x114CC66,
  0x00B1FD1, 0x0D0065E, 0x046FAF7, 0x127ABC6, 0x0C09907, 0x0DBD934, 0x0264487, 0x172531B, 0x0088CBD, 0x1FBCC1B,
  0x185F337, 0x037CC48, 0x08D43F5, 0x14D76A5, 0x084AE28, 0x0596429, 0x1D2195D, 0x0FCA848, 0x1E15980, 0x09D1817,
  0x19EA3E1, 0x1D50CE3, 0x1EDB712, 0x0F2BF6A, 0x1D25A63, 0x0223EE0, 0x0FDF329, 0x1EAF5B1, 0x179D8AA, 0x150EE49,
  0x1C92D89, 0x0B88462, 0x05A7F58, 0x0A53DBA, 0x01CD12C, 0x072E09D, 0x00E9113, 0x1C2BA11, 0x17205EF, 0x0F39290,
  0x14E471C, 0x05DC67F, 0x14EA5FD, 0x0EB48F0, 0x04F7C2E, 0x107D89F, 0x169F44E, 0x0DF0201, 0x01F3F20, 0x1287BB9,
];

/** Modules of the marker from edge to edge: five bits and the dark border on both sides. */
export const ACROSS = 7;
export const BITS_ACROSS = 5;

/** How many of its 25 bits may be misread and the card still be known; three more are noticed as damage. */
export const MOST_ERRORS = 2;

/** The card's edges clockwise from the one that is up when the answer is A. */
export const LETTERS = ["A", "B", "C", "D"] as const;
export type Letter = (typeof LETTERS)[number];

/** The bits of a card turned clockwise by a quarter `turns` times, as a number of 25 bits. */
export function turned(code: number, turns: number): number {
  let bits = code;
  for (let turn = 0; turn < turns; turn++) {
    let next = 0;
    for (let y = 0; y < BITS_ACROSS; y++)
      for (let x = 0; x < BITS_ACROSS; x++) next = next * 2 + bitAt(bits, BITS_ACROSS - 1 - x, y);
    bits = next;
  }
  return bits;
}

/** One bit of a code: 1 is white. */
export function bitAt(code: number, row: number, column: number): number {
  return (code >> (BITS_ACROSS * BITS_ACROSS - 1 - row * BITS_ACROSS - column)) & 1;
}

/** How many bits of two codes differ. */
export function distance(one: number, other: number): number {
  let differing = one ^ other;
  let count = 0;
  for (; differing; differing &= differing - 1) count++;
  return count;
}
