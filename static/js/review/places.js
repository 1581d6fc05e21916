// Where words stand in a text that is read, whatever marks and forms lie between them.

const SIGNS = /[\s*_`#>[\]]/g;

export const squashed = (text) => text.replace(/\s+/g, " ").trim();
export const letters = (text) => squashed(text).replace(/\[@[^\]]*\]/g, "").replace(SIGNS, "");

// The place of the words within the element, without the numbers of citations; or null.
export function rangeOf(words, root) {
  const wanted = letters(words);
  if (!wanted) return null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL, {
    acceptNode: (node) => (node.nodeType === Node.ELEMENT_NODE && node.matches(".cite") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
  });
  const places = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    [...node.data].reduce((at, sign) => {
      if (!sign.match(SIGNS)) for (let unit = 0; unit < sign.length; unit += 1) places.push([node, at + unit]);
      return at + sign.length;
    }, 0);
    text += node.data.replace(SIGNS, "");
  }
  const at = text.indexOf(wanted);
  if (at < 0) return null;
  const range = document.createRange();
  range.setStart(...places[at]);
  const [last, offset] = places[at + wanted.length - 1];
  range.setEnd(last, offset + 1);
  return range;
}

// The sentences that comments are about are marked in the text, as with a pen.
export function markCommented(buttons, root) {
  if (!window.Highlight) return;
  const open = buttons.filter((button) => !button.closest(".is-resolved"));
  const ranges = open.map((button) => rangeOf(button.dataset.words, root)).filter(Boolean);
  CSS.highlights.set("commented", new Highlight(...ranges));
}
