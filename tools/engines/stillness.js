// Stops the clock and makes chance repeat itself, so that a database that is made twice has the same bytes.
// To be imported before the engine, which takes both from here.

import crypto from "node:crypto";

const NOON = Date.UTC(2026, 0, 1, 12);

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...parts.length ? parts : [NOON]);
  }
  static now() {
    return NOON;
  }
};

let state = 1;
const chance = () => {
  state = Math.imul(state, 1664525) + 1013904223 >>> 0;
  return state / 2 ** 32;
};
Math.random = chance;
const fill = values => {
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength).forEach((_, i, bytes) => {
    bytes[i] = chance() * 256;
  });
  return values;
};
crypto.randomFillSync = fill;
globalThis.crypto.getRandomValues = fill;
performance.now = () => 0;
