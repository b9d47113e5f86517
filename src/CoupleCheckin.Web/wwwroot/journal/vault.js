// The open journal: what its records say, and how changes reach the server. Typing never waits for it. A change is sealed and sent
// within two seconds; without a connection it is kept here and sent later. "Saved" is said only after the server has said so.
import { concat, idBytes, text, toBase64, u64, utf8 } from './bytes.js';
import { Broken, generationOf, open, seal } from './seal.js';
import { Away, Ended, Full, Overtaken, Refused } from './store.js';
/** @import { Bytes } from './bytes.js' */
/** @import { Store } from './store.js' */
/** @import { Change, Content, Earlier, Entry, Row, Slot } from './types.js' */

/** How long a change may wait, in milliseconds; sealing and sending come on top, and two seconds are promised. */
const WAIT = 1_200;
const AGAIN = 2_000;
const AT_ONCE = 400;
const LANES = 128;

/** @typedef {'saved' | 'saving' | 'unsaved' | 'away' | 'full' | 'refused'} State What is to be said about the latest words. */
/** @typedef {{ id: string, base: number, blob: Bytes, generation: number }} Kept What was not saved yet when the journal was locked, sealed. */
/** @typedef {{ broken: string[], missing: number, changed: boolean }} Trouble What is not as this journal left it. */

export class Vault extends EventTarget {
  /** @type {Map<string, Content>} */
  contents = new Map();
  /** @type {Map<string, number>} The versions of all records of this generation. */
  versions = new Map();
  /** @type {Map<string, Row>} Records of an earlier journal, which this one does not open. */
  foreign = new Map();
  /** @type {Trouble} */
  trouble = { broken: [], missing: 0, changed: false };
  /** @type {State} */
  state = 'saved';
  savedAt = 0;

  /** @type {Map<string, Content | null>} What is to be sent; null takes a record away. */
  #dirty = new Map();
  /** @type {Map<string, Set<string>>} Prints of what was sent and not answered: where one of them turns up, it is ours. */
  #sent = new Map();
  #head = '';
  #timer = 0;
  /** @type {Promise<void>} */
  #line = Promise.resolve();
  #closed = false;

  /** @param {Store} store @param {CryptoKey} root @param {number} generation */
  constructor(store, root, generation) {
    super();
    this.store = store;
    this.root = root;
    this.generation = generation;
    this.vault = { owner: idBytes(store.owner), generation };
  }

  /** @returns {[string, Entry][]} */
  get entries() { return /** @type {[string, Entry][]} */ ([...this.contents].filter(([, content]) => content.kind === 'entry')); }

  /** @returns {[string, Earlier][]} */
  get earlier() { return /** @type {[string, Earlier][]} */ ([...this.contents].filter(([, content]) => content.kind === 'earlier')); }

  get hasUnsaved() { return this.#dirty.size > 0; }

  /** Opens what the server has. @param {Row[]} rows @param {(done: number, all: number) => void} [progress] */
  async take(rows, progress) {
    let next = 0;
    const lane = async () => {
      while (next < rows.length) {
        const at = next++;
        await this.#takeOne(/** @type {Row} */ (rows[at]));
        if (at % AT_ONCE === 0) progress?.(at, rows.length);
      }
    };
    // Enough on their way that the browser is never idle; keys and the bar have their turn in between.
    await Promise.all(Array.from({ length: LANES }, lane));
    await this.#lookForTrouble();
  }

  /** @param {Row} row */
  async #takeOne({ id, version, blob }) {
    const generation = generationOf(blob);
    if (generation > 0 && generation < this.generation) {
      this.foreign.set(id, { id, version, blob });
      return;
    }
    this.versions.set(id, version);
    try {
      const content = /** @type {Content} */ (JSON.parse(text(await open(this.root, this.vault, id, version, blob))));
      this.contents.set(id, content);
      if (content.kind === 'head') this.#head = id;
    } catch (fault) {
      this.contents.delete(id);
      this.trouble.broken.push(id);
      if (!(fault instanceof Broken || fault instanceof SyntaxError || fault instanceof TypeError)) throw fault;
    }
  }

