// Making a journal, opening it, and what there is to do when the passphrase is lost or to be another one.
import { aside, button, el, field, icon, wrong } from './dom.js';
import { PASSPHRASE, RECOVERY, SlotRefused, flawOf, newPhrase, newRecoveryKey, newRoot, openSlot, readRecoveryKey, sealWithPassphrase, sealWithRecovery, shut } from './keys.js';
import { Away, Ended, Full, NotProved, Overtaken } from './store.js';
import { Vault, begin } from './vault.js';
/** @import { App } from './app.js' */
/** @import { Bytes } from './bytes.js' */
/** @import { Change, Slot } from './types.js' */

const FREE_TRIES = 3;

/** What went wrong with the server, in a sentence. @param {unknown} fault */
export const sentenceOf = fault =>
  fault instanceof NotProved ? fault.seconds > 0 ? `Too many tries. Wait ${fault.seconds} seconds, then try again.` : 'Your sign-in password does not fit.'
  : fault instanceof WrongWords ? 'Your passphrase until now does not fit.'
  : fault instanceof Overtaken ? 'The journal was changed in another window at the same time. Load this page again and look.'
  : fault instanceof Full ? 'The journal has no more room on this server.'
  : fault instanceof Ended ? 'You are not signed in here any more. Sign in again, then come back.'
  : fault instanceof Away ? 'No connection. Nothing was changed; try again in a moment.'
  : 'That did not work. Nothing was changed; try again in a moment.';

/** A box for a secret, with a button that shows it. @param {string} label @param {string} help @param {Record<string, unknown>} [props] */
const secretField = (label, help, props = {}) => {
  const box = el('input', { type: 'password', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: '1000', ...props });
  const row = field(label, box, help);
  const reveal = button('Show', { class: 'btn bare', 'aria-label': `Show: ${label}`, click: () => {
    const shown = box.type === 'password';
    box.type = shown ? 'text' : 'password';
    /** @type {ChildNode} */ (reveal.lastChild).replaceWith(shown ? 'Hide' : 'Show');
    box.focus();
  } });
  row.append(el('div', { class: 'boxed' }, box, reveal));
  return { box, row };
};

/** @param {HTMLElement} place @param {unknown} fault */
const complain = (place, fault) => place.replaceChildren(wrong(typeof fault === 'string' ? fault : sentenceOf(fault)));

/** A bar for work that takes a moment. @param {string} label */
export const progressBar = label => {
  const bar = el('progress', { max: '1000', value: '0', 'aria-label': label });
  const element = el('div', { class: 'stack working', role: 'status' }, el('p', {}, label), bar);
  return { element, set: (/** @type {number} */ part) => { bar.value = Math.round(part * 1000); } };
};

/** A form that does one thing at a time. @param {(place: HTMLElement) => Promise<void>} act @param {...(Node | string | false)} children */
const form = (act, ...children) => {
  const trouble = el('div');
  let busy = false;
  const element = el('form', { class: 'form', novalidate: true, submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    element.setAttribute('aria-busy', 'true');
    trouble.replaceChildren();
    try {
      await act(trouble);
    } catch (fault) {
      complain(trouble, fault);
      if (fault instanceof TypeError) throw fault;
    } finally {
      busy = false;
      element.removeAttribute('aria-busy');
    }
  } }, trouble, ...children);
  return element;
};

/** @typedef {{ passphrase: string, password: string }} Secrets */

/**
 * Chooses a passphrase: five words by chance, or words of one's own.
 * @param {App} app @param {{ title: string, lead: string, button: string, current?: boolean, done: (secrets: Secrets, current: string) => Promise<void>, back: () => void }} how
 */
