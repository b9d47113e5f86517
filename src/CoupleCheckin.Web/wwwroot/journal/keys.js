// The keys of the journal (security.md 2.2 to 2.5). They are made and used in this browser only. The vault root opens every record; a
// slot holds it, wrapped under a key that comes from the passphrase or from the recovery key. Nothing tells whether a passphrase is
// right but that the slot opens.
import { concat, fromBase64, idBytes, random, toBase64, u32, utf8 } from './bytes.js';
/** @import { Bytes } from './bytes.js' */
/** @import { Slot } from './types.js' */

export const PASSPHRASE = 2;
export const RECOVERY = 3;
const VAULT = 2;
const HKDF = 2;
const PBKDF2 = 3;

/** The least iterations; a slot with fewer is refused. Also what new slots use. */
export const PASSES = 1_000_000;
const MOST_PASSES = 100_000_000;

/** The slot lies below the floor or is not of the written form: nothing is derived from it. */
export class SlotRefused extends Error {}

/** What a slot's wrap is bound to, so that it cannot be moved and its cost cannot be lowered. @param {string} owner @param {Pick<Slot, 'kind' | 'generation' | 'kdf' | 'passes'>} slot */
const bound = (owner, slot) =>
  concat(utf8('cc/slot/v1'), idBytes(owner), [VAULT, slot.kind], u32(slot.generation), [slot.kdf], u32(0), u32(slot.passes), u32(0));

/** @param {string} passphrase @param {Bytes} salt @param {number} passes */
const fromPassphrase = async (passphrase, salt, passes) => {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-512', salt, iterations: passes }, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
};

/** @param {Bytes} recovery @param {Bytes} salt */
const fromRecovery = async (recovery, salt) => {
  const base = await crypto.subtle.importKey('raw', recovery, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8('cc/slot/vault/recovery') }, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
};

/** A new vault root. It can be taken out only so that slots can be made; what the journal works with cannot. */
export const newRoot = () => /** @type {Promise<CryptoKey>} */ (crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey', 'unwrapKey']));

/** @param {string} owner @param {number} kind @param {number} generation @param {CryptoKey} root @param {number} kdf @param {number} passes @param {(salt: Bytes) => Promise<CryptoKey>} derive @returns {Promise<Slot>} */
const makeSlot = async (owner, kind, generation, root, kdf, passes, derive) => {
  const [salt, nonce] = [random(16), random(12)];
  const parts = { kind, generation, kdf, passes };
  const wrap = new Uint8Array(await crypto.subtle.wrapKey('raw', root, await derive(salt), { name: 'AES-GCM', iv: nonce, additionalData: bound(owner, parts) }));
  return { ...parts, salt: toBase64(salt), nonce: toBase64(nonce), wrapped: toBase64(wrap.subarray(0, 32)), tag: toBase64(wrap.subarray(32)) };
};

/** @param {string} owner @param {number} generation @param {CryptoKey} root @param {string} passphrase */
export const sealWithPassphrase = (owner, generation, root, passphrase) =>
  makeSlot(owner, PASSPHRASE, generation, root, PBKDF2, PASSES, salt => fromPassphrase(passphrase, salt, PASSES));

/** @param {string} owner @param {number} generation @param {CryptoKey} root @param {Bytes} recovery */
export const sealWithRecovery = (owner, generation, root, recovery) =>
  makeSlot(owner, RECOVERY, generation, root, HKDF, 0, salt => fromRecovery(recovery, salt));

/** @param {Slot} slot */
const refuseIfWeak = slot => {
  const strong = slot.kind === PASSPHRASE ? slot.kdf === PBKDF2 && slot.passes >= PASSES && slot.passes <= MOST_PASSES : slot.kind === RECOVERY && slot.kdf === HKDF && slot.passes === 0;
  if (!strong || slot.generation < 1 || fromBase64(slot.salt).length !== 16 || fromBase64(slot.nonce).length !== 12) throw new SlotRefused();
};

/**
 * Opens a slot. The root stays inside the browser's own key store, unless it is to be wrapped once more.
 * @param {string} owner @param {Slot} slot @param {string | Bytes} secret The passphrase, or the bytes of the recovery key.
 * @param {boolean} [toWrapAgain]
 * @returns {Promise<CryptoKey | null>} Nothing where the secret is another one or the slot was changed.
 */
export const openSlot = async (owner, slot, secret, toWrapAgain = false) => {
  refuseIfWeak(slot);
  const key = typeof secret === 'string' ? await fromPassphrase(secret, fromBase64(slot.salt), slot.passes) : await fromRecovery(secret, fromBase64(slot.salt));
  try {
    return await crypto.subtle.unwrapKey(
      'raw', concat(fromBase64(slot.wrapped), fromBase64(slot.tag)), key,
      { name: 'AES-GCM', iv: fromBase64(slot.nonce), additionalData: bound(owner, slot) }, 'AES-GCM', toWrapAgain, ['wrapKey', 'unwrapKey']);
  } catch {
    return null;
  }
};

/** The same root, such that nothing can take it out again. @param {CryptoKey} root */
export const shut = async root => {
  const raw = await crypto.subtle.exportKey('raw', root);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['wrapKey', 'unwrapKey']);
  new Uint8Array(raw).fill(0);
  return key;
};