  /** Which records there are and in which versions, in 32 bytes. @param {Map<string, number>} versions */
  async #listOf(versions) {
    const ids = [...versions.keys()].filter(id => id !== this.#head).sort();
    const all = concat(...ids.map(id => concat(idBytes(id), u64(/** @type {number} */ (versions.get(id))))));
    return { records: ids.length, list: toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', all))) };
  }

  async #lookForTrouble() {
    const head = this.contents.get(this.#head);
    const now = await this.#listOf(this.versions);
    const changed = head?.kind !== 'head' || head.list !== now.list;
    this.trouble = { ...this.trouble, changed, missing: head?.kind === 'head' ? Math.max(0, head.records - now.records) : 0 };
  }

  /** The owner has seen it: from now on what is here is what is right. @param {boolean} removeBroken */
  async accept(removeBroken) {
    if (removeBroken) for (const id of this.trouble.broken) if (id !== this.#head) this.#dirty.set(id, null);
    if (this.#head && this.trouble.broken.includes(this.#head)) {
      this.#dirty.set(this.#head, null);
      this.#head = '';
    }
    this.trouble = { broken: removeBroken ? [] : this.trouble.broken, missing: 0, changed: false };
    await this.flush(true);
  }

  /** Puts a record into the journal, on the screen at once and on the server soon. @param {string} id @param {Content} content */
  put(id, content) {
    this.contents.set(id, content);
    this.#dirty.set(id, content);
    this.#say('unsaved');
    this.#soon(WAIT);
  }

  /** @param {string} id */
  remove(id) {
    this.contents.delete(id);
    if (this.versions.has(id)) this.#dirty.set(id, null);
    else this.#dirty.delete(id);
    this.#soon(0);
  }

  /** Takes away a record of an earlier journal. @param {string} id */
  drop(id) {
    if (!this.foreign.has(id)) return;
    this.#dirty.set(id, null);
    this.#soon(0);
  }

  /** Sends what is to be sent, now. It never throws: what went wrong is in the state, and it is tried again. @param {boolean} [evenIfNothing] */
  flush(evenIfNothing = false) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#line = this.#line.then(() => this.#send(evenIfNothing));
    return this.#line;
  }

  /** Asks the server whether another window or device has written, and takes it over. */
  refresh() {
    this.#line = this.#line.then(() => this.#sync()).catch(fault => { if (fault instanceof Ended) this.#say('away', fault); });
    return this.#line;
  }

  /** Seals what was not saved yet, so that it outlives the lock, and forgets everything else. @returns {Promise<Kept[]>} */
  async close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    const [root, vault, dirty, versions] = [this.root, this.vault, [...this.#dirty], this.versions];
    this.contents = new Map();
    this.foreign = new Map();
    this.#dirty = new Map();
    this.#sent = new Map();
    const kept = await Promise.all(dirty.flatMap(([id, content]) => content?.kind !== 'entry' && content?.kind !== 'progress' ? [] : [
      seal(root, vault, id, (versions.get(id) ?? 0) + 1, utf8(JSON.stringify(content))).then(blob => ({ id, base: versions.get(id) ?? 0, blob, generation: vault.generation })),
    ]));
    this.root = /** @type {any} */ (undefined);
    return kept;
  }

  /** Takes back what was not saved when the journal was locked. @param {Kept[]} kept */
  async takeBack(kept) {
    for (const { id, base, blob, generation } of kept) {
      if (generation !== this.generation) continue;
      const content = /** @type {Content} */ (JSON.parse(text(await open(this.root, this.vault, id, base + 1, blob))));
      const there = this.contents.get(id);
      if (there && JSON.stringify(there) === JSON.stringify(content)) continue;
      if ((this.versions.get(id) ?? 0) === base) this.put(id, content);
      else this.put(crypto.randomUUID(), content.kind === 'entry' ? { ...content, twin: id } : content);
    }
    if (kept.length) await this.flush();
  }

  /** Everything sealed anew under another root. @param {CryptoKey} root @param {number} generation @param {(done: number, all: number) => void} [progress] @returns {Promise<Change[]>} */
  async reseal(root, generation, progress) {
    const vault = { owner: this.vault.owner, generation };
    const [from, contents] = [this.versions, [...this.contents].filter(([, content]) => content.kind !== 'head')];
    /** @type {Change[]} */
    const changes = [];
    for (let at = 0; at < contents.length; at += AT_ONCE) {
      changes.push(...await Promise.all(contents.slice(at, at + AT_ONCE).map(async ([id, content]) => {
        const expected = from.get(id) ?? 0;
        return { id, expected, blob: await seal(root, vault, id, expected + 1, utf8(JSON.stringify(content))) };
      })));
      progress?.(Math.min(at + AT_ONCE, contents.length), contents.length);
      await new Promise(resolve => setTimeout(resolve));
    }
    const versions = new Map(changes.map(({ id, expected }) => [id, expected + 1]));
    return [...changes, await this.#sealHead(root, vault, versions)];
  }

  /** @param {CryptoKey} root @param {{ owner: Bytes, generation: number }} vault @param {Map<string, number>} versions @returns {Promise<Change>} */
  async #sealHead(root, vault, versions) {
    this.#head ||= crypto.randomUUID();
    const expected = this.versions.get(this.#head) ?? 0;
    return { id: this.#head, expected, blob: await seal(root, vault, this.#head, expected + 1, utf8(JSON.stringify({ kind: 'head', ...await this.#listOf(versions) }))) };
  }

  /** @param {number} delay */
  #soon(delay) {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  /** @param {State} state @param {unknown} [fault] */
  #say(state, fault) {
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: { state, fault } }));
  }