const choosePassphrase = async (app, how) => {
  let phrase = await newPhrase().catch(() => '');
  let own = !phrase;
  const place = el('section', { class: 'stack wide narrow' });
  const draw = () => {
    const current = how.current ? secretField('Your passphrase until now', '') : null;
    const typed = own
      ? secretField('A passphrase of your own', 'Fifteen characters or more. A sentence that only you would think of is good; a line of a song is not.')
      : secretField('Type the five words once', 'When you have written them down. Small letters, a blank between them.', { type: 'text' });
    const password = secretField('Your sign-in password', 'So that nobody changes this who only finds your browser open, and to see that the two are not the same. The passphrase itself is sent nowhere.');
    const shown = el('p', { class: 'groups phrase', translate: 'no', 'data-phrase': true }, phrase);
    place.replaceChildren(
      el('h2', { tabindex: '-1' }, how.title), el('p', { class: 'lead dim' }, how.lead),
      form(
        async trouble => {
          const passphrase = typed.box.value.trim() && !own ? typed.box.value.trim().replace(/\s+/g, ' ').toLowerCase() : typed.box.value;
          if (current && !current.box.value) return complain(trouble, 'Your passphrase until now is needed as well.');
          if (!own && passphrase !== phrase) return complain(trouble, 'These are not the five words above. Look at each of them once more.');
          const flaw = flawOf(passphrase, password.box.value);
          if (flaw) return complain(trouble, flaw);
          if (!password.box.value) return complain(trouble, 'Your sign-in password is needed as well.');
          await how.done({ passphrase, password: password.box.value }, current?.box.value ?? '');
        },
        current?.row ?? '',
        own ? '' : el('div', { class: 'paper stack' }, shown, el('p', { class: 'flow' },
          button('Other words', { click: async () => { phrase = await newPhrase(); shown.textContent = phrase; } }),
          button('A passphrase of my own', { class: 'btn bare', click: () => { own = true; draw(); } })),
          el('p', { class: 'small dim' }, 'Drawn by chance in this browser, from the 7,776 words of a list by the Electronic Frontier Foundation (CC BY).')),
        typed.row,
        own && phrase ? el('p', {}, button('Five words by chance instead', { class: 'btn bare', click: () => { own = false; draw(); } })) : '',
        password.row,
        el('p', { class: 'flow' }, el('button', { class: 'btn fill' }, how.button), button('Back', { class: 'btn bare', click: how.back }))));
    /** @type {HTMLElement | null} */ (place.querySelector('h2'))?.focus();
  };
  draw();
  app.show(place);
};

