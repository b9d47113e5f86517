// Makes or uses a passkey: the browser's answer goes into the form, and the form is sent.
(() => {
  const form = document.querySelector('[data-passkey]');
  if (!form) return;
  const kind = form.dataset.passkey;
  const answer = form.querySelector('[name="Form.Credential"]');
  const trouble = form.querySelector('[data-passkey-trouble]');
  const isKnown = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;
  form.addEventListener('submit', async event => {
    if (answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    trouble.hidden = true;
    try {
      if (!isKnown) throw new Error('This browser knows no passkeys.');
      const options = JSON.parse(form.dataset.options);
      const publicKey = kind === 'create' ? PublicKeyCredential.parseCreationOptionsFromJSON(options) : PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const credential = kind === 'create' ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
      answer.value = JSON.stringify(credential.toJSON());
      form.requestSubmit();
    } catch {
      trouble.hidden = false;
    }
  });
})();
