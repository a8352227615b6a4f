// Takes away what a sign-in page has no use for: calls between browsers and their like, which open ports at other
// computers past every rule of the window, and the sign-in by a browser's own account, which would wait for ever where
// there is none. A page that means harm finds the calls again in an empty frame of its own making, and the like of them
// in a worker, where no script of ours runs. What it gains is a connection to a place of its choice, which no rule can
// keep from it (a "preconnect" is one too), and none to the registered address, whose place is closed to all of them.
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^(?:webkit)?RTC|^WebTransport|^IdentityCredential|^IdentityProvider$/.test(name)) delete globalThis[name];
}
