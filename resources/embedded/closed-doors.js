// Takes away what a sign-in page has no use for: calls between browsers and their like, which open ports at other
// computers past every rule of the window, and the sign-in by a browser's own account, which would wait for ever where
// there is none. A page that means harm finds the calls again in a frame of its own making; what it gains is a bare
// connection, which no rule can keep from it (a "preconnect" is one too), and no request goes over it.
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^(?:webkit)?RTC|^WebTransport|^IdentityCredential|^IdentityProvider$/.test(name)) delete globalThis[name];
}
