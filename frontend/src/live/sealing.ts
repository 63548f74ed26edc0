import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import type { Question } from "./frames";

const NONCE = 12;

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** The question in a box that was sent ahead; null when the key does not fit. WebCrypto is absent on plain HTTP. */
export function unseal(box: string, key: string): Question | null {
  try {
    const sealed = bytes(box);
    const plain = chacha20poly1305(bytes(key), sealed.subarray(0, NONCE)).decrypt(sealed.subarray(NONCE));
    return JSON.parse(new TextDecoder().decode(plain)) as Question;
  } catch {
    return null;
  }
}
