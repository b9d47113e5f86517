// Sealed records (security.md 2.3), byte for byte as SealedBlob.cs writes them:
// "CC" | format 1 | algorithm 1 | flags 0 | generation u32 | wrapNonce 12 | wrapped record key 32 | wrapTag 16 | nonce 12 | ciphertext | tag 16.
// The plaintext is length u32 | text | zeros up to a bucket, so that the size tells little of the text.
import { concat, idBytes, random, u32, u64 } from './bytes.js';
/** @import { Bytes } from './bytes.js' */

const JOURNAL = 1;
const HEADER = [0x43, 0x43, 1, 1, 0];
const WRAP_AT = 9;
const NONCE_AT = WRAP_AT + 12 + 32 + 16;
const TEXT_AT = NONCE_AT + 12;
const NO_COUPLE = new Uint8Array(16);
const LABEL = new TextEncoder().encode('cc/rec/v1');

/** A record that does not open: it was changed, swapped or put back, or belongs to another key. */
export class Broken extends Error {}

/** @typedef {{ owner: Bytes, generation: number }} Vault Whose, and under which root. */

/** @param {Vault} vault @param {string} id @param {number} version */
const bound = (vault, id, version) => concat(LABEL, [JOURNAL], vault.owner, idBytes(id), NO_COUPLE, u32(vault.generation), u64(version));

/** @param {number} length Of the text. */
const bucketFor = length => {
  const needed = length + 4;
  return needed <= 256 ? 256 : needed <= 1024 ? 1024 : needed <= 4096 ? 4096 : Math.ceil(needed / 16_384) * 16_384;
};

/** @param {CryptoKey} root @param {Vault} vault @param {string} id @param {number} version @param {Bytes} text @returns {Promise<Bytes>} */
export const seal = async (root, vault, id, version, text) => {
  const plain = new Uint8Array(bucketFor(text.length));
  plain.set(u32(text.length));
  plain.set(text, 4);
  const additionalData = bound(vault, id, version);
  const [wrapNonce, nonce] = [random(12), random(12)];
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt']);
  const [wrap, sealed] = await Promise.all([
    crypto.subtle.wrapKey('raw', key, root, { name: 'AES-GCM', iv: wrapNonce, additionalData }),
    crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, plain),
  ]);
  plain.fill(0);
  return concat(HEADER, u32(vault.generation), wrapNonce, new Uint8Array(wrap), nonce, new Uint8Array(sealed));
};

/** The generation of the root that a record stands under; 0 where it is no record. @param {Bytes} blob */
export const generationOf = blob =>
  blob.length > TEXT_AT && HEADER.every((byte, at) => blob[at] === byte) ? new DataView(blob.buffer, blob.byteOffset).getUint32(5) : 0;

/** @param {CryptoKey} root @param {Vault} vault @param {string} id @param {number} version @param {Bytes} blob @returns {Promise<Bytes>} */
export const open = async (root, vault, id, version, blob) => {
  if (generationOf(blob) !== vault.generation) throw new Broken();
  const additionalData = bound(vault, id, version);
  let plain;
  try {
    const key = await crypto.subtle.unwrapKey('raw', blob.subarray(WRAP_AT + 12, NONCE_AT), root, { name: 'AES-GCM', iv: blob.subarray(WRAP_AT, WRAP_AT + 12), additionalData }, 'AES-GCM', false, ['decrypt']);
    plain = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: blob.subarray(NONCE_AT, TEXT_AT), additionalData }, key, blob.subarray(TEXT_AT)));
  } catch {
    throw new Broken();
  }
  const length = new DataView(plain.buffer).getUint32(0);
  if (bucketFor(length) !== plain.length) throw new Broken();
  return plain.subarray(4, 4 + length);
};
