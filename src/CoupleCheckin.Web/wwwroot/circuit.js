// Starts the circuit: straight to a web socket, unless the host asked for long polling too.
(() => {
  const longPolling = document.currentScript.dataset.longPolling !== undefined;
  const signalR = longPolling ? {} : { skipNegotiation: true, transport: 1 };
  Blazor.start({
    circuit: {
      initializers: { beforeStart: [], afterStarted: [] },
      configureSignalR: builder => builder.withUrl('_blazor', signalR),
    },
  });
  addEventListener('click', async event => {
    if (!event.target.closest?.('[data-reconnect]')) return;
    if (!await Blazor.reconnect().catch(() => false)) location.reload();
  });
})();
