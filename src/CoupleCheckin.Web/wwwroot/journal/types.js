// The shapes that the journal's modules hand to each other. Types only: nothing here runs.

/**
 * @typedef {object} Entry One page of the journal. `at` is a local date and time; `edited` an instant.
 * @property {'entry'} kind
 * @property {string} at
 * @property {string} edited
 * @property {string} text
 * @property {string[]} moods
 * @property {string[]} tags
 * @property {string[]} behaviours
 * @property {string} [title] Of the exercise it came from.
 * @property {string} [exercise] The key of that exercise.
 * @property {Record<string, unknown>} [answers] What was answered in it.
 * @property {string} [twin] The other version, where two windows wrote the same entry at once.
 */

/** @typedef {{ kind: 'progress', exercise: string, answers: Record<string, unknown>, at: string }} Progress An exercise that is not finished. */
/** @typedef {{ kind: 'settings', lockWhenHidden: boolean }} Settings */
/** @typedef {{ kind: 'head', records: number, list: string }} Head What the journal holds as a whole, so that a missing or old record is noticed. */
/** @typedef {{ kind: 'earlier', slots: Slot[] }} Earlier What opens a journal that was given up: of use when its passphrase comes back to mind. */
/** @typedef {Entry | Progress | Settings | Head | Earlier} Content */

/**
 * @typedef {object} Slot One way to open the journal; bytes are base64.
 * @property {number} kind 2 the passphrase, 3 the recovery key
 * @property {number} generation
 * @property {number} kdf 2 HKDF-SHA-256, 3 PBKDF2-SHA-512
 * @property {number} passes
 * @property {string} salt
 * @property {string} nonce
 * @property {string} wrapped
 * @property {string} tag
 */

/** @typedef {{ owner: string, slots: Slot[], records: number, versions: number }} Keys */
/** @typedef {{ id: string, version: number, blob: Uint8Array<ArrayBuffer> }} Row A sealed record as the server has it. */
/** @typedef {{ id: string, expected: number, blob: Uint8Array<ArrayBuffer> | null }} Change */

export {};
