// Makes or uses a passkey: the browser's answer goes into the form, and the form is sent. It comes before its form, so that no press is too early for it.
(() => {
  const isKnown = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;
  document.addEventListener('submit', async event => {
    const form = event.target;
    const kind = form.dataset.passkey;
    const answer = kind && form.querySelector('[name="Form.Credential"]');
    if (!answer || answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const trouble = form.querySelector('[data-passkey-trouble]');
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
