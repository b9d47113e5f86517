// One entry: reading it, writing it, and what is known about it. The text box is this script's alone.
import { aside, button, el, icon } from './dom.js';
import { fullDay, isMoment, localNow, time } from './dates.js';
import { render } from './markdown.js';
/** @import { Entry } from './types.js' */
/** @import { App } from './app.js' */

/** The longest text, in characters. */
export const LONGEST = 400_000;

/** @param {Partial<Entry>} [parts] @returns {Entry} */
export const newEntry = (parts = {}) => ({ kind: 'entry', at: localNow(), edited: new Date().toISOString(), text: '', moods: [], tags: [], behaviours: [], ...parts });

const isBlank = (/** @type {Entry} */ entry) => !entry.text.trim() && !entry.moods.length && !entry.tags.length;

export class Editor {
  /** @type {HTMLTextAreaElement | null} */
  #box = null;
  #status = el('span', { class: 'saved' });
  #trouble = el('p', { class: 'small', role: 'status' });
  #later = 0;
  element = el('article', { class: 'sheet paper', 'aria-label': 'Entry', tabindex: '-1' });
  id = '';
  /** @type {Entry} */
  entry = newEntry();
  isWriting = false;

  /** @param {App} app */
  constructor(app) { this.app = app; }

  /** @param {string} id @param {Entry} entry @param {boolean} isWriting */
  open(id, entry, isWriting) {
    this.settle();
    [this.id, this.entry, this.isWriting] = [id, entry, isWriting];
    this.#draw();
  }

  /** The other window's version has the old name now; what stands here goes on under another. @param {string} from @param {string} to */
  partFrom(from, to) {
    if (this.id !== from) return;
    this.id = to;
    this.entry = { ...this.entry, twin: from };
    this.#drawTwin();
  }

