// One exercise, one step at a time. It keeps nothing and talks to nobody: whoever opens it hands it what was written so far
// and is told of every change. The journal seals that and stores it.

/** @typedef {{ key: string, text: string, hint?: string }} Part */
/** @typedef {Part & { date?: boolean, isDate?: boolean }} Box */
/** @typedef {Part & { then?: string, gate?: string }} Option */
/** @typedef {{ key: string, left: string, right: string }} Slider */
/** @typedef {{ key: string, title: string, parts: Part[] }} TickList */
/**
 * A step as the definitions have it. What it has besides key, kind, title and hint depends on its kind.
 * @typedef {{ key: string, kind: string, title: string, hint?: string, boxes?: Box[], options?: Option[], many?: boolean, other?: string,
 *   overTime?: boolean, row?: string, rows?: number, of?: string | string[], box?: string, tick?: string, gate?: string, answers?: Part[],
 *   sliders?: Slider[], bars?: Part[], shares?: Part[], lists?: TickList[], paths?: Part[], asks?: Part[], stations?: Part[],
 *   facing?: string, cards?: Part[], piles?: Part[] }} Step
 */
/**
 * @typedef {{ key: string, section: string, name: string, minutes: number, about: string, forTwo?: boolean, steps: Step[], closing: string,
 *   behaviours: Part[], lessons: Part[], scripts: Part[] }} Exercise
 */
/**
 * @typedef {{ title: string, says: string[], questions: { ask: string, leadsOn: 'yes' | 'no' }[], whatFollows: string, steps: string[],
 *   leadsTo: string[], signs: { hit: string, unless?: string }[] }} Gate
 */
/** @typedef {{ id: string, text: string }} Row */
/**
 * What was answered at one step. Which parts it has depends on the step's kind: boxes and stations write `text`, a choice `chosen` and
 * `other`, a list `rows`, a step for each row `each`, sliders `places` (0 is the left end, 100 the right), bars `shares`, two lists
 * `ticked` and `text`, paths `paths`, sorting `piles`, picking `behaviour` and `other`. A gate has no answer.
 * @typedef {{ text?: Record<string, string>, chosen?: string[], other?: string, rows?: Row[], each?: Record<string, string>,
 *   places?: Record<string, number>, shares?: Record<string, Record<string, number>>, ticked?: Record<string, string[]>,
 *   paths?: Record<string, Record<string, string>>, piles?: Record<string, string>, behaviour?: string }} Answer
 */
/**
 * An earlier entry of the same exercise: its day (2026-11-03) and its steps.
 * @typedef {{ date: string, steps: Record<string, Answer> }} Earlier
 */
/**
 * Everything of one exercise, as plain JSON. `earlier` is given by the journal when it opens an exercise, the oldest first; at most the
 * last three are shown. It is not part of what is handed back.
 * @typedef {{ exercise?: string, at?: number, steps?: Record<string, Answer>, earlier?: Earlier[] }} Answers
 */
/**
 * @typedef {{ changed: (answers: Answers) => void, stopped: () => void,
 *   finished: (entry: { title: string, markdown: string, answers: Answers, behaviours: string[] }) => void }} Callbacks
 */
/**
 * A few lines of what was answered, for reading back: a label, lines, and whether a person wrote them.
 * @typedef {{ label?: string, lines: string[], own: boolean, list?: boolean }} Block
 */

/** @type {{ key: string, text: string, glyph: string }[]} */
const ZONES = [
  { key: 'within-bounds', text: 'Within bounds', glyph: 'w' },
  { key: 'gray-zone', text: 'Gray zone', glyph: 'g' },
  { key: 'clearly-objectionable', text: 'Clearly objectionable', glyph: 'o' },
  { key: 'depends', text: 'It depends', glyph: '' },
];
const AMOUNTS = ['nothing', 'a little', 'some', 'a good part', 'most'];
const SHOWN_EARLIER = 3;
const SAFETY_FIRST = 'Your safety comes first';
const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {
  back: 'M20 11H7.83l5.59-5.59L12 4l-8 8 8 8 1.41-1.41L7.83 13H20v-2z',
  lock: 'M18 8h-1V6c0-2.76-2.24-5-5-5S7 3.24 7 6v2H6c-1.1 0-2 .9-2 2v10c0 1.1.9 2 2 2h12c1.1 0 2-.9 2-2V10c0-1.1-.9-2-2-2zM9 6c0-1.66 1.34-3 3-3s3 1.34 3 3v2H9V6zm9 14H6V10h12v10zm-6-3c1.1 0 2-.9 2-2s-.9-2-2-2-2 .9-2 2 .9 2 2 2z',
  close: 'M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z',
  add: 'M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6v2z',
};

let made = 0;
/** A name that no other element on the page has. */
const unique = () => `ex-${++made}`;

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | undefined>} attributes
 * @param {(Node | string | null | undefined | false)[]} children
 */
