// Shares one passage of an entry, when its author says so and after an exact preview. The entry stays where it is.
import { button, el, icon, wrong } from './dom.js';
/** @import { App } from './app.js' */

const LONGEST = 2_000;

export class Passage {
  /** @param {App} app @param {string} address Where a concern takes a passage over. */
  constructor(app, address) {
    this.app = app;
    this.address = address;
  }

  /** The bar under a text; it shows while a passage of that text is selected. @param {HTMLElement} text */
  bar(text) {
    let words = '';
    const press = button('Copy it into a concern …', { class: 'btn bare', click: () => this.#preview(words) });
    const bar = el('div', { class: 'picked', role: 'toolbar', 'aria-label': 'Selected passage', hidden: true }, el('span', { class: 'laptop' }, 'One passage selected'), press);
    const look = () => {
      if (!text.isConnected) return document.removeEventListener('selectionchange', look);
      const selection = getSelection();
      const inside = selection && selection.rangeCount > 0 && text.contains(selection.getRangeAt(0).commonAncestorContainer);
      const selected = inside ? selection.toString().trim() : '';
      // A press on the bar itself takes the selection away; what was selected stays meant.
      if (selected) words = selected;
      bar.hidden = !selected && !bar.contains(document.activeElement);
    };
    document.addEventListener('selectionchange', look);
    return el('div', { class: 'stack' }, bar, el('p', { class: 'small dim' }, `The entry stays here. You see exactly what ${this.app.partner || 'your partner'} would see before anything is copied.`));
  }

  /** @param {string} words */
  #preview(words) {
    const who = this.app.partner || 'your partner';
    const over = words.length > LONGEST;
    const trouble = el('div');
    const dialog = el('dialog', { class: 'paper stack preview', 'aria-labelledby': 'passage-title' },
      el('h2', { id: 'passage-title' }, 'Copy this passage'),
      el('p', {}, `These words, and nothing else of the entry, become the beginning of a concern. The server can read them from then on; ${who} sees them only when you send the concern.`),
      el('blockquote', { class: 'said', 'data-preview': true }, words),
      trouble,
      el('div', { class: 'flow' },
        button('Copy it', { class: 'btn fill', disabled: over, click: async () => {
          try {
            await this.app.vault?.flush();
            const response = await fetch(this.address, { method: 'POST', credentials: 'same-origin', redirect: 'manual', headers: { 'Content-Type': 'application/json', 'X-Journal-Of': this.app.store.owner }, body: JSON.stringify({ text: words }) });
            if (!response.ok) throw new Error();
            location.assign((await response.json()).address);
          } catch {
            trouble.replaceChildren(wrong('Not copied. The entry is as it was; try again in a moment.'));
          }
        } }),
        button('Not now', { click: () => dialog.close() })));
    if (over) trouble.replaceChildren(wrong('That is a long passage. Select a shorter one: a concern is read better when it is short.'));
    dialog.addEventListener('close', () => dialog.remove());
    this.app.root.append(dialog);
    dialog.showModal();
  }
}