  /** Writes what stands in the box into the list as well. */
  settle() {
    clearTimeout(this.#later);
    this.#later = 0;
    if (this.id && this.app.vault?.contents.has(this.id)) this.app.index.update(this.id, this.entry);
  }

  focus() { (this.#box ?? this.element).focus({ preventScroll: true }); }

  showState() {
    const { vault } = this.app;
    if (!vault || !this.id) return;
    const isStored = vault.contents.has(this.id);
    const words = {
      saved: isStored ? ['lock', `Saved${vault.savedAt ? `, ${time(localNow(new Date(vault.savedAt)))}` : ''}`] : ['', ''],
      saving: ['', 'Saving'],
      unsaved: ['', 'Not saved yet'],
      away: ['cloud-off', 'Not saved yet'],
      full: ['error', 'Not saved'],
      refused: ['error', 'Not saved'],
    }[vault.state];
    this.#status.replaceChildren(...words[0] ? [icon(words[0])] : [], words[1] ?? '');
    this.#status.toggleAttribute('data-saved', vault.state === 'saved' && isStored);
    const trouble = {
      saved: '', saving: '', unsaved: '',
      away: 'No connection. Your words are kept here and saved when it is back.',
      full: 'Your journal has no more room on this server. Your words are still here: copy them, or remove entries that you no longer need.',
      refused: 'The server did not take this. Your words are still here: copy them before you leave.',
    }[vault.state];
    if (this.#trouble.textContent !== trouble) this.#trouble.textContent = trouble;
  }

  #draw() {
    const { entry } = this;
    const when = el('input', { type: 'datetime-local', class: 'box when', 'aria-label': 'Date and time', value: entry.at, hidden: true, change: () => isMoment(when.value) && this.#change({ at: when.value }) });
    const day = el('span', {}, el('b', {}, fullDay(entry.at)), `, ${time(entry.at)}`);
    when.addEventListener('change', () => day.replaceChildren(el('b', {}, fullDay(this.entry.at)), `, ${time(this.entry.at)}`));
    const open = el('button', { type: 'button', class: 'plain-press', 'aria-label': `${fullDay(entry.at)}, ${time(entry.at)}. Change the date`, click: () => { when.hidden = !when.hidden; if (!when.hidden) when.focus(); } }, day);
    this.#box = null;
    this.element.replaceChildren(...[
      button('All entries', { class: 'btn bare phone back-to-list', click: () => this.app.closeEntry() }, icon('back')),
      el('div', { class: 'top' }, el('p', {}, open), this.#status),
      when,
      entry.title && el('p', { class: 'small dim' }, `Exercise: ${entry.title}`),
      el('div', { 'data-twin': true }),
      this.#chips('moods', 'a word for the mood', this.app.index.used('moods')),
      ...this.isWriting ? [this.#toolbar(), this.#textBox()] : [this.#reading()],
      this.#trouble,
      el('hr'),
      this.#chips('tags', 'a tag', this.app.index.used('tags')),
      this.#linked(),
      el('div', { class: 'flow ends' },
        button(this.isWriting ? 'Read' : 'Write on', { click: () => this.#turn() }, icon(this.isWriting ? 'check' : 'edit')),
        this.app.vault?.contents.has(this.id) && button('Delete', { class: 'btn bare', click: () => this.app.removeEntry(this.id, this.entry) })),
    ].filter(child => child !== undefined && child !== ''));
    this.#drawTwin();
    this.showState();
  }

  #drawTwin() {
    const place = this.element.querySelector('[data-twin]');
    const twin = this.entry.twin;
    if (!place) return;
    const other = twin ? this.app.vault?.contents.get(twin) : undefined;
    place.replaceChildren(...twin && other?.kind === 'entry' ? [aside('info',
      el('p', {}, 'This entry was written in two windows at once. Both versions are kept.'),
      el('p', { class: 'flow' },
        button('Show the other one', { click: () => this.app.openEntry(twin) }),
        button('They can stay as they are', { class: 'btn bare', click: () => { const { twin: _, ...rest } = this.entry; this.entry = rest; this.#store(); this.#drawTwin(); } })))] : []);
  }

  #turn() {
    this.settle();
    this.isWriting = !this.isWriting;
    this.#draw();
    this.focus();
  }

  /** @param {Partial<Entry>} parts */
  #change(parts) {
    this.entry = { ...this.entry, ...parts, edited: new Date().toISOString() };
    this.#store();
  }

  #store() {
    const { vault } = this.app;
    if (!vault || (!vault.contents.has(this.id) && isBlank(this.entry))) return;
    vault.put(this.id, this.entry);
    if (!this.#later) this.#later = setTimeout(() => { this.settle(); this.app.showList(); }, 400);
  }

  #textBox() {
    const box = el('textarea', {
      class: 'box said writing', 'aria-label': 'Your words', rows: '8', spellcheck: 'true', autocomplete: 'off', value: this.entry.text,
      input: () => this.#typed(),
      blur: () => this.app.vault?.flush(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.#box = box;
    return box;
  }

  #typed() {
    const box = this.#box;
    if (!box) return;
    if (!CSS.supports('field-sizing', 'content')) {
      box.style.height = 'auto';
      box.style.height = `${box.scrollHeight + 4}px`;
    }
    const over = box.value.length - LONGEST;
    if (over > 0) {
      this.#trouble.textContent = `Not saved: ${over.toLocaleString('en')} characters too many for one entry. Your words are still here; the rest fits into a second entry.`;
      return;
    }
    // Half of a character, from a broken copy, has no form in which it could be sealed.
    this.#change({ text: box.value.toWellFormed?.() ?? box.value });
    this.showState();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = { b: () => this.#around('**'), i: () => this.#around('*'), Enter: () => this.app.vault?.flush() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #toolbar() {
    const tools = /** @type {[string, string, () => void][]} */ ([
      ['Heading', 'H', () => this.#before('## ')], ['Bold', 'B', () => this.#around('**')], ['Emphasis', 'I', () => this.#around('*')],
      ['List', '• —', () => this.#before('- ')], ['Quote', '“ ”', () => this.#before('> ')], ['Link', 'Link', () => this.#link()],
      ['Undo', 'Undo', () => this.#command('undo')], ['Redo', 'Redo', () => this.#command('redo')],
    ]);
    return el('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Form of the text' }, ...tools.map(([label, sign, act]) =>
      el('button', { type: 'button', class: `tool tool-${label.toLowerCase()}`, 'aria-label': label, title: label, mousedown: (/** @type {Event} */ event) => event.preventDefault(), click: () => act() }, sign)));
  }

  // The browser's own commands keep its own undo whole.
  /** @param {'undo' | 'redo'} name */
  #command(name) {
    this.#box?.focus();
    document.execCommand(name);
  }

  /** @param {string} words @param {number} from @param {number} to */
  #replace(words, from, to) {
    const box = this.#box;
    if (!box) return;
    box.focus();
    box.setSelectionRange(from, to);
    if (!document.execCommand('insertText', false, words)) {
      box.setRangeText(words, from, to, 'end');
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }

  /** @param {string} sign */
  #around(sign) {
    const box = this.#box;
    if (!box) return;
    const [from, to] = [box.selectionStart, box.selectionEnd];
    this.#replace(`${sign}${box.value.slice(from, to)}${sign}`, from, to);
    box.setSelectionRange(from + sign.length, to + sign.length);
  }

  /** @param {string} sign */
  #before(sign) {
    const box = this.#box;
    if (!box) return;
    const from = box.value.lastIndexOf('\n', box.selectionStart - 1) + 1;
    const to = box.selectionEnd;
    const lines = box.value.slice(from, to).split('\n').map(line => line.startsWith(sign) ? line.slice(sign.length) : sign + line).join('\n');
    this.#replace(lines, from, to);
  }

  #link() {
    const box = this.#box;
    if (!box) return;
    const [from, to] = [box.selectionStart, box.selectionEnd];
    const words = box.value.slice(from, to) || 'words';
    const scheme = 'https:' + '//';
    this.#replace(`[${words}](${scheme})`, from, to);
    const end = from + words.length + 3 + scheme.length;
    box.setSelectionRange(end, end);
  }

  #reading() {
    const text = el('div', { class: 'said text', 'data-text': true }, ...this.entry.text.trim() ? render(this.entry.text) : [el('p', { class: 'dim' }, 'Nothing written yet.')]);
    return el('div', { class: 'stack' }, text, this.app.passage?.bar(text) ?? '');
  }

  /** @param {'moods' | 'tags'} which @param {string} invitation @param {string[]} used */
  #chips(which, invitation, used) {
    const row = el('div', { class: 'chips', role: 'group', 'aria-label': which === 'moods' ? 'Words for the mood' : 'Tags' });
    const draw = () => {
      const mine = this.entry[which];
      const offered = this.isWriting ? used.filter(word => !mine.includes(word)).slice(0, which === 'moods' ? 4 : 3) : [];
      const press = (/** @type {string} */ word, /** @type {boolean} */ isMine) => el('button', {
        type: 'button', class: 'chip', 'aria-pressed': String(isMine),
        click: () => { this.#change({ [which]: isMine ? mine.filter(other => other !== word) : [...mine, word] }); draw(); /** @type {HTMLElement | null} */ (row.querySelector('.chip:last-child'))?.focus(); },
      }, word);
      const add = el('button', { type: 'button', class: 'chip add', click: () => ask() }, icon('add'), invitation);
      const ask = () => {
        const box = el('input', { class: 'box chip-box', 'aria-label': `Add ${invitation}`, maxlength: '40', autocomplete: 'off', keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === 'Enter') { event.preventDefault(); take(); draw(); ask(); }
          else if (event.key === 'Escape') { event.stopPropagation(); draw(); /** @type {HTMLElement | null} */ (row.querySelector('.add'))?.focus(); }
        }, blur: () => {
          take();
          // What was pressed to get here must not move away under the finger.
          setTimeout(() => { if (box.isConnected && document.activeElement !== box) draw(); }, 300);
        } });
        const take = () => {
          const word = (box.value.toWellFormed?.() ?? box.value).trim();
          box.value = '';
          if (word && !this.entry[which].includes(word)) this.#change({ [which]: [...this.entry[which], word] });
        };
        add.replaceWith(box);
        box.focus();
      };
      row.replaceChildren(...mine.map(word => press(word, true)), ...offered.map(word => press(word, false)), add);
    };
    draw();
    return row;
  }

  #linked() {
    const place = el('div', { class: 'linked small' });
    const draw = () => {
      const names = this.entry.behaviours;
      const box = el('input', { class: 'box', list: 'journal-behaviours', 'aria-label': 'Link a behaviour', placeholder: 'Link a behaviour', autocomplete: 'off', change: () => {
        const key = this.app.keyOf(box.value);
        if (key && !this.entry.behaviours.includes(key)) this.#change({ behaviours: [...this.entry.behaviours, key] });
        draw();
      } });
      place.replaceChildren(
        ...names.length ? [el('p', { class: 'flow' }, 'Linked:', ...names.map(key => el('span', { class: 'flow link' },
          el('a', { href: `spectrum/${encodeURIComponent(key)}` }, this.app.nameOf(key)),
          this.isWriting && el('button', { type: 'button', class: 'tool', 'aria-label': `Take away the link to ${this.app.nameOf(key)}`, click: () => { this.#change({ behaviours: this.entry.behaviours.filter(other => other !== key) }); draw(); } }, icon('close')))))] : [],
        ...this.isWriting && this.app.names.size ? [box] : []);
    };
    draw();
    return place;
  }
}