  /** @param {boolean} evenIfNothing */
  async #send(evenIfNothing) {
    if (this.#closed || (!this.#dirty.size && !evenIfNothing)) return;
    const batch = [...this.#dirty].slice(0, AT_ONCE);
    if (this.state !== 'away') this.#say('saving');
    try {
      await this.#sendBatch(batch);
    } catch (fault) {
      if (this.#closed) return;
      if (fault instanceof Overtaken) {
        await this.#sync().then(() => this.#send(evenIfNothing)).catch(other => this.#failed(other));
      } else this.#failed(fault);
      return;
    }
    for (const [id, content] of batch) if (this.#dirty.get(id) === content) this.#dirty.delete(id);
    this.savedAt = Date.now();
    if (this.#dirty.size) {
      this.#say('unsaved');
      this.#soon(batch.length === AT_ONCE ? 0 : WAIT);
    } else this.#say('saved');
  }

  /** @param {unknown} fault */
  #failed(fault) {
    if (this.#closed) return;
    this.#say(fault instanceof Full ? 'full' : fault instanceof Refused ? 'refused' : 'away', fault);
    if (fault instanceof Away) this.#soon(AGAIN);
    else if (!(fault instanceof Ended || fault instanceof Full || fault instanceof Refused)) throw fault;
  }

  /** @param {[string, Content | null][]} batch */
  async #sendBatch(batch) {
    const next = new Map(this.versions);
    const changes = await Promise.all(batch.map(async ([id, content]) => {
      const expected = this.versions.get(id) ?? this.foreign.get(id)?.version ?? 0;
      if (content) next.set(id, expected + 1);
      else next.delete(id);
      const json = utf8(JSON.stringify(content));
      this.#sent.set(id, (this.#sent.get(id) ?? new Set()).add(await printOf(json)));
      return { id, expected, blob: content && await seal(this.root, this.vault, id, expected + 1, json) };
    }));
    const head = await this.#sealHead(this.root, this.vault, next);
    await this.store.save([...changes, head]);
    next.set(this.#head, head.expected + 1);
    this.versions = next;
    for (const [id] of batch) {
      this.#sent.delete(id);
      this.foreign.delete(id);
    }
  }

  /** Takes over what another window or device wrote; where it is about the same entry, both versions are kept. */
  async #sync() {
    if (this.#closed) return;
    const rows = await this.store.list({ only: 'versions' });
    const theirs = rows.filter(({ id, version }) => !this.foreign.has(id) && this.versions.get(id) !== version);
    const there = new Set(rows.map(row => row.id));
    const gone = [...this.versions.keys()].filter(id => !there.has(id));
    if (!theirs.length && !gone.length) return;
    for (let at = 0; at < theirs.length; at += 50) {
      for (const row of await this.store.list({ ids: theirs.slice(at, at + 50).map(({ id }) => id) })) {
        // Under a root that this window does not have: the passphrase was changed elsewhere.
        if (generationOf(row.blob) > this.generation) throw new Ended();
        await this.#takeTheirs(row);
      }
    }
    for (const id of gone) this.#takeGone(id);
    this.dispatchEvent(new CustomEvent('changed'));
  }

  /** @param {Row} row */
  async #takeTheirs(row) {
    const mine = this.#dirty.get(row.id);
    await this.#takeOne(row);
    if (mine === undefined) return;
    const theirs = this.contents.get(row.id);
    const print = theirs ? await printOf(utf8(JSON.stringify(theirs))) : '';
    if (!theirs || this.#sent.get(row.id)?.has(print)) {
      // It had arrived; only the answer was lost. What was written since then is still to be sent.
      const now = this.#dirty.get(row.id);
      if (now) this.contents.set(row.id, now);
      else this.contents.delete(row.id);
      if (theirs && JSON.stringify(now) === JSON.stringify(theirs)) this.#dirty.delete(row.id);
      return;
    }
    // What was typed while this was looked up counts as well.
    const latest = this.#dirty.get(row.id) ?? mine;
    this.#dirty.delete(row.id);
    if (latest?.kind === 'entry') {
      const id = crypto.randomUUID();
      this.put(id, { ...latest, twin: row.id });
      this.dispatchEvent(new CustomEvent('parted', { detail: { from: row.id, to: id } }));
    } else if (latest) this.put(row.id, latest);
  }

  /** @param {string} id */
  #takeGone(id) {
    this.versions.delete(id);
    if (id === this.#head) this.#head = '';
    const mine = this.#dirty.get(id);
    this.contents.delete(id);
    this.#sent.delete(id);
    if (!mine) {
      this.#dirty.delete(id);
      return;
    }
    // Deleted elsewhere and written on here: what was written stays, as a new entry.
    this.#dirty.delete(id);
    const fresh = crypto.randomUUID();
    this.put(fresh, mine);
    this.dispatchEvent(new CustomEvent('parted', { detail: { from: id, to: fresh } }));
  }
}

/** A short print of a text, which says nothing about it. @param {Bytes} bytes */
const printOf = async bytes => toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

/** The first records of a new journal. @param {Store} store @param {CryptoKey} root @param {number} generation @param {Slot[]} earlier What opened the journal before it. */
export const begin = async (store, root, generation, earlier) => {
  const vault = new Vault(store, root, generation);
  if (earlier.length) vault.contents.set(crypto.randomUUID(), { kind: 'earlier', slots: earlier });
  return vault.reseal(root, generation);
};
