// Gives, as JSON, what a page shows where a code may stand: the texts of the marked elements and, where it is asked for,
// what the page says from the word `oauth_verifier` on. It runs in a world of its own, which the page's scripts can't
// reach. What nobody is shown is no code that is shown, and what can be typed in may be what the user types.
// $SELECTOR, $MOST, $LONGEST and $SAYS are filled in as JSON.
(() => {
  const own = (name) => Function.prototype.call.bind(Element.prototype[name]); // a field may hide the form's own
  const [checkVisibility, closest, boxOf] = [own("checkVisibility"), own("closest"), own("getBoundingClientRect")];
  const parentOf = (node) => Reflect.get(Node.prototype, "parentElement", node);

  const meet = (one, other) => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  // A box is shown where it has a size, no element around it cuts it off, and it can be scrolled to.
  const isShown = (element, range) => {
    if (!checkVisibility(element, { opacityProperty: true, visibilityProperty: true })) return false;
    const { left, top, right, bottom } = range.getBoundingClientRect();
    let box = { left, top, right, bottom };
    for (let around = element; around && around !== document.body; around = parentOf(around)) {
      const { overflowX, overflowY } = getComputedStyle(around);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const edge = boxOf(around);
      box = [overflowX, overflowY].some((each) => each === "hidden" || each === "clip") ? meet(box, edge) : edge;
    }
    return box.right - box.left > 2 && box.bottom - box.top > 2 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };

  const whole = (node) => {
    const range = document.createRange();
    range.selectNode(node);
    return range;
  };
  const textOf = (element) => {
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      const isFixed = (element.readOnly || element.disabled) && element.type !== "password";
      return isFixed && isShown(element, whole(element)) ? element.value : "";
    }
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let [text, before] = ["", null];
    while (walker.nextNode() && text.length < $LONGEST) {
      const node = walker.currentNode;
      if (node instanceof HTMLBRElement) text += " ";
      if (!(node instanceof Text)) continue;
      const parent = parentOf(node);
      const apart = closest(parent, "a, button, label, script, style, select, textarea, [role=button]");
      if ((apart && apart !== element && element.contains(apart)) || !isShown(parent, whole(node))) continue;
      text += (before && before !== parent ? " " : "") + node.data; // two elements are two words
      before = parent;
    }
    return text;
  };

  const marked = [...Document.prototype.querySelectorAll.call(document, $SELECTOR)]
    .slice(0, $MOST)
    .map((each) => textOf(each).trim().slice(0, $LONGEST))
    .filter((text) => text);
  const verifier = /oauth[_ ]?verifier/i;
  let said = "";
  if ($SAYS && verifier.test(document.documentElement.textContent)) {
    said = document.documentElement.innerText;
    const at = said.search(verifier);
    said = at < 0 ? "" : said.slice(at, at + $LONGEST);
  }
  return JSON.stringify({ marked, said });
})()
