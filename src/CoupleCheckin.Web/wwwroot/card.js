// Keys of the checklist card. They choose and move in the page itself; what is chosen reaches the server as if it were clicked.
(() => {
  const questions = card => [...card.querySelectorAll('[data-question]')];
  const controls = question => [...question.querySelectorAll('input[type=radio], .chip')];
  const enter = question => {
    const all = controls(question);
    (all.find(control => control.checked) ?? all[0])?.focus();
  };
  const isText = element => element.matches('textarea, input:not([type=radio]):not([type=checkbox])');
  const hasOwnEnter = element => element.matches('button, a, summary, textarea');

  const choose = (card, question, index) => {
    const choice = controls(question)[index];
    if (!choice || choice.type !== 'radio') return false;
    choice.click();
    const all = questions(card);
    const next = all[all.indexOf(question) + 1];
    if (next) enter(next);
    return true;
  };

  const act = (event, card) => {
    const { key, target } = event;
    const all = questions(card);
    const current = target.closest('[data-question]');
    const number = /^[0-9]$/.test(key) ? Number(key) : -1;
    if (number >= 0) {
      const question = current ?? all[0];
      return choose(card, question, number - Number(question.dataset.question));
    }
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      const at = current ? all.indexOf(current) + (key === 'ArrowDown' ? 1 : -1) : key === 'ArrowDown' ? 0 : -1;
      if (all[at]) enter(all[at]);
      return true;
    }
    if ((key === 'ArrowLeft' || key === 'ArrowRight') && target.matches('.chip')) {
      const chips = controls(current);
      chips[chips.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
      return true;
    }
    if (key === 'Enter' && !hasOwnEnter(target)) {
      card.querySelector(event.shiftKey ? '[data-back]' : '[data-next]')?.click();
      return true;
    }
    if (key === 'Backspace' && current) {
      current.querySelector('[data-clear]')?.click();
      enter(current);
      return true;
    }
    if (key === 'h' || key === 'H') { card.querySelector('[data-limit]')?.click(); return true; }
    if (key === 'n' || key === 'N') { card.querySelector('[data-note]')?.focus(); return true; }
    if (key === '?') { card.querySelector('[data-keys]')?.click(); return true; }
    return false;
  };

  addEventListener('keydown', event => {
    const card = event.target.closest?.('[data-card]');
    if (!card || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isText(event.target)) {
      if (event.key === 'Escape') card.querySelector('h1').focus();
      return;
    }
    if (act(event, card)) event.preventDefault();
  });

  // A text that cannot be kept stays in its box and is not sent: too long by far, or with half a character in it.
  const fault = box => {
    const over = box.value.length - Number(box.dataset.longest);
    if (over > 0) return {
      why: `${over.toLocaleString('en')} ${over === 1 ? 'character' : 'characters'} too many for ${box.dataset.what ?? 'a note'}`,
      way: 'shorten them or empty the box. What you cut can be kept elsewhere, in your journal for example',
    };
    if (box.value.isWellFormed?.() === false) return { why: 'half of a character is in it, from a broken copy', way: 'take that half out or empty the box' };
    return null;
  };
  const field = box => box.closest('.field') ?? box.parentElement;
  const say = (box, isHeld) => {
    const found = fault(box);
    const line = field(box).querySelector('[data-note-wrong]');
    line.hidden = !found;
    line.textContent = found ? `Not saved: ${found.why}. Your words are still here.${isHeld ? ` To go on, ${found.way}.` : ''}` : '';
    box.ariaInvalid = found ? 'true' : null;
    box.toggleAttribute('data-unsent', Boolean(found));
    return line;
  };
  const check = event => {
    const box = event.target;
    if (!box.matches?.('[data-longest]')) return;
    say(box);
    if (box.matches('[data-unsent]')) event.stopImmediatePropagation();
  };
  addEventListener('input', check, true);
  addEventListener('change', check, true);
  // With every event of a box goes what is in it, and half of a character cannot be sent.
  addEventListener('blur', event => {
    if (event.target.matches?.('[data-longest]') && event.target.value.isWellFormed?.() === false) event.stopImmediatePropagation();
  }, true);

  // Nor is it left behind: what could take its box away leads back to it instead. Leaving in a hurry, help and a break are never held.
  const unsent = () => [...document.querySelectorAll('[data-unsent]')].find(fault);
  const free = '[data-exit], [data-reconnect], [data-always], [data-always] *, [data-keys], [data-question] *, [aria-haspopup], a[href^="help"], a[href^="tel:"]';
  const isFree = (control, box) => control.matches(free) || field(box).contains(control);
  const leadBack = (event, box) => {
    event.preventDefault();
    const fold = box.closest('details');
    if (fold) fold.open = true;
    box.focus();
    say(box, true).scrollIntoView({ block: 'center' });
  };
  let isLeaving = false;
  const hold = event => {
    const control = event.target.closest?.('a, button, [data-takes-boxes] input');
    const box = control && unsent();
    if (!box) return;
    if (isFree(control, box)) {
      isLeaving = control.matches('a');
      return;
    }
    event.stopImmediatePropagation();
    leadBack(event, box);
  };
  addEventListener('click', hold, true);
  addEventListener('beforeunload', event => { if (!isLeaving && unsent()) event.preventDefault(); });
  // The way back of the browser; not every browser lets a page hold it.
  globalThis.navigation?.addEventListener('navigate', event => {
    const box = event.navigationType === 'traverse' && event.cancelable && unsent();
    if (box) leadBack(event, box);
  });

  addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (button) await navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).value);
  });
})();