/** Shows a recovery key once. @param {App} app @param {{ title?: string, done: (recovery: Bytes | null) => Promise<void> }} how */
const offerRecovery = (app, how) => {
  const key = newRecoveryKey();
  const last = el('input', { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '10' });
  const copied = el('span', { class: 'small dim', role: 'status' });
  const skipTrouble = el('div');
  app.show(el('section', { class: 'stack wide narrow' },
    el('h2', { tabindex: '-1' }, 'A recovery key, if you want one'),
    el('p', { class: 'lead dim' }, 'If you lose your passphrase, this key opens your journal. It was made in this browser and is sent nowhere. Nobody else can help then, not even whoever runs the server.'),
    el('div', { class: 'paper stack recovery' },
      el('p', { class: 'groups', translate: 'no', 'data-recovery': true }, key.shown),
      el('p', { class: 'flow no-print' },
        button('Print', { click: () => print() }),
        navigator.clipboard && button('Copy', { click: async () => { await navigator.clipboard.writeText(key.shown); copied.textContent = 'Copied.'; } }), copied),
      el('p', { class: 'small' }, 'It is shown this once. Write it down and keep it where only you look. Not in your home, if home is not safe for you.')),
    form(
      async trouble => {
        if (last.value.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1') !== key.shown.slice(-4)) return complain(trouble, 'These are not the last four characters.');
        await how.done(key.bytes);
      },
      field('The last four characters of the key', last, 'When you have written it down.'),
      el('p', { class: 'flow' }, el('button', { class: 'btn fill' }, 'I have written it down'),
        button('No key for me', { click: () => how.done(null).catch(fault => complain(skipTrouble, fault)) })),
      skipTrouble,
      el('p', { class: 'small dim' }, 'Without a key, a lost passphrase means that what you wrote stays closed for good. You can make a key later, in the settings of the journal.'))));
};

/** @param {App} app @param {number} generation @param {CryptoKey} root @param {string} passphrase @param {Bytes | null} recovery */
const slotsFor = async (app, generation, root, passphrase, recovery) => [
  await sealWithPassphrase(app.store.owner, generation, root, passphrase),
  ...recovery ? [await sealWithRecovery(app.store.owner, generation, root, recovery)] : [],
];

/** Shows what is being done, and what became of it. @template T @param {App} app @param {string} label @param {(set: (part: number) => void) => Promise<T>} work */
const working = async (app, label, work) => {
  const bar = progressBar(label);
  app.show(el('section', { class: 'narrow' }, bar.element));
  return work(bar.set);
};

/** A new journal. @param {App} app @param {Slot[]} before What opens the journal that was given up; empty for a first one. */
export const enrol = (app, before) => choosePassphrase(app, {
  title: before.length ? 'A new journal' : 'Words that open your journal',
  lead: 'They are yours alone and other than your sign-in password. Whoever knows only that opens nothing here. Nobody can reset them.',
  button: 'Go on',
  back: () => app.locked(),
  done: async secrets => offerRecovery(app, {
    done: async recovery => {
      const generation = Math.max(0, ...before.map(slot => slot.generation)) + 1;
      const root = await newRoot();
      try {
        await working(app, 'Making your journal', async () => {
          const changes = await begin(app.store, root, generation, before);
          await app.store.setKeys({ password: secrets.password, expected: generation - 1, slots: await slotsFor(app, generation, root, secrets.passphrase, recovery), changes });
        });
      } catch (fault) {
        await enrol(app, before);
        app.complain(sentenceOf(fault));
        return;
      }
      await app.opened(new Vault(app.store, await shut(root), generation), await app.store.list());
    },
  }),
});

/** The journal is there and closed. @param {App} app @param {Slot[]} slots @param {string} [why] */
export const unlock = (app, slots, why) => {
  const passphrase = secretField('Your passphrase', 'It is checked in this browser and sent nowhere. That takes a moment, on purpose.');
  const progress = el('div');
  let tries = 0;
  const view = el('section', { class: 'stack wide narrow' },
    el('h2', { tabindex: '-1' }, 'Your journal is locked'),
    why ? el('p', { class: 'lead dim' }, why) : '',
    form(
      async trouble => {
        const slot = slots.find(one => one.kind === PASSPHRASE);
        if (!slot || !passphrase.box.value) return complain(trouble, 'Type your passphrase first.');
        const bar = progressBar('Opening');
        progress.replaceChildren(bar.element);
        try {
          const key = await openSlot(app.store.owner, slot, passphrase.box.value).catch(fault => {
            if (fault instanceof SlotRefused) return null;
            throw fault;
          });
          if (!key) {
            tries++;
            if (tries >= FREE_TRIES) await new Promise(resolve => setTimeout(resolve, 1000 * Math.min(30, 2 ** (tries - FREE_TRIES))));
            passphrase.box.select();
            return complain(trouble, 'These words do not open it. Nothing is lost; look at each of them and try again.');
          }
          await app.opened(new Vault(app.store, key, slot.generation), await app.rows(part => bar.set(part / 3)), part => bar.set(1 / 3 + part * 2 / 3));
        } finally {
          progress.replaceChildren();
        }
      },
      passphrase.row, progress,
      el('p', { class: 'flow' }, el('button', { class: 'btn fill' }, 'Open'), button('I have lost my passphrase', { class: 'btn bare', click: () => forgotten(app, slots) }))));
  app.show(view);
  passphrase.box.focus();
};

/** @param {App} app @param {Slot[]} slots */
const forgotten = (app, slots) => {
  const slot = slots.find(one => one.kind === RECOVERY);
  const written = el('input', { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '80' });
  app.show(el('section', { class: 'stack wide narrow' },
    el('h2', { tabindex: '-1' }, 'When the passphrase is lost'),
    slot ? form(
      async trouble => {
        const bytes = readRecoveryKey(written.value);
        if (!bytes) return complain(trouble, 'This is not a recovery key, or a character of it is wrong.');
        const root = await openSlot(app.store.owner, slot, bytes);
        if (!root) return complain(trouble, 'This key does not open this journal.');
        const vault = new Vault(app.store, root, slot.generation);
        await vault.take(await app.rows(() => {}));
        await choosePassphrase(app, {
          title: 'Your journal is open. A new passphrase for it',
          lead: 'The recovery key is used up with this: you are offered another one next.',
          button: 'Go on', back: () => app.locked(),
          done: async secrets => reseal(app, vault, slots, secrets),
        });
      },
      field('Your recovery key', written, 'Seven groups of four characters.'),
      el('p', { class: 'flow' }, el('button', { class: 'btn fill' }, 'Open with the key'), button('Back', { class: 'btn bare', click: () => app.locked() })))
    : el('p', { class: 'flow' }, 'There is no recovery key for this journal.', button('Back', { class: 'btn bare', click: () => app.locked() })),
    aside('info',
      el('h3', {}, 'Or start a new one'),
      el('p', {}, 'What you wrote until now stays closed. It is not deleted: if the words come back to you, you can open it later from the settings of the new journal, or delete it there.'),
      el('p', {}, button('Start a new journal', { click: () => enrol(app, slots) })))));
  app.focusHeading();
};

/** Another root, another passphrase, and everything sealed anew under them. @param {App} app @param {Vault} vault @param {Slot[]} slots @param {Secrets} secrets */
const reseal = (app, vault, slots, secrets) => offerRecovery(app, {
  done: async recovery => {
    const generation = vault.generation + 1;
    const root = await newRoot();
    try {
      await working(app, 'Sealing everything anew', async set => {
        await vault.flush();
        if (vault.hasUnsaved) throw new Away();
        const changes = await vault.reseal(root, generation, (done, all) => set(done / all));
        // What does not open under the old root would not open under the new one either; it goes on as it is, and is told of.
        await app.store.setKeys({ password: secrets.password, expected: vault.generation, slots: await slotsFor(app, generation, root, secrets.passphrase, recovery), changes });
      });
    } catch (fault) {
      if (app.vault) app.showSettings();
      else unlock(app, slots);
      app.complain(sentenceOf(fault));
      return;
    }
    await app.opened(new Vault(app.store, await shut(root), generation), await app.store.list());
    app.tell('Your passphrase is a new one, and everything is sealed under it. Old backups of the server still open with the old one.');
  },
});

/** @param {App} app @param {Slot[]} slots */
export const changePassphrase = (app, slots) => choosePassphrase(app, {
  title: 'Another passphrase',
  lead: 'Everything you wrote is sealed anew, so that the old words open nothing of it any more. A backup that somebody made before stays as it was. An earlier recovery key ends with this.',
  button: 'Go on', current: true, back: () => app.showSettings(),
  done: async (secrets, current) => {
    const slot = slots.find(one => one.kind === PASSPHRASE);
    if (!slot || !app.vault || !await openSlot(app.store.owner, slot, current)) throw new WrongWords();
    await reseal(app, app.vault, slots, secrets);
  },
});

class WrongWords extends Error {}

/** A recovery key, or another one. @param {App} app @param {Slot[]} slots */
export const makeRecovery = (app, slots) => {
  const current = secretField('Your passphrase', '');
  const password = secretField('Your sign-in password', 'So that nobody makes a key who only finds your browser open.');
  app.show(el('section', { class: 'stack wide narrow' },
    el('h2', { tabindex: '-1' }, 'A recovery key'),
    el('p', { class: 'lead dim' }, 'An earlier key opens nothing from the moment you confirm the new one.'),
    form(
      async trouble => {
        const slot = slots.find(one => one.kind === PASSPHRASE);
        const root = slot && await openSlot(app.store.owner, slot, current.box.value, true);
        if (!slot || !root) return complain(trouble, 'Your passphrase does not fit.');
        offerRecovery(app, { done: async recovery => {
          try {
            if (recovery) await app.store.setKeys({ password: password.box.value, expected: slot.generation, slots: [slot, await sealWithRecovery(app.store.owner, slot.generation, root, recovery)], changes: [] });
            app.showSettings();
            app.tell(recovery ? 'The recovery key is in force.' : 'No key was made. An earlier one is still in force.');
          } catch (fault) {
            makeRecovery(app, slots);
            app.complain(sentenceOf(fault));
          }
        } });
      },
      current.row, password.row,
      el('p', { class: 'flow' }, el('button', { class: 'btn fill' }, 'Show me a key'), button('Back', { class: 'btn bare', click: () => app.showSettings() })))));
  app.focusHeading();
};

/** Asks for the passphrase once more before something leaves the journal. @param {App} app @param {Slot[]} slots @param {string} label @param {() => Promise<void>} act */
export const proveFirst = (app, slots, label, act) => {
  const passphrase = secretField('Your passphrase', 'Once more, so that nobody takes your journal along who only finds it open.');
  return form(
    async trouble => {
      const slot = slots.find(one => one.kind === PASSPHRASE);
      if (!slot || !await openSlot(app.store.owner, slot, passphrase.box.value)) return complain(trouble, 'Your passphrase does not fit.');
      passphrase.box.value = '';
      await act();
    },
    passphrase.row, el('p', {}, el('button', { class: 'btn' }, icon('download'), label)));
};

/** Tries the words of an earlier journal and takes its entries over. @param {App} app @param {string} id @param {Slot[]} slots */
export const openEarlier = (app, id, slots) => {
  const secret = secretField('The passphrase or recovery key of the earlier journal', '');
  return form(
    async trouble => {
      const { vault } = app;
      if (!vault) return;
      const key = readRecoveryKey(secret.box.value);
      for (const slot of slots) {
        const root = slot.kind === RECOVERY ? key && await openSlot(app.store.owner, slot, key) : await openSlot(app.store.owner, slot, secret.box.value);
        if (!root) continue;
        const earlier = new Vault(app.store, root, slot.generation);
        const rows = [...vault.foreign.values()];
        await earlier.take(rows);
        for (const [from, content] of earlier.contents) {
          if (content.kind === 'entry' || content.kind === 'progress') vault.put(crypto.randomUUID(), content);
          vault.drop(from);
        }
        vault.remove(id);
        await vault.flush();
        app.fill();
        app.showSettings();
        app.tell('The earlier entries are in this journal now.');
        return;
      }
      complain(trouble, 'These words do not open it.');
    },
    secret.row, el('p', {}, el('button', { class: 'btn' }, 'Open it and take its entries over')));
};
