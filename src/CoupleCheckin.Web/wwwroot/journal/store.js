// The four small addresses of the server. What goes there is sealed already; what comes back is opened elsewhere.
import { concat, idBytes, idText, u32, u64, utf8 } from './bytes.js';
/** @import { Bytes } from './bytes.js' */
/** @import { Change, Keys, Row, Slot } from './types.js' */

/** The server cannot be reached, or is not able to. */
export class Away extends Error {}
/** The session is over, or somebody else is signed in here now. */
export class Ended extends Error {}
/** Another window or device was faster. */
export class Overtaken extends Error {}
/** The journal has no more room. */
export class Full extends Error {}
/** The sign-in password does not fit. */
export class NotProved extends Error {
  /** @param {number} seconds */
  constructor(seconds) { super(); this.seconds = seconds; }
}
/** What was sent cannot be taken. */
export class Refused extends Error {}

const FRAME = 28;

export class Store {
  owner = '';

  /** @returns {Promise<Keys>} */
  async keys() {
    const keys = /** @type {Keys} */ (await (await this.#ask('slots')).json());
    if (this.owner && this.owner !== keys.owner) throw new Ended();
    this.owner = keys.owner;
    return keys;
  }

  /** Whether the session still stands and is still the same person's. */
  async here() { await this.#ask('here'); }

  /** @template T @param {string} what @returns {Promise<T>} */
  async definitions(what) { return (await this.#ask(`definitions/${what}`)).json(); }

  /**
   * @param {{ only?: 'versions', ids?: string[], progress?: (done: number, all: number) => void, signal?: AbortSignal }} [question]
   * @returns {Promise<Row[]>}
   */
  async list({ only, ids = [], progress, signal } = {}) {
    const query = [...only ? [`only=${only}`] : [], ...ids.map(id => `id=${id}`)].join('&');
    const response = await this.#ask(`records${query && `?${query}`}`, { signal });
    try {
      return await this.#read(/** @type {ReadableStream<Bytes>} */ (response.body), progress);
    } catch (fault) {
      throw fault instanceof Away ? fault : new Away();
    }
  }

  /** @param {ReadableStream<Bytes>} body @param {((done: number, all: number) => void) | undefined} progress */
  async #read(body, progress) {
    /** @type {Row[]} */
    const rows = [];
    let count = -1;
    /** @type {Bytes} */
    let rest = new Uint8Array();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rest = rest.length ? concat(rest, value) : value;
      let at = 0;
      const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
      if (count < 0) {
        if (rest.length < 4) continue;
        count = view.getUint32(0);
        at = 4;
      }
      while (rest.length - at >= FRAME) {
        const length = view.getUint32(at + 24);
        if (rest.length - at < FRAME + length) break;
        rows.push({ id: idText(rest, at), version: Number(view.getBigInt64(at + 16)), blob: rest.subarray(at + FRAME, at + FRAME + length) });
        at += FRAME + length;
      }
      rest = rest.subarray(at);
      progress?.(rows.length, count);
    }
    // An answer that broke off is no answer.
    if (rest.length || rows.length < count || count < 0) throw new Away();
    return rows;
  }

  /** All or nothing. @param {Change[]} changes */
  async save(changes) { await this.#ask('records', { method: 'PUT', body: concat(...framed(changes)) }); }

  /** @param {{ password: string, expected: number, slots: Slot[], changes: Change[] }} keys */
  async setKeys({ password, expected, slots, changes }) {
    const json = utf8(JSON.stringify({ password, expected, slots }));
    await this.#ask('slots', { method: 'PUT', body: concat(u32(json.length), json, ...framed(changes)) });
  }

  /** @param {string} what @param {RequestInit} [init] */
  async #ask(what, init = {}) {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(`journal/${what}`, { ...init, cache: 'no-store', redirect: 'manual', credentials: 'same-origin', headers: this.owner ? { 'X-Journal-Of': this.owner } : {} });
    } catch (fault) {
      throw init.signal?.aborted ? fault : new Away();
    }
    if (response.ok) return response;
    switch (response.status) {
      case 0: case 401: throw new Ended();
      case 403: throw new NotProved(Number(response.headers.get('Retry-After') ?? 0));
      case 409: throw new Overtaken();
      case 507: case 413: throw new Full();
      case 400: throw new Refused();
      default: throw new Away();
    }
  }
}

/** @param {Change[]} changes */
const framed = changes => changes.flatMap(({ id, expected, blob }) =>
  [concat(idBytes(id), u64(expected), u32(blob ? blob.length : 0xFFFFFFFF)), ...blob ? [blob] : []]);
