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
      card.querySelector(event.shiftKey ? '[data-back]' : '[data-next]').click();
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
  const refuse = (box, sentence) => {
    const line = (box.closest('.field') ?? box.parentElement).querySelector('[data-note-wrong]');
    line.hidden = !sentence;
    line.textContent = sentence;
    box.toggleAttribute('aria-invalid', Boolean(sentence));
    box.toggleAttribute('data-unsent', Boolean(sentence));
  };
  const check = event => {
    const box = event.target;
    if (!box.matches?.('[data-longest]')) return;
    const over = box.value.length - Number(box.dataset.longest);
    const sentence = over > 0 ? `Not saved: ${over.toLocaleString('en')} characters too many for ${box.dataset.what ?? 'a note'}. Your words are still here.`
      : box.value.isWellFormed?.() === false ? 'Not saved: half of a character is in it, from a broken copy. Your words are still here.'
      : '';
    refuse(box, sentence);
    if (sentence) event.stopImmediatePropagation();
  };
  addEventListener('input', check, true);
  addEventListener('change', check, true);

  addEventListener('click', async event => {
    const button = event.target.closest?.('[data-copy]');
    if (button) await navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).value);
  });
})();
