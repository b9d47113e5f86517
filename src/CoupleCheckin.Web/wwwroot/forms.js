// On static pages: shows and hides a password, copies, prints, says when minutes have gone by and how far a file is, and sends a form once however often it is pressed.
(() => {
  for (const button of document.querySelectorAll('[data-reveal]')) {
    const box = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener('click', () => {
      const shown = box.type === 'password';
      box.type = shown ? 'text' : 'password';
      button.firstChild.textContent = shown ? 'Hide' : 'Show';
      box.focus();
    });
  }

  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText(source.value ?? source.innerText.trim());
      document.getElementById(button.dataset.tell).textContent = 'Copied.';
    });
  }

  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }

  // A quiet line when the advised minutes have gone by. It moves nobody on.
  for (const note of document.querySelectorAll('[data-after]')) {
    setTimeout(() => {
      note.hidden = false;
      note.parentElement.querySelector('[data-until]').hidden = true;
    }, note.dataset.after * 60_000);
  }

  // While the browser saves a long file, the page says how far it is.
  for (const form of document.querySelectorAll('[data-download]')) {
    const line = form.querySelector('[data-progress]');
    form.addEventListener('submit', () => {
      line.textContent = 'Making the file';
      const ask = setInterval(async () => {
        const answer = await fetch(form.dataset.download).catch(() => null);
        if (!answer?.ok) return;
        const run = await answer.json();
        line.textContent = run.broke ? 'The file broke off. Please make it again.'
          : run.isOver ? `Done: ${run.records} things.`
          : `${Math.round(100 * run.done / run.of)} of 100 parts, ${run.records} things so far`;
        if (!run.isOver) return;
        clearInterval(ask);
        delete form.dataset.sent;
      }, 500);
    });
  }

  addEventListener('submit', event => {
    if (event.target.dataset.sent) event.preventDefault();
    else event.target.dataset.sent = 'yes';
    for (const box of event.target.querySelectorAll('input[type=text][autocomplete$=password]')) box.type = 'password';
  });
  addEventListener('pageshow', () => {
    const isComeBackTo = performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
    for (const form of document.forms) {
      delete form.dataset.sent;
      // A browser writes what was typed into a page one comes back to: for whoever comes next, too.
      if (isComeBackTo) form.reset();
    }
  });
})();
