// Tells the window that the page asks for a passkey or a security key, which are the user's own browser's. A page that
// would only fill one in where there is one ("conditional"), or that wants none if the user has to be asked ("silent"),
// asks for nothing yet; nor does a frame that may not ask. What the page gave is read once, by the web engine alone,
// and in its order: this only watches. What a page may ask beforehand, whether there are passkeys here and which, is
// answered by the web engine, but for one call that it never answers, on which a page would wait for ever: that one is
// taken away, as from a browser that doesn't know it yet.
(() => {
  if (globalThis.PublicKeyCredential) delete PublicKeyCredential.getClientCapabilities;
  const container = globalThis.CredentialsContainer;
  if (!container) return;
  const tell = console.debug.bind(console);
  const quiet = new Set(["conditional", "silent"]);
  const mayAsk = (name) => {
    const policy = document.featurePolicy;
    return !policy || policy.allowsFeature("publickey-credentials-" + name);
  };
  const watched = (options, seen) =>
    new Proxy(options, {
      get: (target, name) => (seen[name] = Reflect.get(target, name)),
    });
  for (const name of ["get", "create"]) {
    container.prototype[name] = new Proxy(container.prototype[name], {
      apply(ask, self, given) {
        const [options, ...others] = given;
        if (Object(options) !== options) return Reflect.apply(ask, self, given);
        const seen = Object.create(null);
        const promise = Reflect.apply(ask, self, [watched(options, seen), ...others]);
        if (seen.publicKey && !quiet.has(seen.mediation) && mayAsk(name)) tell("ledgerpass:passkey");
        return promise;
      },
    });
  }
})();
