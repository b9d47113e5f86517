// The journal's page: what is on the screen, and when it is taken off again. Everything that somebody writes is opened and sealed in
// this browser; when the journal is locked, no word of it is left on the page and its key is gone.
import { aside, button, el, first, icon, wrong } from './dom.js';
import { calendar } from './calendar.js';
import { fullDay, today } from './dates.js';
import { Editor, newEntry } from './editor.js';
import { List } from './list.js';
import { Passage } from './passage.js';
import { plots } from './plots.js';
import { Index, NOTHING } from './search.js';
import { enrol, unlock } from './setup.js';
import { Away, Ended, Store } from './store.js';
/** @import { Dial } from './plots.js' */
/** @import { Question } from './search.js' */
/** @import { Entry, Progress, Row, Settings, Slot } from './types.js' */
/** @import { Kept, Vault } from './vault.js' */

const QUIET = 10 * 60_000;
const LOOK = 4_000;
const LOOK_AT_RECORDS = 30_000;

/** @typedef {'list' | 'calendar' | 'plots' | 'exercises' | 'settings'} View */

export class App {
  store = new Store();
  /** @type {Vault | null} */
  vault = null;
  /** @type {Map<string, string>} The behaviours of the catalogue, and the couple's own while the space is open, by key. */
  names = new Map();
  nameOf = (/** @type {string} */ key) => this.names.get(key) ?? (key.startsWith('own.') ? 'One of your own behaviours' : key);
  /** @type {string[]} The names that are offered for a new link. */
  offered = [];
  index = new Index(this.nameOf);
  /** @type {Settings} */
  settings = { kind: 'settings', lockWhenHidden: false };
  /** @type {Passage | null} */
  passage = null;
  partner = '';

  /** @type {View} */
  #view = 'list';
  /** @type {Question} */
  #question = NOTHING;
  /** @type {Kept[]} */
  #kept = [];
  /** @type {List | null} */
  #list = null;
  /** @type {Editor | null} */
  #editor = null;
  /** @type {Promise<Row[]> | null} */
  #ahead = null;
  #progress = (/** @type {number} */ _part) => {};
  #usedAt = Date.now();
  #lookedAt = 0;
  #note = el('div', { class: 'notes', role: 'status' });
  /** @type {any} The exercises, where there are any. */
  #exercises = null;

  /** @param {HTMLElement} root */
  constructor(root) { this.root = root; }

