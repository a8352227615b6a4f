// Tells the window that the page asks for a passkey or a security key, which are the user's own browser's. A page that
// would only fill one in where there is one ("conditional") asks for nothing yet.
(() => {
  const container = globalThis.CredentialsContainer;
  if (!container) return;
  const tell = console.debug.bind(console);
  for (const name of ["get", "create"]) {
    container.prototype[name] = new Proxy(container.prototype[name], {
      apply(ask, self, given) {
        const options = given[0];
        if (options && options.publicKey && options.mediation !== "conditional") tell("ledgerpass:passkey");
        return Reflect.apply(ask, self, given);
      },
    });
  }
})();