// The recovery key: 130 random bits as 26 characters and 2 check characters, as the account's own (RecoveryKey.cs says how).
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param {number} value */
const twice = value => (value << 1) ^ (value & 16 ? 0b100101 : 0);

/** @param {number[]} data */
const check = data => {
  let [high, low] = [0, 0];
  for (const symbol of data) {
    const first = symbol ^ high;
    [high, low] = [low ^ twice(first) ^ first, twice(first)];
  }
  return [high, low];
};

/** @param {number[]} symbols @returns {Bytes} */
const bits = symbols => {
  const bytes = new Uint8Array(17);
  for (let bit = 0; bit < 130; bit++) {
    if (/** @type {number} */ (symbols[Math.floor(bit / 5)]) & (16 >> bit % 5)) bytes[bit >> 3] = /** @type {number} */ (bytes[bit >> 3]) | (128 >> bit % 8);
  }
  return bytes;
};

/** @returns {{ shown: string, bytes: Bytes }} */
export const newRecoveryKey = () => {
  const data = [...random(26)].map(byte => byte & 31);
  const all = [...data, ...check(data)].map(symbol => ALPHABET[symbol]).join('');
  return { shown: /** @type {string[]} */ (all.match(/.{4}/g)).join('-'), bytes: bits(data) };
};

/** Reads a key as people write it; nothing where it is none or a character is wrong. @param {string} written @returns {Bytes | null} */
export const readRecoveryKey = written => {
  const symbols = [...written.replace(/[\s\p{Pd}]/gu, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')].map(character => ALPHABET.indexOf(character));
  if (symbols.length !== 28 || symbols.includes(-1)) return null;
  const data = symbols.slice(0, 26);
  const [high, low] = check(data);
  return high === symbols[26] && low === symbols[27] ? bits(data) : null;
};

/** @type {string[] | undefined} */
let words;

/** Five words by chance, of 7,776: about 64 bits. */
export const newPhrase = async () => {
  words ??= (await (await fetch(new URL('words.txt', import.meta.url))).text()).split('\n').filter(word => word);
  const list = words;
  // Values that would make some words likelier than others are thrown away.
  const fair = Math.floor(65_536 / list.length) * list.length;
  const pick = () => {
    for (;;) {
      const value = crypto.getRandomValues(new Uint16Array(1))[0] ?? 0;
      if (value < fair) return list[value % list.length];
    }
  };
  return Array.from({ length: 5 }, pick).join(' ');
};

/** What keeps a passphrase from being taken, in a sentence; nothing when it is taken. @param {string} passphrase @param {string} password The sign-in password. */
export const flawOf = (passphrase, password) => {
  const normal = passphrase.normalize('NFC');
  const characters = [...normal];
  const lower = normal.toLowerCase();
  if (!passphrase.isWellFormed?.()) return 'There is half a character in it, from a broken copy.';
  if (characters.length < 15) return 'Fifteen characters or more, please. Five words by chance are easy to keep.';
  if (characters.length > 256) return '256 characters at most.';
  if (normal === password.normalize('NFC')) return 'That is your sign-in password. The journal needs words of its own, because a sign-in password is often known to two.';
  if (password.length >= 6 && lower.includes(password.toLowerCase())) return 'Your sign-in password is a part of it. The journal needs words of its own.';
  if (new Set(lower).size < 5 || /^(.{1,12})\1+$/su.test(lower)) return 'It is too easy to guess: the same over and over.';
  if (/^[\d\s.,:/-]*$/.test(lower)) return 'Only figures are too easy to guess. Words are better.';
  return '';
};
