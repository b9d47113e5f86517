// What there is to set, to take along and to bring in.
import { aside, button, el, field, icon } from './dom.js';
import { today } from './dates.js';
import { exportAll, handOver, readAll } from './files.js';
import { changePassphrase, makeRecovery, openEarlier, progressBar, proveFirst } from './setup.js';
import { RECOVERY } from './keys.js';
/** @import { App } from './app.js' */
/** @import { Slot } from './types.js' */

const AT_ONCE = 300;

/** @param {App} app @param {Slot[]} slots */
export const settings = (app, slots) => {
  const { vault } = app;
  if (!vault) return el('section');
  const hidden = el('input', { type: 'checkbox', change: () => app.setting({ lockWhenHidden: hidden.checked }) });
  hidden.checked = app.settings.lockWhenHidden;
  const trust = /** @type {HTMLElement | null} */ (document.querySelector('[data-trust]'))?.cloneNode(true);
  if (trust instanceof HTMLElement) {
    trust.hidden = false;
    trust.removeAttribute('data-trust');
  }
  return el('div', { class: 'stack wide settings' },
    el('section', { class: 'paper stack' },
      el('h2', { tabindex: '-1' }, 'Locking'),
      el('p', {}, 'It locks by itself after ten quiet minutes, and when you sign out.'),
      el('label', { class: 'check' }, hidden, el('span', {}, 'Lock also as soon as this page is out of sight'))),
    el('section', { class: 'paper stack' },
      el('h2', {}, 'Passphrase and recovery key'),
      el('p', {}, slots.some(slot => slot.kind === RECOVERY) ? 'A recovery key is in force.' : 'There is no recovery key. Without one, a lost passphrase means that all this stays closed.'),
      el('p', { class: 'flow' }, button('Change the passphrase', { click: () => changePassphrase(app, slots) }), button('Make a recovery key', { click: () => makeRecovery(app, slots) }))),
    taking(app, slots), bringing(app), ...earlier(app), trust ?? '');
};

/** @param {App} app @param {Slot[]} slots */
const taking = (app, slots) => el('section', { class: 'paper stack' },
  el('h2', {}, 'Take it along'),
  el('p', {}, 'Everything as Markdown files and as JSON, in one archive that is made in this browser. Whoever has that file can read all of it: keep it where only you look.'),
  proveFirst(app, slots, 'Save the archive', async () => {
    if (app.vault) handOver(await exportAll(app.vault.entries, app.nameOf), `notes-${today()}.zip`);
    app.tell('The archive is in your downloads.');
  }));

/** @param {App} app */
const bringing = app => {
  const place = el('div');
  const take = async (/** @type {HTMLInputElement} */ box) => {
    const files = [...box.files ?? []];
    box.value = '';
    const { vault } = app;
    if (!files.length || !vault) return;
    const bar = progressBar('Reading the files');
    place.replaceChildren(bar.element);
    const { entries, leftOut } = await readAll(files);
    // What is here already is not taken in twice.
    const here = new Set(vault.entries.map(([, entry]) => `${entry.at}\n${entry.text}`));
    const fresh = entries.filter(entry => !here.has(`${entry.at}\n${entry.text}`) && here.add(`${entry.at}\n${entry.text}`));
    for (let at = 0; at < fresh.length; at += AT_ONCE) {
      for (const entry of fresh.slice(at, at + AT_ONCE)) vault.put(crypto.randomUUID(), entry);
      await vault.flush();
      bar.set(Math.min(1, (at + AT_ONCE) / fresh.length));
      if (vault.state === 'full') break;
    }
    app.fill();
    place.replaceChildren(aside('info', el('p', {}, [
      fresh.length === 1 ? 'One entry was taken in.' : `${fresh.length} entries were taken in.`,
      entries.length > fresh.length ? `${entries.length - fresh.length} were here already.` : '',
      vault.state === 'full' ? 'The journal has no more room on this server; not all of them are saved.' : '',
    ].filter(words => words).join(' ')), leftOut.length > 0 && el('p', {}, `Not taken in: ${leftOut.slice(0, 8).join(', ')}${leftOut.length > 8 ? ` and ${leftOut.length - 8} more` : ''}.`)));
  };
  const files = el('input', { type: 'file', multiple: true, accept: '.zip,.json,.md,.markdown,.txt', change: () => take(files) });
  const folder = el('input', { type: 'file', webkitdirectory: true, change: () => take(folder) });
  return el('section', { class: 'paper stack' },
    el('h2', {}, 'Bring entries in'),
    el('p', {}, 'An archive from here, the JSON or ZIP of Day One, or Markdown files. They are read in this browser and sealed like everything else. Pictures are left out.'),
    field('Files', files), field('Or a folder of Markdown files', folder), place);
};

/** @param {App} app */
const earlier = app => {
  const { vault } = app;
  if (!vault || !vault.foreign.size) return [];
  let isSure = false;
  const remove = button('Delete it for good', { click: async () => {
    if (!isSure) {
      isSure = true;
      remove.replaceChildren('Yes, delete what was written there');
      return;
    }
    for (const id of vault.foreign.keys()) vault.drop(id);
    for (const [id] of vault.earlier) vault.remove(id);
    await vault.flush();
    app.showSettings();
    app.tell('The earlier journal is deleted. Backups of the server keep it until they are deleted too.');
  } });
  return [el('section', { class: 'paper stack' },
    el('h2', {}, 'Your earlier journal'),
    el('p', {}, icon('lock'), ' It is still here and closed. If its passphrase comes back to you, or you find its recovery key, it opens.'),
    ...vault.earlier.map(([id, { slots }]) => openEarlier(app, id, slots)),
    el('p', {}, remove))];
};
