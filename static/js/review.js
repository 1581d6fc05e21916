// Comforts of the review. Without this module the sentence of a comment is chosen from
// a list, and an address is copied by hand.

import { letters, markCommented, rangeOf, squashed } from "./review/places.js";
import { select } from "./writing/text.js";

const box = document.querySelector("[data-comment]");
const written = document.querySelector("[data-writing] [name=body]");
const readable = document.querySelector("[data-readable]");

// What is selected in the text that is written or read; "" where nothing is.
function selected() {
  if (written && document.activeElement === written) {
    return written.value.slice(written.selectionStart, written.selectionEnd);
  }
  const chosen = document.getSelection();
  const isInside = readable && chosen.rangeCount && readable.contains(chosen.getRangeAt(0).commonAncestorContainer);
  if (!isInside) return "";
  // The numbers of citations are no words of the sentence.
  const part = chosen.getRangeAt(0).cloneContents();
  for (const mark of part.querySelectorAll(".cite")) mark.remove();
  return part.textContent;
}

// The sentence of the list that holds the words, or at least their beginning.
function sentenceOf(words, list) {
  const wanted = letters(words);
  if (!wanted) return null;
  const known = [...list.options].filter((option) => option.value).map((option) => [letters(option.textContent), option]);
  const holding = (part) => known.find(([own]) => own.includes(part))?.[1];
  return holding(wanted) ?? holding(wanted.slice(0, 24)) ?? known.find(([own]) => wanted.startsWith(own))?.[1] ?? null;
}

if (box && (written || readable)) {
  const list = box.querySelector("[data-sentences]");
  const text = box.querySelector("textarea");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button comment-here";
  button.textContent = "Comment on this";
  button.title = "Ctrl+Alt+M";
  button.hidden = true;
  document.body.append(button);
  let words = "";

  const look = () => {
    const now = squashed(selected());
    if (document.activeElement === button) return;
    words = now;
    button.hidden = !words;
  };
  const open = () => {
    const found = sentenceOf(words, list);
    list.value = found ? found.value : "";
    box.open = true;
    button.hidden = true;
    text.focus();
    box.scrollIntoView({ block: "center" });
  };
  document.addEventListener("selectionchange", look);
  written?.addEventListener("select", look);
  // A press must not take the selection away before it is used.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.code === "KeyM") {
      words = squashed(selected());
      event.preventDefault();
      open();
    }
  });
}

const shown = [...document.querySelectorAll("[data-sentence]")];
if (readable) markCommented(shown, readable);
for (const button of shown) {
  const fields = ["headline", "dek", "key_points", "body"].map((name) => document.querySelector(`[data-writing] [name=${name}]`)).filter(Boolean);
  button.hidden = fields.length === 0 && !readable;
  button.addEventListener("click", () => {
    const field = fields.find((one) => select(one, button.dataset.sentence));
    const place = field ?? (readable && rangeOf(button.dataset.words, readable)?.startContainer.parentElement);
    place?.scrollIntoView({ block: "center" });
  });
}

// What rests on nothing is found in a text that is read as in one that is written.
for (const button of readable ? document.querySelectorAll(".reading-side [data-find]") : []) {
  button.addEventListener("click", () => {
    const range = rangeOf(button.dataset.find, readable);
    if (!range) return;
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  });
}

// The form that a link leads to is open.
const openTarget = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches("details")) target.open = true;
};
addEventListener("hashchange", openTarget);
openTarget();

// An address is copied by one press; without this module it is selected and copied.
for (const field of document.querySelectorAll("[data-copied]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${field.getAttribute("aria-label") ?? "it"}`);
  field.after(button);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl+C";
    }
  });
}
