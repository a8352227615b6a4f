// Tells the window what a page is about to post to the redirect address, and of no other form. It runs in a world of
// its own, which the page's scripts can't reach; $REDIRECT_URI and $POSTED, the word before what is told, are filled in
// as JSON strings. A form's events stay inside its own shadow root, but what the user presses in an open one is heard
// outside, and comes first. Nothing is heard of a form in a closed one, and of one that a page writes over itself and
// sends in the same breath, in a new empty window too: to hear of those the page's own functions would have to be
// exchanged, before its eyes.
//
// A page may gather a form's values without sending them, and add to them itself while they are gathered. So they are
// told when its own listeners have had their turn, and the window believes them when the page is led to that address.
(() => {
  const place = (address) => address.split(/[?#]/, 1)[0];
  const told = new WeakSet();
  const pressed = new WeakMap(); // the button that sends a form may name another address and method than the form
  const read = (element, name) => Element.prototype.getAttribute.call(element, name); // a field may hide the form's own
  const noteButton = (event) => pressed.set(event.target, event.submitter);
  const tell = (form, gathered) => {
    if (!(form instanceof HTMLFormElement) || told.has(gathered)) return;
    const button = pressed.get(form);
    const said = (name) => (button && read(button, "form" + name)) || read(form, name) || "";
    if (said("method").trim().toLowerCase() !== "post") return;
    const [address] = new URL(said("action"), document.baseURI).href.split("#", 1);
    if (place(address) !== place(new URL($REDIRECT_URI).href)) return;
    told.add(gathered);
    const values = new URLSearchParams();
    for (const [name, value] of gathered) if (typeof value === "string") values.append(name, value);
    console.debug($POSTED + JSON.stringify({ address, values: values.toString(), framed: window !== window.top }));
  };
  const hear = (event) => tell(event.target, event.formData);
  const hearLater = (event) => setTimeout(tell, 0, event.target, event.formData); // where the page stops the event
  const listen = (root) => {
    root.addEventListener("submit", noteButton, true);
    root.addEventListener("formdata", hearLater, true); // a second time it is the same one
    root.addEventListener("formdata", hear);
  };
  const listenInside = (event) => event.composedPath().filter((each) => each instanceof ShadowRoot).forEach(listen);
  listen(window);
  for (const pressing of ["click", "keydown"]) document.addEventListener(pressing, listenInside, true);
})();
