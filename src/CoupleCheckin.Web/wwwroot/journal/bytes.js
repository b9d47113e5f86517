// Bytes, as the record format writes them: integers big-endian, ids in the order in which they are written down.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @param {string} text @returns {Bytes} */
export const utf8 = text => /** @type {Bytes} */ (encoder.encode(text));

/** @param {BufferSource} bytes */
export const text = bytes => decoder.decode(bytes);

/** @param {number} length @returns {Bytes} */
export const random = length => crypto.getRandomValues(new Uint8Array(length));

/** @param {(Bytes | number[])[]} parts @returns {Bytes} */
export const concat = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** @param {number} value @returns {Bytes} */
export const u32 = value => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

/** @param {number} value @returns {Bytes} */
export const u64 = value => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
};

/** @param {number} code Of a hexadecimal digit. */
const digit = code => code < 58 ? code - 48 : (code | 32) - 87;

/** @param {string} id With hyphens. @returns {Bytes} */
export const idBytes = id => {
  const bytes = new Uint8Array(16);
  for (let from = 0, at = 0; at < 16; from += 2, at++) {
    if (id[from] === '-') from++;
    bytes[at] = digit(id.charCodeAt(from)) << 4 | digit(id.charCodeAt(from + 1));
  }
  return bytes;
};

const hexOf = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** @param {Uint8Array} bytes @param {number} from */
export const idText = (bytes, from) => {
  let hex = '';
  for (let at = from; at < from + 16; at++) hex += (at - from === 4 || at - from === 6 || at - from === 8 || at - from === 10 ? '-' : '') + hexOf[/** @type {number} */ (bytes[at])];
  return hex;
};

/** @param {Uint8Array} bytes */
export const toBase64 = bytes => {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** @param {string} base64 @returns {Bytes} */
export const fromBase64 = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));