  async start() {
    const { dataset } = this.root;
    this.partner = dataset.partner ?? '';
    if (dataset.passage) this.passage = new Passage(this, dataset.passage);
    if (dataset.start === 'exercises') this.#view = 'exercises';
    for (const type of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']) addEventListener(type, () => { this.#usedAt = Date.now(); }, { capture: true, passive: true });
    addEventListener('visibilitychange', () => this.#visible());
    addEventListener('beforeunload', event => this.#hold(event));
    addEventListener('pagehide', () => this.lock(''));
    addEventListener('online', () => this.vault?.flush());
    addEventListener('popstate', () => this.#back());
    document.querySelector('[data-lock]')?.addEventListener('click', () => this.lock('You locked it. Nothing is lost.'));
    setInterval(() => this.#look(), LOOK);
    // What was asked for stands in no address from here on.
    history.replaceState(null, '', 'journal');
    await this.locked();
  }

  /** @param {...(Node | string)} nodes */
  show(...nodes) { this.root.replaceChildren(this.#note, ...nodes); }

  focusHeading() { first(this.root, 'h2[tabindex]')?.focus(); }

  /** @param {string} sentence */
  tell(sentence) { this.#say(aside('check', el('p', {}, sentence))); }

  /** @param {string} sentence */
  complain(sentence) { this.#say(wrong(sentence)); }

  /** @param {...Node} nodes */
  #say(...nodes) {
    this.#note.replaceChildren(...nodes, ...nodes.length ? [button('', { class: 'btn bare close-note', 'aria-label': 'Close this note', click: () => this.#note.replaceChildren() }, icon('close'))] : []);
  }

  /** The journal is closed: shows how to open it, or how to make one. @param {string} [why] */
  async locked(why) {
    this.#frame(false);
    try {
      const { slots } = await this.store.keys();
      if (!slots.length) return this.#welcome();
      this.#ahead = null;
      this.#fetchAhead();
      unlock(this, slots, why);
    } catch (fault) {
      this.#cannot(fault);
    }
  }

  #welcome() {
    const trust = /** @type {HTMLElement} */ (document.querySelector('[data-trust]'));
    const words = /** @type {HTMLElement} */ (trust.cloneNode(true));
    words.hidden = false;
    words.removeAttribute('data-trust');
    this.show(el('div', { class: 'stack wide narrow' },
      el('p', { class: 'lead' }, 'A place to think on paper that nobody else can open. What you write is sealed in this browser before it goes anywhere.'),
      words,
      el('p', {}, button('Set up my journal', { class: 'btn fill', click: () => enrol(this, []) }))));
  }

  /** @param {unknown} fault */
  #cannot(fault) {
    const here = encodeURIComponent('/journal');
    if (fault instanceof Ended) {
      this.store.owner = this.#kept.length ? this.store.owner : '';
      this.show(el('section', { class: 'stack narrow' },
        el('h2', { tabindex: '-1' }, 'You are not signed in here any more'),
        el('p', {}, this.#kept.length ? 'The last words you typed are kept sealed in this window. Sign in again in another window, then come back to this one.' : 'Nothing of your journal is on this page.'),
        el('p', { class: 'flow' },
          this.#kept.length ? el('a', { class: 'btn fill', href: `account/sign-in?returnUrl=${here}`, target: '_blank' }, 'Sign in, in another window') : el('a', { class: 'btn fill', href: `account/sign-in?returnUrl=${here}` }, 'Sign in'),
          button('Look again', { click: () => this.locked() }))));
    } else {
      this.show(el('section', { class: 'stack narrow' },
        el('h2', { tabindex: '-1' }, 'No connection'),
        el('p', {}, 'Your journal cannot be reached right now. Nothing is lost.'),
        el('p', {}, button('Try now', { class: 'btn fill', click: () => this.locked() }))));
    }
    this.focusHeading();
  }

  // The sealed records come along while the passphrase is typed; they say nothing without it.
  #fetchAhead() {
    const ahead = this.store.list({ progress: (done, all) => this.#progress(all ? done / all : 1) });
    ahead.catch(() => {});
    this.#ahead = ahead;
  }

  /** The sealed records as they are now. @param {(part: number) => void} progress */
  async rows(progress) {
    this.#progress = progress;
    const keys = await this.store.keys();
    const rows = await (this.#ahead ?? Promise.reject(new Away())).catch(() => null);
    const sum = rows?.reduce((versions, row) => versions + row.version, 0);
    return rows && rows.length === keys.records && sum === keys.versions ? rows : this.store.list({ progress: (done, all) => progress(all ? done / all : 1) });
  }

  /** @param {Vault} vault @param {Row[]} rows @param {(part: number) => void} [progress] */
  async opened(vault, rows, progress) {
    this.#ahead = null;
    const definitions = this.#define();
    await vault.take(rows, (done, all) => progress?.(done / all));
    await definitions;
    this.#usedAt = Date.now();
    this.#lookedAt = Date.now();
    this.vault = vault;
    vault.addEventListener('state', event => this.#heard(/** @type {CustomEvent} */ (event).detail));
    vault.addEventListener('changed', () => this.#changedElsewhere());
    vault.addEventListener('parted', event => {
      const { from, to } = /** @type {CustomEvent} */ (event).detail;
      this.#editor?.partFrom(from, to);
      this.fill();
    });
    const kept = this.#kept;
    this.#kept = [];
    await vault.takeBack(kept);
    const set = [...vault.contents.values()].find(content => content.kind === 'settings');
    this.settings = set?.kind === 'settings' ? set : { kind: 'settings', lockWhenHidden: false };
    this.index = new Index(this.nameOf);
    this.index.fill(vault.entries);
    this.#frame(true);
    this.#note.replaceChildren();
    const { start, behaviour } = this.root.dataset;
    this.root.dataset.start = '';
    this.#showMain();
    if (start === 'new') this.#write(behaviour && this.names.has(behaviour) ? [behaviour] : []);
    else if (this.#view === 'list') this.focusSearch();
  }

  async #define() {
    if (this.names.size) return;
    const behaviours = /** @type {{ key: string, name: string, isOffered: boolean }[]} */ (await this.store.definitions('behaviours').catch(() => []));
    this.names = new Map(behaviours.map(({ key, name }) => [key, name]));
    this.offered = behaviours.filter(({ isOffered }) => isOffered).map(({ name }) => name);
    if (this.root.dataset.exercises !== undefined) this.#exercises = await this.store.definitions('exercises').catch(() => null);
  }

  /** @param {string} name */
  keyOf(name) { return [...this.names].find(([, known]) => known.toLowerCase() === name.trim().toLowerCase())?.[0]; }

  /** What could not be sent is kept on this page only. Leaving in a hurry is never held. @param {Event} event */
  #hold(event) {
    if (this.vault?.hasUnsaved && ['away', 'full'].includes(this.vault.state) && !document.documentElement.hidden) event.preventDefault();
  }

  /** Takes everything off the page at once, and keeps sealed what was not saved yet. @param {string} why */
  async lock(why) {
    const { vault } = this;
    this.#list?.forget();
    this.#list = null;
    this.#editor = null;
    this.vault = null;
    this.index = new Index(this.nameOf);
    this.#question = NOTHING;
    getSelection()?.removeAllRanges();
    this.#note.replaceChildren();
    if (!vault) return;
    this.root.replaceChildren();
    this.#frame(false);
    this.#kept.push(...await vault.close());
    await this.locked(why);
  }

  /** What stands around the journal. @param {boolean} isOpen */
  #frame(isOpen) {
    for (const [selector, shown] of /** @type {[string, boolean][]} */ ([['[data-lock]', isOpen], ['[data-open]', isOpen]])) {
      const element = /** @type {HTMLElement | null} */ (document.querySelector(selector));
      if (element) element.hidden = !shown;
    }
    const actions = document.querySelector('[data-actions]');
    actions?.replaceChildren(...isOpen ? [
      this.#exercises ? button('Exercises', { click: () => this.go('exercises') }) : '',
      button('Write', { class: 'btn fill', click: () => this.#write([]) }, icon('edit')),
    ] : []);
    this.root.toggleAttribute('data-entry', false);
    document.querySelector('.journal')?.toggleAttribute('data-is-open', isOpen);
  }

  // ---- Looking after it ------------------------------------------------------------------------------------------------

  #visible() {
    if (document.visibilityState === 'hidden') {
      if (this.settings.lockWhenHidden && this.vault) this.lock('It locked because this page was out of sight.');
      else this.vault?.flush();
    } else this.#look();
  }

  async #look() {
    if (!this.vault) return;
    const now = Date.now();
    // A clock that was set back says nothing about how long it was quiet: then it locks too.
    if (now - this.#usedAt >= QUIET || now < this.#usedAt - 60_000) return this.lock('It locked by itself after ten quiet minutes. Nothing is lost.');
    try {
      await this.store.here();
      if (now - this.#lookedAt >= LOOK_AT_RECORDS) {
        this.#lookedAt = now;
        await this.vault?.refresh();
      }
    } catch (fault) {
      if (fault instanceof Ended) this.lock('');
    }
  }

  /** @param {{ state: string, fault: unknown }} heard */
  #heard({ fault }) {
    if (fault instanceof Ended) {
      this.lock('');
      return;
    }
    this.#editor?.showState();
  }

  #changedElsewhere() {
    const editor = this.#editor;
    this.fill();
    if (!editor?.id || !this.vault) return;
    const now = this.vault.contents.get(editor.id);
    if (now?.kind === 'entry' && now !== editor.entry && !editor.isWriting) editor.open(editor.id, now, false);
    else if (now?.kind === 'entry' && now !== editor.entry && JSON.stringify(now) !== JSON.stringify(editor.entry)) editor.open(editor.id, now, true);
    else if (!now && this.vault.versions.has(editor.id)) this.closeEntry();
  }

  // ---- The views -------------------------------------------------------------------------------------------------------

  /** @param {View} view */
  go(view) {
    this.#closeSheet();
    this.#view = view;
    this.#showMain();
    this.focusHeading();
  }

  #showMain() {
    const { vault } = this;
    if (!vault) return;
    this.#list?.forget();
    this.#list = null;
    this.#editor?.settle();
    this.#editor = null;
    const views = /** @type {[View, string][]} */ ([['list', 'Entries'], ['calendar', 'Calendar'], ['plots', 'My plots'], ['settings', 'Settings']]);
    const nav = el('nav', { class: 'chips views', 'aria-label': 'Parts of the journal' }, ...views.map(([view, label]) =>
      el('button', { type: 'button', class: 'chip', 'aria-pressed': String(view === this.#view), click: () => this.go(view) }, label)));
    const show = (/** @type {Node[]} */ ...nodes) => this.show(...this.#trouble(), nav, ...nodes);
    switch (this.#view) {
      case 'calendar': return show(el('div', { class: 'narrow' }, calendar(this.index.all, day => { this.#question = { ...NOTHING, from: day, to: day }; this.go('list'); })));
      case 'plots': return show(el('h2', { class: 'hide', tabindex: '-1' }, 'My plots'), plots(this.index.all, this.#dials()));
      case 'settings': return this.showSettings();
      case 'exercises': return show(this.#exerciseList());
      default: return show(this.#desk());
    }
  }

  showSettings() {
    this.#view = 'settings';
    this.store.keys().then(({ slots }) => this.#showSettings(slots)).catch(fault => { if (fault instanceof Ended) this.lock(''); else this.complain('No connection. The settings need one; try again in a moment.'); });
  }

  /** @param {Slot[]} slots */
  async #showSettings(slots) {
    const { settings } = await import('./settings.js');
    if (!this.vault || this.#view !== 'settings') return;
    const views = /** @type {[View, string][]} */ ([['list', 'Entries'], ['calendar', 'Calendar'], ['plots', 'My plots'], ['settings', 'Settings']]);
    this.show(el('nav', { class: 'chips views', 'aria-label': 'Parts of the journal' }, ...views.map(([view, label]) =>
      el('button', { type: 'button', class: 'chip', 'aria-pressed': String(view === 'settings'), click: () => this.go(view) }, label))), settings(this, slots));
    this.focusHeading();
  }

  /** @param {Partial<Settings>} parts */
  setting(parts) {
    const { vault } = this;
    if (!vault) return;
    this.settings = { ...this.settings, ...parts };
    const id = [...vault.contents].find(([, content]) => content.kind === 'settings')?.[0] ?? crypto.randomUUID();
    vault.put(id, this.settings);
    vault.flush();
  }

  /** What is not as this journal left it, in plain words. @returns {Node[]} */
  #trouble() {
    const { vault } = this;
    if (!vault) return [];
    const { broken, missing, changed } = vault.trouble;
    if (!broken.length && !missing && !changed) return [];
    const words = [
      broken.length === 1 ? 'One record cannot be opened: it was changed outside of your journal, or moved from another place.' : broken.length ? `${broken.length} records cannot be opened: they were changed outside of your journal, or moved from another place.` : '',
      missing === 1 ? 'One record is missing that was there when you last wrote.' : missing ? `${missing} records are missing that were there when you last wrote.` : '',
      changed && !missing ? 'Something was put back to an earlier state, or added, that you did not write in this journal.' : '',
      'Everything else is whole and can be read. It can come from a backup that was put back, or from somebody who has the files of the server.',
    ];
    const accept = (/** @type {boolean} */ remove) => async () => {
      await vault.accept(remove);
      this.fill();
      this.#showMain();
    };
    return [aside('error', el('h2', {}, 'Something is not as you left it'), el('p', {}, words.filter(part => part).join(' ')), el('p', { class: 'flow' },
      button('Go on with what is here', { click: accept(false) }), broken.length > 0 && button('Remove what cannot be opened', { class: 'btn bare', click: accept(true) })))];
  }

  #desk() {
    const results = el('p', { class: 'small dim', role: 'status' });
    const search = el('input', { class: 'box', type: 'search', placeholder: 'Search everything', autocomplete: 'off', value: this.#question.words, 'data-search': true, input: () => { this.#question = { ...this.#question, words: search.value }; this.showList(); } });
    this.#list = new List(id => this.openEntry(id));
    this.#editor = new Editor(this);
    const desk = el('div', { class: 'desk' },
      el('div', { class: 'stack list' },
        el('label', { class: 'look' }, el('span', { class: 'hide' }, 'Search everything you wrote'), icon('search'), search),
        this.#filters(), results, this.#onThisDay(), this.#list.element, el('div', { 'data-empty': true })),
      this.#editor.element,
      el('p', { class: 'dim no-sheet' }, this.index.all.length ? 'An entry that you choose opens here.' : ''),
      el('datalist', { id: 'journal-behaviours' }, ...this.offered.map(name => el('option', { value: name }))));
    this.#editor.element.hidden = true;
    // What is on the page first is measured once it is there.
    queueMicrotask(() => this.showList());
    return desk;
  }

  #filters() {
    const select = (/** @type {string} */ label, /** @type {'mood' | 'tag' | 'behaviour'} */ which, /** @type {string[]} */ words, /** @type {(word: string) => string} */ nameOf = word => word) => {
      const box = el('select', { class: 'box', 'aria-label': label, change: () => this.#ask({ [which]: box.value }) }, el('option', { value: '' }, label), ...words.map(word => el('option', { value: word, selected: this.#question[which] === word }, nameOf(word))));
      return box;
    };
    const date = (/** @type {string} */ label, /** @type {'from' | 'to'} */ which) => {
      const box = el('input', { class: 'box', type: 'date', value: this.#question[which], change: () => this.#ask({ [which]: box.value }) });
      return el('label', { class: 'small' }, label, box);
    };
    const { words: _, ...rest } = this.#question;
    return el('details', { class: 'more filters', open: Object.values(rest).some(value => value) },
      el('summary', {}, 'Filter'),
      el('div', { class: 'stack' },
        select('Any mood', 'mood', this.index.used('moods')), select('Any tag', 'tag', this.index.used('tags')), select('About anything', 'behaviour', this.index.used('behaviours'), this.nameOf),
        el('div', { class: 'twins' }, date('From', 'from'), date('Until', 'to')),
        button('All entries', { class: 'btn bare', click: () => { this.#question = NOTHING; this.#showMain(); this.focusSearch(); } })));
  }

  /** @param {Partial<Question>} parts */
  #ask(parts) {
    this.#question = { ...this.#question, ...parts };
    this.showList();
  }

  #onThisDay() {
    const found = this.index.onThisDay(today()).slice(0, 3);
    return found.length ? el('section', { class: 'stack on-this-day' }, el('h2', { class: 'small' }, 'On this day'), ...found.map(({ id, entry }) =>
      el('button', { type: 'button', class: 'btn bare', click: () => this.openEntry(id) }, fullDay(entry.at)))) : el('div', { hidden: true });
  }

  showList() {
    if (!this.#list || !this.vault) return;
    const isAll = this.#question === NOTHING || !Object.values(this.#question).some(value => value);
    const found = isAll ? this.index.all : this.index.find(this.#question);
    this.#list.show(found, this.#editor?.id ?? '');
    const status = first(this.root, '.list > [role=status]');
    const words = isAll ? '' : found.length === 1 ? 'One entry' : `${found.length} entries`;
    if (status && status.textContent !== words) status.textContent = words;
    const empty = first(this.root, '[data-empty]');
    empty?.replaceChildren(...found.length ? [] : [el('div', { class: 'empty' }, ...isAll
      ? [el('p', {}, 'What you write stands here, newest first. Only you can open it.'), button('Write the first entry', { click: () => this.#write([]) })]
      : [el('p', {}, 'Nothing of what you wrote fits this.')])]);
  }

  focusSearch() { first(this.root, '[data-search]')?.focus({ preventScroll: true }); }

  /** Everything that shows entries, anew. */
  fill() {
    if (!this.vault) return;
    this.index.fill(this.vault.entries);
    this.showList();
  }

  /** @param {string} id */
  openEntry(id) {
    const entry = this.vault?.contents.get(id);
    if (entry?.kind === 'entry') this.#openSheet(id, entry, false);
  }

  /** @param {string[]} behaviours */
  #write(behaviours) {
    if (this.#view !== 'list') this.go('list');
    this.#openSheet(crypto.randomUUID(), newEntry({ behaviours }), true);
  }

  /** @param {string} id @param {Entry} entry @param {boolean} isWriting */
  #openSheet(id, entry, isWriting) {
    if (this.#view !== 'list' || !this.#editor) this.go('list');
    const editor = /** @type {Editor} */ (/** @type {unknown} */ (this.#editor));
    this.vault?.flush();
    editor.element.hidden = false;
    editor.open(id, entry, isWriting);
    this.#list?.mark(id);
    if (!this.root.hasAttribute('data-entry')) history.pushState(1, '', 'journal');
    this.root.toggleAttribute('data-entry', true);
    document.querySelector('.journal')?.toggleAttribute('data-entry', true);
    editor.focus();
    if (matchMedia('(max-width: 959px)').matches) scrollTo(0, 0);
  }

  #closeSheet() {
    this.#editor?.settle();
    this.vault?.flush();
    this.root.toggleAttribute('data-entry', false);
    document.querySelector('.journal')?.toggleAttribute('data-entry', false);
  }

  closeEntry() {
    if (history.state === 1) history.back();
    else this.#back();
  }

  #back() {
    if (!this.vault || !this.root.hasAttribute('data-entry')) return;
    const id = this.#editor?.id ?? '';
    this.#closeSheet();
    if (this.#editor) {
      this.#editor.element.hidden = true;
      this.#editor.id = '';
    }
    this.showList();
    /** @type {HTMLElement | null} */ (this.root.querySelector(`[data-id="${id}"]`) ?? this.root.querySelector('[data-search]'))?.focus();
  }

  /** @param {string} id @param {Entry} entry */
  removeEntry(id, entry) {
    const { vault } = this;
    if (!vault) return;
    vault.remove(id);
    vault.flush();
    if (this.#editor) this.#editor.id = '';
    this.closeEntry();
    this.fill();
    this.#say(aside('info', el('p', { class: 'flow' }, 'The entry is deleted.', button('Undo', { click: () => {
      const back = crypto.randomUUID();
      vault.put(back, entry);
      vault.flush();
      this.fill();
      this.#note.replaceChildren();
      this.openEntry(back);
    } }))));
  }

  // ---- The exercises ---------------------------------------------------------------------------------------------------

  /** @returns {{ exercise: string, name: string, dials: Dial[] }[]} */
  #dials() {
    return (this.#exercises?.exercises ?? []).flatMap((/** @type {any} */ exercise) => {
      const dials = (exercise.steps ?? []).filter((/** @type {any} */ step) => step.kind === 'sliders' && step.overTime)
        .flatMap((/** @type {any} */ step) => step.sliders.map((/** @type {any} */ slider) => ({ key: slider.key, step: step.key, left: slider.left, right: slider.right })));
      return dials.length ? [{ exercise: exercise.key, name: exercise.name, dials }] : [];
    });
  }

  /** @param {string} key @returns {[string, Progress] | undefined} */
  #progressOf(key) {
    return /** @type {[string, Progress] | undefined} */ ([...this.vault?.contents ?? []].find(([, content]) => content.kind === 'progress' && content.exercise === key));
  }

  #exerciseList() {
    const wanted = this.root.dataset.exercise;
    this.root.dataset.exercise = '';
    if (!this.#exercises) return el('div', { class: 'empty' }, el('p', {}, 'The exercises cannot be loaded right now. Nothing is lost.'), button('All entries', { click: () => this.go('list') }));
    const exercises = /** @type {any[]} */ (this.#exercises.exercises);
    const chosen = exercises.find(exercise => exercise.key === wanted);
    if (chosen) queueMicrotask(() => this.#openExercise(chosen));
    return el('div', { class: 'stack wide' },
      el('h2', { tabindex: '-1' }, 'Exercises'),
      el('p', { class: 'dim narrow' }, 'Each is a few questions, for you alone. You can stop at any point and go on later; at the end stands an entry of your journal. None of them is scored.'),
      el('div', { class: 'exercise-grid' }, ...this.#exercises.sections.map((/** @type {any} */ section) => el('section', { class: 'stack' }, el('h3', {}, section.title),
        el('div', { class: 'paper rows' }, ...exercises.filter(exercise => exercise.section === section.key).map(exercise =>
          el('button', { type: 'button', class: 'line plain over', click: () => this.#openExercise(exercise) },
            el('span', {}, el('b', {}, exercise.name), el('small', {}, this.#progressOf(exercise.key) ? 'You are in the middle of it' : `About ${exercise.minutes} minutes`)))))))));
  }

  /** @param {any} exercise */
  async #openExercise(exercise) {
    await import(/** @type {string} */ ('./exercise.js'));
    const { vault } = this;
    if (!vault) return;
    const view = /** @type {any} */ (document.createElement('exercise-view'));
    const before = this.#progressOf(exercise.key);
    const id = before?.[0] ?? crypto.randomUUID();
    const leave = () => {
      vault.flush();
      this.go('exercises');
    };
    this.show(view);
    const earlier = this.index.all.filter(({ entry }) => entry.exercise === exercise.key && entry.answers).slice(0, 3).reverse()
      .map(({ entry }) => ({ date: entry.at.slice(0, 10), steps: entry.answers?.steps ?? {} }));
    view.open(exercise, this.#exercises.gates, { ...before?.[1].answers, earlier }, {
      changed: (/** @type {Record<string, unknown>} */ answers) => vault.put(id, { kind: 'progress', exercise: exercise.key, answers, at: new Date().toISOString() }),
      finished: (/** @type {{ title: string, markdown: string, answers: Record<string, unknown>, behaviours: string[] }} */ { title, markdown, answers, behaviours }) => {
        vault.remove(id);
        const entry = crypto.randomUUID();
        vault.put(entry, newEntry({ text: markdown, title, exercise: exercise.key, answers, behaviours }));
        vault.flush();
        this.fill();
        this.go('list');
        this.openEntry(entry);
      },
      stopped: leave,
    });
  }
}

const root = /** @type {HTMLElement} */ (document.getElementById('journal'));
if (isSecureContext && crypto.subtle) new App(root).start();
else /** @type {HTMLElement} */ (document.querySelector('[data-insecure]')).hidden = false;
