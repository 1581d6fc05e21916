// Changes to a text field as if they were typed: undo takes them back one by one.

export function insert(field, text, { start = field.selectionStart, end = field.selectionEnd } = {}) {
  field.focus();
  field.setSelectionRange(start, end);
  const typed = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
  if (typed) return;
  field.setRangeText(text, start, end, "end");
  changed(field);
}

// Tells everyone who listens that a field has another value now.
export function changed(field) {
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// Every `old` in the field becomes `fresh`; the caret stays where it was.
export function replaceAll(field, old, fresh) {
  const places = [];
  for (let at = field.value.indexOf(old); at >= 0; at = field.value.indexOf(old, at + old.length)) places.push(at);
  for (const at of places.reverse()) insert(field, fresh, { start: at, end: at + old.length });
  return places.length;
}

// Selects the words in the field, however their spaces and line ends are; whether they are there.
export function select(field, words) {
  const pattern = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s+");
  const found = new RegExp(pattern.replace(/(?=\\[.,;:!?])/g, "\\s*")).exec(field.value);
  if (!found) return false;
  field.blur();
  field.setSelectionRange(found.index, found.index + found[0].length);
  field.focus();
  return true;
}