const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @param {(Node | string | null | undefined | false)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
const html = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
};

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | undefined>} [attributes]
 * @param {(Node | string | null | undefined | false)[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
};

/** @param {keyof typeof ICONS} name @param {string} [size] */
const icon = (name, size = '') => svg('svg', { class: `mud-icon-root ${size}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));
const SMALL = 'mud-icon-size-small';

/**
 * A picture that is named and described for whoever does not see it.
 * @param {string} title @param {string} desc @param {Record<string, string | number>} attributes @param {(Node | null | false)[]} children
 */
const picture = (title, desc, attributes, ...children) => {
  const [titleId, descId] = [unique(), unique()];
  return svg('svg', { role: 'img', 'aria-labelledby': titleId, 'aria-describedby': descId, ...attributes },
    svg('title', { id: titleId }, title), svg('desc', { id: descId }, desc), ...children);
};

/** @param {string} text @param {string} words @param {() => void} act */
const button = (text, words, act) => {
  const made = html('button', { type: 'button', class: `btn ${words}` }, text);
  made.addEventListener('click', act);
  return made;
};

/** Whatever somebody typed, without halves of characters. @param {string} text */
const whole = text => /** @type {{ toWellFormed?: () => string }} */ (/** @type {unknown} */ (text)).toWellFormed?.() ?? text;

/** @param {string | undefined} text */
const has = text => Boolean(text?.trim());

/** @param {string} day */
const inWords = day => {
  const date = new Date(`${day}T12:00:00`);
  return Number.isNaN(date.getTime()) ? day : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
};

/** Where a slider stands, in words. @param {Slider} slider @param {number} place */
const placeInWords = (slider, place) =>
  place <= 5 ? `at “${slider.left}”`
  : place < 40 ? `nearer to “${slider.left}” than to “${slider.right}”`
  : place <= 60 ? `between “${slider.left}” and “${slider.right}”`
  : place < 95 ? `nearer to “${slider.right}” than to “${slider.left}”`
  : `at “${slider.right}”`;

/** @param {Record<string, number> | undefined} shares @param {Part[]} among */
const sharesInWords = (shares, among) => among
  .filter(share => shares?.[share.key])
  .sort((a, b) => (shares?.[b.key] ?? 0) - (shares?.[a.key] ?? 0))
  .map(share => `${AMOUNTS[shares?.[share.key] ?? 0]} to ${share.text}`)
  .join(', ');

/**
 * The sentences of a text, each with the mark that ends it, and with straight quotation marks: the signs are written for these.
 * @param {string} text
 */
const sentencesOf = text => text.replace(/[’‘‛ʼ]/g, '\'').replace(/[“”„«»]/g, '"').split(/(?<=[\n\r])|(?<=[.?!])(?=\s)/).map(sentence => sentence.trim()).filter(Boolean);

/**
 * The first gate of which a text shows a sign. It is looked for here, in the page, and the text goes nowhere for it.
 * @param {string} text
 * @param {Record<string, Gate>} gates
 * @returns {string | null}
 */
export const gateShownBy = (text, gates) => {
  const sentences = sentencesOf(text);
  // A word about not wanting to live comes before all others.
  const ids = Object.keys(gates).filter(id => gates[id].signs.length > 0).sort((a, b) => Number(b === 'GT9') - Number(a === 'GT9'));
  return ids.find(id => gates[id].signs.some(sign => {
    const hit = new RegExp(sign.hit, 'i');
    const unless = sign.unless ? new RegExp(sign.unless, 'i') : null;
    return sentences.some(sentence => hit.test(sentence) && !unless?.test(sentence));
  })) ?? null;
};

/** @param {Step} step @param {Record<string, Step>} all @param {Record<string, Answer>} answers @returns {{ id: string, text: string, own: boolean }[]} */
const rowsOf = (step, all, answers) => {
  const of = all[/** @type {string} */ (step.of)];
  const answer = answers[of.key] ?? {};
  return of.kind === 'list'
    ? (answer.rows ?? []).filter(row => has(row.text)).map(row => ({ ...row, own: true }))
    : (of.cards ?? []).filter(card => answer.piles?.[card.key]).map(card => ({ id: card.key, text: card.text, own: false }));
};

/**
 * What was answered at a step, for reading back. Nothing is worked out of it.
 * @param {Step} step @param {Record<string, Step>} all @param {Record<string, Answer>} answers
 * @returns {Block[]}
 */
const readBack = (step, all, answers) => {
  const answer = answers[step.key] ?? {};
  /** @param {Part[]} boxes @param {Record<string, string>} [text] @returns {Block[]} */
  const written = (boxes, text = {}) => boxes.filter(box => has(text[box.key])).map(box => ({ label: box.text, lines: [text[box.key].trim()], own: true }));
  /** @param {string | undefined} label @returns {Block[]} */
  const other = label => has(answer.other) ? [{ label, lines: [/** @type {string} */ (answer.other).trim()], own: true }] : [];
  switch (step.kind) {
    case 'text': return (step.boxes ?? []).filter(box => has(answer.text?.[box.key])).map(box => ({
      label: box.text, lines: [box.isDate ? inWords(answer.text?.[box.key] ?? '') : (answer.text?.[box.key] ?? '').trim()], own: !box.isDate,
    }));
    case 'loop': return written(step.stations ?? [], answer.text);
    case 'choice': {
      const chosen = (step.options ?? []).filter(option => answer.chosen?.includes(option.key)).map(option => option.text);
      return [...(chosen.length ? [{ lines: chosen, own: false, list: chosen.length > 1 }] : []), ...other(step.other)];
    }
    case 'list': {
      const rows = (answer.rows ?? []).filter(row => has(row.text)).map(row => row.text.trim());
      return rows.length ? [{ label: step.row, lines: rows, own: true, list: true }] : [];
    }
    case 'each': return rowsOf(step, all, answers).filter(row => has(answer.each?.[row.id])).map(row => {
      const said = /** @type {string} */ (answer.each?.[row.id]);
      return { label: row.text, lines: [step.answers?.find(part => part.key === said)?.text ?? (step.tick ? step.tick : said.trim())], own: Boolean(step.box) };
    });
    case 'sliders': return (step.sliders ?? []).flatMap(slider => {
      const place = answer.places?.[slider.key];
      return place === undefined ? [] : [{ lines: [placeInWords(slider, place)], own: false }];
    });
    case 'bars': return (step.bars ?? []).flatMap(bar => {
      const words = sharesInWords(answer.shares?.[bar.key], step.shares ?? []);
      return words ? [{ label: bar.text, lines: [words], own: false }] : [];
    });
    case 'two-lists': return (step.lists ?? []).flatMap(list => {
      const ticked = list.parts.filter(part => answer.ticked?.[list.key]?.includes(part.key)).map(part => part.text);
      const own = answer.text?.[list.key];
      return [
        ...(ticked.length ? [{ label: list.title, lines: ticked, own: false, list: true }] : []),
        ...(has(own) ? [{ label: ticked.length ? undefined : list.title, lines: [/** @type {string} */ (own).trim()], own: true }] : []),
      ];
    });
    case 'paths': return (step.paths ?? []).flatMap(path => written((step.asks ?? []).map(ask => ({ key: ask.key, text: `${path.text}: ${ask.text.charAt(0).toLowerCase()}${ask.text.slice(1)}` })), answer.paths?.[path.key]));
    case 'sort': return pilesOf(step).flatMap(pile => {
      const cards = (step.cards ?? []).filter(card => answer.piles?.[card.key] === pile.key).map(card => card.text);
      return cards.length ? [{ label: pile.text, lines: cards, own: false, list: true }] : [];
    });
    case 'pick': {
      const card = (step.cards ?? []).find(card => card.key === answer.behaviour);
      return [...(card ? [{ lines: [card.text], own: false }] : []), ...other(undefined)];
    }
    default: return [];
  }
};

/** @param {Step} step */
const pilesOf = step => step.piles?.length ? step.piles.map(pile => ({ ...pile, glyph: '' })) : ZONES;

/** @param {Block[]} blocks */
const asMarkdown = blocks => blocks.map(block => {
  const label = block.label ? `**${block.label}**\n\n` : '';
  const lines = block.list ? block.lines.map(line => `- ${line.replace(/\n/g, '\n  ')}`).join('\n') : block.lines.join('\n\n');
  return label + lines;
}).join('\n\n');

/** @param {Block[]} blocks */
const asNodes = blocks => blocks.map(block => html('div', { class: 'ex-said' },
  block.label ? html('p', { class: 'small dim' }, block.label) : null,
  block.list
    ? html('ul', { class: block.own ? 'said' : '' }, ...block.lines.map(line => html('li', {}, line)))
    : html('p', { class: block.own ? 'said' : '' }, block.lines.join('\n'))));

/** Walks a person through one exercise. */
export class ExerciseView extends HTMLElement {
  /** @type {Exercise | null} */ #exercise = null;
  /** @type {Record<string, Gate>} */ #gates = {};
  /** @type {Callbacks | null} */ #callbacks = null;
  /** @type {Record<string, Answer>} */ #answers = {};
  /** @type {Earlier[]} */ #earlier = [];
  /** @type {Record<string, Step>} */ #steps = {};
  /** The step on the screen; -1 is what it is for, and one past the last is the end. */
  #at = -1;
  /** Gates at whose signs somebody was stopped once since it was opened. It is forgotten with the page. @type {Set<string>} */
  #shown = new Set();
  /** Looked at before one leaves the step; false stays. @type {() => boolean} */
  #leave = () => true;
  /** @type {HTMLElement} */ #help = html('div');

  /**
   * Opens an exercise.
   * @param {Exercise} exercise From the definitions.
   * @param {Record<string, Gate>} gates From the definitions.
   * @param {Answers | null} answers What was answered so far; null to begin. Of `earlier` only the last three are shown.
   * @param {Callbacks} callbacks
   */
  open(exercise, gates, answers, callbacks) {
    this.#exercise = exercise;
    this.#gates = gates;
    this.#callbacks = callbacks;
    this.#answers = structuredClone(answers?.steps ?? {});
    this.#earlier = (answers?.earlier ?? []).slice(-SHOWN_EARLIER);
    this.#steps = Object.fromEntries(exercise.steps.map(step => [step.key, step]));
    this.#shown = new Set();
    this.classList.add('ex-open');
    this.#at = -1;
    this.#showBegin(Math.min(Math.max(answers?.at ?? 0, 0), exercise.steps.length));
  }

  /** Takes everything off the screen. */
  close() {
    this.#answers = {};
    this.#earlier = [];
    this.#exercise = null;
    this.#callbacks = null;
    this.classList.remove('ex-open');
    this.replaceChildren();
  }

  /** What is taken out of the page is forgotten. */
  disconnectedCallback() {
    this.close();
  }

  /** @returns {Exercise} */
  get #it() {
    if (!this.#exercise) throw new Error('No exercise is open.');
    return this.#exercise;
  }

  /** @returns {Answers} */
  #handed() {
    return { exercise: this.#it.key, at: Math.max(this.#at, 0), steps: structuredClone(this.#answers) };
  }

  #changed() {
    if (this.#exercise) this.#callbacks?.changed(this.#handed());
  }

  /** What was answered at a step, to be changed. @param {Step} step */
  #answer(step) {
    return this.#answers[step.key] ??= {};
  }

  // The frame ---------------------------------------------------------------------------------------------

  /**
   * @param {string} above @param {string} title @param {string | undefined} hint @param {(Node | null | false)[]} body @param {(Node | null | false)[]} foot
   */
  #show(above, title, hint, body, foot) {
    const heading = html('h1', { tabindex: '-1' }, title);
    this.#help = html('div', { class: 'ex-helps', role: 'status' });
    const atStep = this.#at >= 0 && this.#at < this.#it.steps.length;
    const share = (this.#at + 1) / this.#it.steps.length;
    const line = html('i');
    line.style.width = `${Math.round(share * 100)}%`;
    this.replaceChildren(
      html('div', { class: 'ex-top' },
        html('p', { class: 'small dim' }, above),
        this.#at >= 0 && button('Stop here', 'bare', () => this.#callbacks?.stopped()),
        atStep && html('div', { class: 'line-progress', 'aria-hidden': 'true' }, line)),
      html('div', { class: 'ex-head' }, heading, hint ? html('p', { class: 'dim ex-hint' }, hint) : null),
      html('div', { class: 'ex-body' }, ...body.filter(part => part !== false)),
      this.#help,
      html('div', { class: 'steps' }, ...foot.filter(part => part !== false)));
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** @param {number} at */
  #go(at) {
    this.#at = at;
    this.#leave = () => true;
    this.#changed();
    if (at < this.#it.steps.length) this.#showStep(this.#it.steps[at]);
    else this.#showEnd();
  }

  /** @param {number} resume */
  #showBegin(resume) {
    const it = this.#it;
    const began = resume > 0 || Object.keys(this.#answers).length > 0;
    this.#show(
      `About ${it.minutes} minutes`,
      it.name,
      undefined,
      [
        html('p', { class: 'see only ex-only' }, icon('lock', SMALL), 'Only you. Not your partner, not the server.'),
        html('p', { class: 'lead ex-about' }, it.about),
        html('p', { class: 'small dim ex-about' }, it.forTwo
          ? 'This form is for you alone. You can bring it to a talk, in your own words. You can skip any step, and stop at each one.'
          : 'You can skip any step, and stop at each one. What you wrote stays in your journal.'),
      ],
      [
        button('Not now', '', () => this.#callbacks?.stopped()),
        button(began ? 'Go on where I stopped' : 'Begin', 'fill', () => this.#go(resume)),
      ]);
  }

  /** @param {Step} step */
  #showStep(step) {
    const last = this.#at === this.#it.steps.length - 1;
    const on = () => { if (this.#leave()) this.#go(this.#at + 1); };
    const back = button('', 'back', () => this.#at === 0 ? this.#showBeginAgain() : this.#go(this.#at - 1));
    back.setAttribute('aria-label', 'Back');
    back.append(icon('back'));
    this.#show(
      `${this.#it.name}, step ${this.#at + 1} of ${this.#it.steps.length}`,
      step.title,
      step.hint,
      [],
      [back, button('Skip', '', on), button(last ? 'Read it through' : 'Next', 'fill', on)]);
    const body = /** @type {HTMLElement} */ (this.querySelector('.ex-body'));
    body.append(...this.#partsOf(step).filter(part => part !== null));
    if (step.kind !== 'gate') this.#leave = () => !this.#finds(body);
  }

  #showBeginAgain() {
    this.#at = -1;
    this.#showBegin(0);
  }

  #showEnd() {
    const it = this.#it;
    const parts = it.steps.map(step => ({ step, blocks: step.kind === 'read-back' ? [] : readBack(step, this.#steps, this.#answers) })).filter(part => part.blocks.length > 0);
    const back = button('', 'back', () => this.#go(this.#at - 1));
    back.setAttribute('aria-label', 'Back');
    back.append(icon('back'));
    const links = [
      ...it.lessons.map(lesson => ({ href: `learn/${lesson.key}`, text: lesson.text })),
      ...it.behaviours.map(behaviour => ({ href: `spectrum/${behaviour.key}`, text: behaviour.text })),
      ...it.scripts.map(script => ({ href: `scripts/${script.key}`, text: `A guided talk: ${script.text}` })),
    ];
    this.#show(
      it.name,
      parts.length ? 'What you wrote' : 'Nothing is written yet',
      parts.length ? undefined : 'That is fine. Sometimes reading the questions is enough.',
      [
        ...parts.map(({ step, blocks }) => html('section', { class: 'ex-part' }, html('h2', {}, step.title), ...asNodes(blocks))),
        html('p', { class: 'lead ex-closing' }, it.closing),
        links.length > 0 && html('div', { class: 'ex-links small' }, html('p', { class: 'dim' }, 'To read on, when you like'),
          html('ul', {}, ...links.map(link => html('li', {}, html('a', { href: link.href }, link.text))))),
      ],
      [
        back,
        parts.length > 0
          ? button('Keep it in my journal', 'fill', () => this.#callbacks?.finished({
            title: it.name,
            markdown: parts.map(({ step, blocks }) => `## ${step.title}\n\n${asMarkdown(blocks)}`).join('\n\n'),
            answers: this.#handed(),
            behaviours: it.steps.flatMap(step => this.#answers[step.key]?.behaviour ?? []),
          }))
          : button('Close without an entry', 'fill', () => this.#callbacks?.stopped()),
      ]);
  }

  // Safety ------------------------------------------------------------------------------------------------

  /**
   * Shows what follows at a gate, in place. Nothing of it is kept.
   * @param {string} id @param {boolean} [follow] Whether the focus goes there. @param {string} [above] What stands above it, where an answer and no text opened it.
   */
  #showHelp(id, follow = false, above) {
    const gate = this.#gates[id];
    if (!gate) return;
    const title = html('h2', { id: unique(), tabindex: '-1' }, above ?? gate.title);
    const panel = html('section', { class: 'ex-help', 'aria-labelledby': title.id },
      title,
      ...(gate.questions.length ? [] : gate.says).map(said => html('p', {}, said)),
      html('p', {}, gate.whatFollows),
      html('ul', {}, ...gate.steps.map(step => html('li', {}, step))),
      html('p', {}, html('a', { class: 'btn', href: 'help' }, 'Open the help page')),
      html('p', { class: 'small dim' }, 'You can go on, skip, or stop here. Nothing of this is kept, and your words stay as they are.'));
    this.#help.replaceChildren(panel);
    this.querySelector('.ex-loop')?.setAttribute('hidden', '');
    if (!follow) return;
    panel.scrollIntoView({ block: 'nearest' });
    title.focus();
  }

  #hideHelp() {
    this.#help.replaceChildren();
    this.querySelector('.ex-loop')?.removeAttribute('hidden');
  }

  /** Whether what is written on the screen shows a sign of a gate that was not shown yet; then it is shown. @param {HTMLElement} body */
  #finds(body) {
    const text = [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (body.querySelectorAll('textarea'))].map(box => box.value).join('\n');
    const id = gateShownBy(text, this.#gates);
    if (!id || this.#shown.has(id)) return false;
    this.#shown.add(id);
    this.#showHelp(id, true);
    return true;
  }

  // Writing -----------------------------------------------------------------------------------------------

  /**
   * A box to write in, with its label above it.
   * @param {Part & { isDate?: boolean }} part @param {string | undefined} value @param {(value: string) => void} write @param {{ rows?: number, said?: Node }} [how]
   */
  #field(part, value, write, how = {}) {
    const id = unique();
    const box = part.isDate
      ? html('input', { type: 'date', class: 'box ex-date', id })
      : html('textarea', { class: 'box said', id, rows: how.rows ?? 3, autocomplete: 'off' });
    box.value = value ?? '';
    const hint = part.hint ? html('span', { class: 'help', id: unique() }, part.hint) : null;
    if (hint) box.setAttribute('aria-describedby', hint.id);
    box.addEventListener('input', () => { write(whole(box.value)); this.#changed(); });
    box.addEventListener('change', () => {
      const found = part.isDate ? null : gateShownBy(box.value, this.#gates);
      if (found && !this.#shown.has(found)) this.#showHelp(found);
    });
    return html('div', { class: 'field' }, html('label', { for: id }, how.said ?? part.text), hint, box);
  }

  /**
   * A thing to choose or tick, as a row that is all label.
   * @param {string} type @param {string} name @param {string} text @param {boolean} checked @param {(checked: boolean) => void} write
   */
  #tick(type, name, text, checked, write) {
    const input = html('input', { type, name });
    input.checked = checked;
    input.addEventListener('change', () => write(input.checked));
    return html('label', { class: 'ex-tick' }, input, html('span', {}, text));
  }

  /**
   * A few words of which one is chosen.
   * @param {string} label @param {Part[]} parts @param {string | undefined} chosen @param {(key: string) => void} write
   */
  #words(label, parts, chosen, write) {
    const name = unique();
    return html('div', { class: 'ex-words', role: 'radiogroup', 'aria-label': label }, ...parts.map(part => {
      const input = html('input', { type: 'radio', name });
      input.checked = part.key === chosen;
      input.addEventListener('change', () => { write(part.key); this.#changed(); });
      return html('label', {}, input, html('span', {}, part.text));
    }));
  }

  // The kinds of step -------------------------------------------------------------------------------------

  /** @param {Step} step @returns {(Node | null)[]} */
  #partsOf(step) {
    switch (step.kind) {
      case 'text': return this.#text(step);
      case 'choice': return this.#choice(step);
      case 'list': return this.#list(step);
      case 'each': return this.#each(step);
      case 'sliders': return this.#sliders(step);
      case 'bars': return this.#bars(step);
      case 'two-lists': return this.#twoLists(step);
      case 'paths': return this.#paths(step);
      case 'loop': return this.#loop(step);
      case 'sort': return this.#sort(step);
      case 'pick': return this.#pick(step);
      case 'read-back': return this.#readBack(step);
      case 'gate': return this.#gate(step);
      default: throw new Error(`"${step.kind}" is not a kind of step.`);
    }
  }

  /** @param {Step} step */
  #text(step) {
    const boxes = step.boxes ?? [];
    return boxes.map(box => this.#field(box, this.#answers[step.key]?.text?.[box.key], value => {
      const answer = this.#answer(step);
      answer.text = { ...answer.text, [box.key]: value };
    }, { rows: boxes.length > 2 ? 2 : 3 }));
  }

  /** @param {Step} step */
  #choice(step) {
    const options = step.options ?? [];
    const name = unique();
    const thens = html('div', { class: 'ex-thens', role: 'status' });
    const group = html('div', { class: 'ex-choice', role: step.many ? 'group' : 'radiogroup', 'aria-label': step.title });
    /** Chosen on the screen, but kept nowhere. @type {Set<string>} */
    const unkept = new Set();
    const sayThens = () => thens.replaceChildren(...options
      .filter(option => option.then && this.#answers[step.key]?.chosen?.includes(option.key))
      .map(option => html('p', { class: 'ex-then' }, /** @type {string} */ (option.then))));
    for (const option of options) {
      group.append(this.#tick(step.many ? 'checkbox' : 'radio', name, option.text, this.#answers[step.key]?.chosen?.includes(option.key) ?? false, checked => {
        const answer = this.#answer(step);
        const rest = step.many ? (answer.chosen ?? []).filter(key => key !== option.key) : [];
        answer.chosen = checked && !option.gate ? options.map(one => one.key).filter(key => rest.includes(key) || key === option.key) : rest;
        if (!step.many) unkept.clear();
        if (option.gate && checked) unkept.add(option.gate);
        else if (option.gate) unkept.delete(option.gate);
        const [gate] = unkept;
        if (gate) this.#showHelp(gate, false, SAFETY_FIRST);
        else this.#hideHelp();
        sayThens();
        this.#changed();
      }));
    }
    sayThens();
    const open = step.many ? null : button('Leave this open', 'bare', () => {
      delete this.#answer(step).chosen;
      group.querySelectorAll('input').forEach(input => { input.checked = false; });
      unkept.clear();
      this.#hideHelp();
      sayThens();
      this.#changed();
    });
    const other = step.other ? this.#field({ key: 'other', text: step.other }, this.#answers[step.key]?.other, value => { this.#answer(step).other = value; }, { rows: 2 }) : null;
    return [group, open, thens, other, step.overTime ? this.#earlierChoices(step) : null];
  }

  /** @param {Step} step */
  #earlierChoices(step) {
    const before = this.#earlier.map(entry => ({ date: entry.date, blocks: readBack(step, this.#steps, entry.steps) })).filter(entry => entry.blocks.length > 0);
    return before.length === 0 ? null : html('section', { class: 'ex-earlier' }, html('h2', {}, 'The last times'), ...before.map(entry =>
      html('div', { class: 'ex-part' }, html('p', { class: 'small dim' }, inWords(entry.date)), ...asNodes(entry.blocks))));
  }

  /** @param {Step} step */
  #list(step) {
    const rows = html('ul', { class: 'ex-rows' });
    const answer = this.#answer(step);
    const mine = answer.rows ??= [];
    const fresh = () => ({ id: `r${mine.reduce((most, row) => Math.max(most, Number(row.id.slice(1))), 0) + 1}`, text: '' });
    while (mine.length < (step.rows ?? 1)) mine.push(fresh());
    const label = step.row ?? '';
    /** @param {Row} row @param {boolean} follow */
    const add = (row, follow) => {
      const box = html('textarea', { class: 'box said', rows: 1, 'aria-label': label, autocomplete: 'off' });
      box.value = row.text;
      box.addEventListener('input', () => { row.text = whole(box.value); this.#changed(); });
      box.addEventListener('change', () => {
        const found = gateShownBy(box.value, this.#gates);
        if (found && !this.#shown.has(found)) this.#showHelp(found);
      });
      const take = button('', 'bare ex-icon', () => {
        const at = mine.indexOf(row);
        mine.splice(at, 1);
        item.remove();
        /** @type {HTMLElement | null} */ (rows.children[Math.max(at - 1, 0)]?.querySelector('textarea') ?? more)?.focus();
        this.#changed();
      });
      take.setAttribute('aria-label', 'Take this row away');
      take.append(icon('close', SMALL));
      const item = html('li', {}, box, take);
      box.addEventListener('keydown', event => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        const next = /** @type {HTMLElement | null | undefined} */ (item.nextElementSibling?.querySelector('textarea'));
        if (next) next.focus();
        else if (has(row.text)) addNew();
      });
      rows.append(item);
      if (follow) box.focus();
    };
    const addNew = () => { const row = fresh(); mine.push(row); add(row, true); };
    mine.forEach(row => add(row, false));
    const more = button('Another one', 'bare', addNew);
    more.prepend(icon('add', SMALL));
    return [html('div', { class: 'field' }, html('p', { class: 'ex-label', 'aria-hidden': 'true' }, label), rows, html('div', {}, more))];
  }

  /** @param {Step} step */
  #each(step) {
    const rows = rowsOf(step, this.#steps, this.#answers);
    if (rows.length === 0) return [html('p', { class: 'empty' }, 'There is nothing to go through here yet. You can go back a step, or go on.')];
    const ticked = new Set();
    return [html('div', { class: 'ex-each' }, ...rows.map(row => {
      const said = html('span', { class: row.own ? 'said' : 'ex-card' }, row.text);
      const value = this.#answers[step.key]?.each?.[row.id];
      /** @param {string} text */
      const write = text => { const answer = this.#answer(step); answer.each = { ...answer.each, [row.id]: text }; };
      if (step.box) {
        const box = this.#field({ key: row.id, text: step.box }, value, write, { rows: 2, said: html('span', {}, said, html('span', { class: 'help' }, step.box)) });
        return html('div', { class: 'ex-one' }, box);
      }
      if (step.tick) {
        const tick = this.#tick('checkbox', unique(), step.tick, !step.gate && Boolean(value), checked => {
          if (!step.gate) { write(checked ? 'yes' : ''); this.#changed(); return; }
          if (checked) ticked.add(row.id);
          else ticked.delete(row.id);
          if (ticked.size > 0) this.#showHelp(step.gate, false, SAFETY_FIRST);
          else this.#hideHelp();
        });
        tick.querySelector('input')?.setAttribute('aria-label', `${row.text}: ${step.tick}`);
        return html('div', { class: 'ex-one' }, said, tick);
      }
      return html('div', { class: 'ex-one' }, said, this.#words(row.text, step.answers ?? [], value, write));
    }))];
  }

  /** @param {Step} step */
  #sliders(step) {
    const sliders = step.sliders ?? [];
    const plot = html('div', { class: 'ex-plot' });
    const draw = () => plot.replaceChildren(...(step.overTime ? sliders.map(slider => this.#dial(step, slider)).filter(one => one !== null) : []));
    draw();
    return [
      ...sliders.map(slider => {
        const place = this.#answers[step.key]?.places?.[slider.key];
        const input = html('input', { type: 'range', min: 0, max: 100, step: 5, 'aria-label': `From “${slider.left}” to “${slider.right}”` });
        input.value = String(place ?? 50);
        const say = () => {
          const now = this.#answers[step.key]?.places?.[slider.key];
          input.setAttribute('aria-valuetext', now === undefined ? 'not placed yet' : placeInWords(slider, now));
          input.classList.toggle('ex-unplaced', now === undefined);
        };
        const write = () => {
          const answer = this.#answer(step);
          answer.places = { ...answer.places, [slider.key]: Number(input.value) };
          say();
          draw();
          this.#changed();
        };
        input.addEventListener('input', write);
        // A press in the middle changes no value, and is still a place.
        input.addEventListener('click', write);
        say();
        return html('div', { class: 'ex-slider' }, input, html('div', { class: 'ex-ends', 'aria-hidden': 'true' }, html('span', {}, slider.left), html('span', {}, slider.right)));
      }),
      step.overTime ? plot : null,
    ];
  }

  /** One slider over the last entries and now: each a line from left to right with a dot on it. @param {Step} step @param {Slider} slider */
  #dial(step, slider) {
    const now = this.#answers[step.key]?.places?.[slider.key];
    /** @type {{ when: string, place: number, isNow: boolean }[]} */
    const points = this.#earlier.flatMap(entry => {
      const place = entry.steps[step.key]?.places?.[slider.key];
      return place === undefined ? [] : [{ when: new Date(`${entry.date}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }), place, isNow: false }];
    });
    if (points.length === 0) return null;
    if (now !== undefined) points.push({ when: 'now', place: now, isNow: true });
    const [left, width, gap] = [70, 270, 34];
    /** @param {number} place */
    const x = place => left + 8 + (width - 16) * place / 100;
    /** @param {number} at */
    const y = at => 20 + at * gap;
    return html('figure', {},
      html('figcaption', { class: 'ex-ends small' }, html('span', {}, slider.left), html('span', {}, slider.right)),
      picture(`From “${slider.left}” to “${slider.right}”, the last times`, points.map(point => `${point.when}: ${placeInWords(slider, point.place)}.`).join(' '),
        { class: 'ex-dial', viewBox: `0 0 350 ${y(points.length - 1) + 20}` },
        ...points.flatMap((point, at) => [
          svg('text', { x: 0, y: y(at) + 5, class: point.isNow ? 'strong' : '' }, point.when),
          svg('line', { x1: left, x2: left + width, y1: y(at), y2: y(at), class: 'track' }),
        ]),
        svg('polyline', { points: points.map((point, at) => `${x(point.place)},${y(at)}`).join(' '), class: 'way' }),
        ...points.map((point, at) => svg('circle', { cx: x(point.place), cy: y(at), r: 8, class: point.isNow ? 'now' : 'then' }))));
  }

  /** @param {Step} step */
  #bars(step) {
    const shares = step.shares ?? [];
    const name = unique();
    const patterns = unique();
    /** How each share is filled: ink, lines, paper, dots. @type {(at: number) => string} */
    const look = at => ['ink', 'lines', 'paper', 'dots'][at % 4];
    /** @param {number} at */
    const paint = at => look(at) === 'lines' || look(at) === 'dots' ? `url(#${patterns}-${look(at)})` : undefined;
    const defs = svg('svg', { width: 0, height: 0, class: 'ex-defs', 'aria-hidden': 'true' }, svg('defs', {},
      svg('pattern', { id: `${patterns}-lines`, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('rect', { width: 7, height: 7, class: 'ground' }), svg('rect', { width: 3, height: 7, class: 'mark' })),
      svg('pattern', { id: `${patterns}-dots`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, svg('rect', { width: 8, height: 8, class: 'ground' }), svg('circle', { cx: 4, cy: 4, r: 1.7, class: 'mark' }))));
    const legend = html('ul', { class: 'ex-legend small' }, ...shares.map((share, at) => html('li', {},
      svg('svg', { viewBox: '0 0 22 16', class: 'ex-swatch', 'aria-hidden': 'true' }, svg('rect', { x: 1, y: 1, width: 20, height: 14, rx: 3, class: look(at), fill: paint(at) })), share.text)));
    return [defs, legend, html('div', { class: 'ex-bars' }, ...(step.bars ?? []).map((bar, first) => {
      const figure = html('div', { class: 'ex-bar' });
      const draw = () => {
        const mine = this.#answers[step.key]?.shares?.[bar.key] ?? {};
        const total = shares.reduce((sum, share) => sum + (mine[share.key] ?? 0), 0);
        let from = 0;
        figure.replaceChildren(picture(bar.text, sharesInWords(mine, shares) || 'not shared out yet', { viewBox: '0 0 600 36', preserveAspectRatio: 'none' },
          total === 0
            ? svg('rect', { x: 1, y: 1, width: 598, height: 34, rx: 6, class: 'none' })
            : svg('g', {}, ...shares.map((share, at) => {
              const width = 600 * (mine[share.key] ?? 0) / total;
              from += width;
              return width > 0 && svg('rect', { x: from - width + 1, y: 1, width: Math.max(width - 2, 1), height: 34, rx: 4, class: look(at), fill: paint(at) });
            }))));
      };
      draw();
      return html('details', { class: 'ex-fold', name, open: first === 0 },
        html('summary', {}, html('span', { class: 'ex-label' }, bar.text), figure),
        html('div', { class: 'ex-shares' }, ...shares.map((share, at) => {
          const id = unique();
          const input = html('input', { type: 'range', min: 0, max: AMOUNTS.length - 1, step: 1, id });
          input.value = String(this.#answers[step.key]?.shares?.[bar.key]?.[share.key] ?? 0);
          const word = html('span', { class: 'small dim', 'aria-hidden': 'true' }, AMOUNTS[Number(input.value)]);
          input.setAttribute('aria-valuetext', AMOUNTS[Number(input.value)]);
          input.addEventListener('input', () => {
            const answer = this.#answer(step);
            answer.shares = { ...answer.shares, [bar.key]: { ...answer.shares?.[bar.key], [share.key]: Number(input.value) } };
            word.textContent = AMOUNTS[Number(input.value)];
            input.setAttribute('aria-valuetext', AMOUNTS[Number(input.value)]);
            draw();
            this.#changed();
          });
          return html('div', { class: 'ex-share' },
            html('label', { for: id }, svg('svg', { viewBox: '0 0 22 16', class: 'ex-swatch', 'aria-hidden': 'true' }, svg('rect', { x: 1, y: 1, width: 20, height: 14, rx: 3, class: look(at), fill: paint(at) })), `to ${share.text}`),
            word, input);
        })));
    }))];
  }

  /** @param {Step} step */
  #twoLists(step) {
    return [html('div', { class: 'ex-two' }, ...(step.lists ?? []).map(list => {
      const title = html('h2', { id: unique() }, list.title);
      return html('div', { class: 'ex-list', role: 'group', 'aria-labelledby': title.id },
        title,
        html('div', { class: 'ex-choice' }, ...list.parts.map(part => this.#tick('checkbox', unique(), part.text, this.#answers[step.key]?.ticked?.[list.key]?.includes(part.key) ?? false, checked => {
          const answer = this.#answer(step);
          const rest = (answer.ticked?.[list.key] ?? []).filter(key => key !== part.key);
          answer.ticked = { ...answer.ticked, [list.key]: checked ? [...rest, part.key] : rest };
          this.#changed();
        }))),
        this.#field({ key: list.key, text: 'Something else that fits here' }, this.#answers[step.key]?.text?.[list.key], value => {
          const answer = this.#answer(step);
          answer.text = { ...answer.text, [list.key]: value };
        }, { rows: 2 }));
    }))];
  }

  /** @param {Step} step */
  #paths(step) {
    const [paths, asks] = [step.paths ?? [], step.asks ?? []];
    const name = unique();
    const sheet = html('div', { class: 'ex-sheet' });
    /** @type {SVGPathElement[]} */
    const ways = [];
    /** @type {HTMLElement[]} */
    const dots = [];
    const written = () => paths.forEach((path, at) => dots[at].classList.toggle('ex-filled', Object.values(this.#answers[step.key]?.paths?.[path.key] ?? {}).some(has)));
    /** @param {Part} path */
    const show = path => {
      ways.forEach((way, at) => way.classList.toggle('strong', paths[at] === path));
      sheet.replaceChildren(
        html('h2', {}, path.text),
        path.hint ? html('p', { class: 'dim' }, path.hint) : '',
        ...asks.map(ask => this.#field(ask, this.#answers[step.key]?.paths?.[path.key]?.[ask.key], value => {
          const answer = this.#answer(step);
          answer.paths = { ...answer.paths, [path.key]: { ...answer.paths?.[path.key], [ask.key]: value } };
          written();
        }, { rows: 2 })));
    };
    const rows = paths.map((path, at) => {
      ways.push(svg('path', { d: `M0,50 C40,50 40,${100 / paths.length * (at + .5)} 100,${100 / paths.length * (at + .5)}`, 'vector-effect': 'non-scaling-stroke' }));
      dots.push(html('span', { class: 'ex-dot', 'aria-hidden': 'true' }));
      const input = html('input', { type: 'radio', name });
      input.checked = at === 0;
      input.addEventListener('change', () => show(path));
      return html('label', {}, input, dots[at], html('span', {}, path.text));
    });
    const fork = html('div', { class: 'ex-fork' },
      picture('Four paths from here', paths.map(path => path.text).join('. '), { viewBox: '0 0 100 100', preserveAspectRatio: 'none' }, ...ways),
      html('div', { class: 'ex-ways', role: 'radiogroup', 'aria-label': step.title }, ...rows));
    show(paths[0]);
    written();
    return [html('div', { class: 'ex-paths' }, fork, sheet)];
  }

  /** @param {Step} step */
  #loop(step) {
    const stations = step.stations ?? [];
    const facing = step.facing ? this.#steps[step.facing] : null;
    // Both halves turn the same way round, so that what one does leads to what the other notices, and back.
    const mine = [45, 135, 225, 315];
    const theirs = [225, 315, 45, 135];
    /** @param {number} centre @param {number} angle @param {number} [radius] @returns {[number, number]} */
    const point = (centre, angle, radius = 62) => [centre + radius * Math.cos(angle * Math.PI / 180), 100 + radius * Math.sin(angle * Math.PI / 180)];
    /** @type {SVGGElement[]} */
    let nodes = [];
    const arrow = unique();
    /** @param {number} centre @param {number[]} angles @param {Step | null} of @param {string} whose @param {boolean} active */
    const ring = (centre, angles, of, whose, active) => {
      const some = angles.map((angle, at) => {
        const [x, y] = point(centre, angle);
        const key = of?.stations?.[at].key;
        return svg('g', { class: key && has(this.#answers[/** @type {Step} */ (of).key]?.text?.[key]) ? 'filled' : '' },
          svg('circle', { cx: x, cy: y, r: 15 }), svg('text', { x, y: y + 5 }, String(at + 1)));
      });
      if (active) nodes = some;
      return svg('g', { class: of ? 'ring' : 'ring faint' },
        ...angles.slice(0, 3).map(angle => {
          const [x1, y1] = point(centre, angle + 17);
          const [x2, y2] = point(centre, angle + 71);
          return svg('path', { d: `M${x1},${y1} A62,62 0 0 1 ${x2},${y2}`, class: 'turn', 'marker-end': `url(#${arrow})` });
        }),
        ...some,
        svg('text', { x: centre, y: 105, class: 'whose' }, whose));
    };
    const figure = html('figure', { class: 'ex-loop' });
    const draw = () => {
      const [doX, doY] = point(92, 315);
      const [theirX, theirY] = point(268, 225);
      const [backX, backY] = point(268, 135);
      const [mineX, mineY] = point(92, 45);
      figure.replaceChildren(picture(
        facing ? 'Two halves that face each other' : 'A loop of four stations',
        `${(facing?.stations ?? stations).map((station, at) => `${at + 1}: ${station.text}`).join('. ')}. Then it begins again.${facing ? ' What one of you does leads to what the other one notices.' : ''}`,
        { viewBox: '0 0 360 200' },
        svg('defs', {}, svg('marker', { id: arrow, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' }, svg('path', { d: 'M1,1 L7,4 L1,7', class: 'head' }))),
        ring(92, mine, facing ?? step, 'my half', !facing),
        ring(268, theirs, facing ? step : null, 'their half', Boolean(facing)),
        svg('path', { d: `M${doX + 19},${doY} L${theirX - 21},${theirY}`, class: facing ? 'turn' : 'turn faint', 'marker-end': `url(#${arrow})` }),
        svg('path', { d: `M${backX - 19},${backY} L${mineX + 21},${mineY}`, class: facing ? 'turn' : 'turn faint', 'marker-end': `url(#${arrow})` })));
    };
    draw();
    const boxes = stations.map((station, at) => {
      const field = this.#field(station, this.#answers[step.key]?.text?.[station.key], value => {
        const answer = this.#answer(step);
        answer.text = { ...answer.text, [station.key]: value };
        nodes[at].setAttribute('class', has(value) ? 'filled here' : 'here');
      }, { rows: 2, said: html('span', { class: 'ex-station' }, html('span', { class: 'ex-number', 'aria-hidden': 'true' }, String(at + 1)), station.text) });
      field.addEventListener('focusin', () => nodes[at].classList.add('here'));
      field.addEventListener('focusout', () => nodes[at].classList.remove('here'));
      return field;
    });
    return [html('div', { class: 'ex-turns' }, figure, html('div', { class: 'ex-stations' }, ...boxes))];
  }

  /** @param {Step} step */
  #sort(step) {
    const cards = step.cards ?? [];
    const piles = pilesOf(step);
    const card = html('p', { class: 'ex-current', 'aria-live': 'polite' });
    const choices = html('div', { class: 'ex-piles', role: 'group', 'aria-label': step.title });
    const placed = html('div', { class: 'ex-placed' });
    /** @type {Part | undefined} */
    let current;
    const mine = () => this.#answers[step.key]?.piles ?? {};
    /** @param {Part | undefined} next */
    const show = next => {
      current = next;
      card.textContent = next ? next.text : 'Every card is on a pile. Press one to place it anew.';
      card.classList.toggle('dim', !next);
      for (const choice of choices.children) /** @type {HTMLButtonElement} */ (choice).disabled = !next;
      placed.replaceChildren(...piles.map(pile => {
        const on = cards.filter(one => mine()[one.key] === pile.key);
        return html('section', { class: 'ex-pile' },
          html('h2', { class: 'zone' }, glyph(pile.glyph), pile.text),
          on.length === 0
            ? html('p', { class: 'small dim' }, 'No card here yet.')
            : html('ul', {}, ...on.map(one => html('li', {}, button(one.text, 'ex-chip', () => { show(one); card.scrollIntoView({ block: 'nearest' }); /** @type {HTMLElement | null} */ (choices.firstElementChild)?.focus(); })))));
      }));
    };
    for (const pile of piles) {
      const put = button('', '', () => {
        if (!current) return;
        const answer = this.#answer(step);
        answer.piles = { ...answer.piles, [current.key]: pile.key };
        this.#changed();
        const next = cards.find(one => !mine()[one.key]);
        show(next);
        if (!next) /** @type {HTMLElement | null} */ (placed.querySelector('button'))?.focus({ preventScroll: true });
      });
      const sign = glyph(pile.glyph);
      put.append(...(sign ? [sign] : []), html('span', {}, pile.text));
      choices.append(put);
    }
    show(cards.find(one => !mine()[one.key]));
    return [html('div', { class: 'paper ex-sort' }, card, choices), placed];
  }

  /** @param {Step} step */
  #pick(step) {
    const name = unique();
    const group = html('div', { class: 'ex-choice ex-columns', role: 'radiogroup', 'aria-label': step.title });
    for (const card of step.cards ?? []) {
      group.append(this.#tick('radio', name, card.text, this.#answers[step.key]?.behaviour === card.key, () => {
        this.#answer(step).behaviour = card.key;
        this.#changed();
      }));
    }
    const clear = button('None of these', 'bare', () => {
      delete this.#answer(step).behaviour;
      group.querySelectorAll('input').forEach(input => { input.checked = false; });
      this.#changed();
    });
    return [
      this.#field({ key: 'other', text: 'In my own words' }, this.#answers[step.key]?.other, value => { this.#answer(step).other = value; }, { rows: 2 }),
      html('div', { class: 'field' }, html('p', { class: 'ex-label' }, 'Or the nearest of these'), group, html('div', {}, clear)),
    ];
  }

  /** @param {Step} step */
  #readBack(step) {
    const parts = /** @type {string[]} */ (step.of).map(key => ({ step: this.#steps[key], blocks: readBack(this.#steps[key], this.#steps, this.#answers) })).filter(part => part.blocks.length > 0);
    return parts.length === 0
      ? [html('p', { class: 'empty' }, 'Nothing is written yet in the steps before. You can go back, or go on.')]
      : [html('div', { class: 'ex-side' }, ...parts.map(part => html('section', { class: 'paper ex-part' }, html('h2', {}, part.step.title), ...asNodes(part.blocks))))];
  }

  /** @param {Step} step */
  #gate(step) {
    const id = /** @type {string} */ (step.gate);
    const gate = this.#gates[id];
    /** Where these stand is here, until the next step. @type {(string | undefined)[]} */
    const said = gate.questions.map(() => undefined);
    const answers = [{ key: 'yes', text: 'Yes' }, { key: 'no', text: 'No' }, { key: 'unsure', text: 'I would rather not say' }];
    let told = false;
    this.#leave = () => {
      if (told || !gate.questions.some((question, at) => said[at] === undefined || said[at] === 'unsure' || said[at] === question.leadsOn)) return true;
      told = true;
      this.#showHelp(id, true);
      return false;
    };
    return [
      html('div', { class: 'ex-says' }, ...gate.says.map(line => html('p', { class: 'dim' }, line))),
      ...gate.questions.map((question, at) => {
        const name = unique();
        return html('fieldset', { class: 'ex-ask' }, html('legend', {}, question.ask), html('div', { class: 'ex-words' }, ...answers.map(answer => {
          const input = html('input', { type: 'radio', name, autocomplete: 'off' });
          input.addEventListener('change', () => { said[at] = answer.key; told = false; this.#hideHelp(); });
          return html('label', {}, input, html('span', {}, answer.text));
        })));
      }),
    ];
  }
}

/** The sign of a zone: a dot inside, on or outside the line. @param {string} zone */
const glyph = zone => zone === '' ? null : svg('svg', { class: `zg ${zone}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
  zone === 'g' ? svg('path', { d: 'M13.2 5.8a7 7 0 1 0 0 12.4' }) : svg('circle', { cx: zone === 'w' ? 12 : 8, cy: 12, r: 7 }),
  svg('circle', { cx: zone === 'w' ? 12 : zone === 'g' ? 17 : 20.6, cy: 12, r: 3.2, class: 'dot' }));

customElements.define('exercise-view', ExerciseView);
