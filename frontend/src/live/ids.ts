/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then `random`, of which 74 bits are used. */
export function uuid7(now: number, random: Uint8Array): string {
  const id = new Uint8Array(16);
  id.set(random.subarray(0, 16));
  for (let place = 5, rest = now; place >= 0; place -= 1, rest = Math.floor(rest / 256)) id[place] = rest % 256;
  id[6] = 0x70 | ((id[6] ?? 0) & 0x0f);
  id[8] = 0x80 | ((id[8] ?? 0) & 0x3f);
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
