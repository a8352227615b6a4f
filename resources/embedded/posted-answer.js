// Tells the window what a page is about to post to the redirect address, and of no other form. It runs in a world of
// its own, which the page's scripts can't reach; $REDIRECT_URI and $POSTED, the word before what is told, are filled in
// as JSON strings. A form's events stay inside its own shadow root, but what the user presses in an open one is heard
// outside, and comes first. Nothing is heard of a form in a closed one, and of one that a page writes over itself and
// sends in the same breath, in a new empty window too: to hear of those the page's own functions would have to be
// exchanged, before its eyes.
(() => {
  const place = (address) => address.split(/[?#]/, 1)[0];
  const told = new WeakMap(); // the web engine gathers a form's values twice where it is not let go
  const pressed = new WeakMap(); // the button that sends a form may name another address and method than the form
  const read = (element, name) => Element.prototype.getAttribute.call(element, name); // a field may hide the form's own
  const noteButton = (event) => pressed.set(event.target, event.submitter);
  const tell = (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const button = pressed.get(form);
    const said = (name) => (button && read(button, "form" + name)) || read(form, name) || "";
    if (said("method").trim().toLowerCase() !== "post") return;
    const address = new URL(said("action"), document.baseURI).href;
    if (place(address) !== place(new URL($REDIRECT_URI).href)) return;
    if (event.timeStamp - told.get(form) < 1000) return;
    told.set(form, event.timeStamp);
    const values = new URLSearchParams();
    for (const [name, value] of event.formData) if (typeof value === "string") values.append(name, value);
    console.debug($POSTED + JSON.stringify({ address, values: values.toString() }));
  };
  const listen = (root) => {
    root.addEventListener("submit", noteButton, true);
    root.addEventListener("formdata", tell, true); // a second time it is the same one
  };
  const listenInside = (event) => event.composedPath().filter((each) => each instanceof ShadowRoot).forEach(listen);
  listen(document);
  for (const pressing of ["click", "keydown"]) document.addEventListener(pressing, listenInside, true);
})();
