// The tools over a text, and the list of facts that opens at an @ within it.

import "../../vendor/markdown-toolbar-element.js";
import "../../vendor/text-expander-element.js";
import { factOption, pictureOption, reason, search } from "./finding.js";
import { picker } from "./picker.js";
import { insert } from "./text.js";

const LONGEST = 60; // of what can be a search; longer is prose that happens to follow an @
const MOST_ASKED = 3;
const ENDINGS = /[.,;:!?)\]"'”’»…]/;

export function giveTools(root, form, fields) {
  const { pick, pictures } = root.dataset;
  const openers = { pictures: pictures && picturePicker(pictures, form) };
  if (pick) openers.facts = factPicker(pick, form);
  for (const [field, template] of fields) {
    if (pick) suggestAt(field, pick, form);
    const bar = document.getElementById(template).content.firstElementChild.cloneNode(true);
    bar.setAttribute("for", field.id);
    bar.addEventListener("click", (event) => {
      const kind = event.target.closest("[data-opens]")?.dataset.opens;
      if (kind) openers[kind](field);
    });
    (field.closest("text-expander") ?? field).before(bar);
  }
}

function factPicker(url, form) {
  return picker({
    url,
    form,
    label: "Find a fact by its entry, its words or what it says",
    nothing: "No fact has all of these words.",
    option: factOption,
    choose: (field, key) => insert(field, `[@${key}]`),
  });
}

function picturePicker(url, form) {
  return picker({
    url,
    form,
    label: "Find a picture by what it shows",
    nothing: "No picture has all of these words.",
    option: pictureOption,
    choose: showPicture,
  });
}

// A picture has a line of its own; the caret is left where its caption is written.
function showPicture(field, number) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  insert(field, `${lead}![](image:${number})${tail}`);
  const caption = before.length + lead.length + 2;
  field.setSelectionRange(caption, caption);
}

function suggestAt(field, url, form) {
  const expander = document.createElement("text-expander");
  const [holder, next] = [field.parentNode, field.nextSibling];
  for (const [name, value] of Object.entries({ keys: "@", multiword: "@", suffix: "" })) expander.setAttribute(name, value);
  expander.append(field); // the element looks for its field when it is put in place
  holder.insertBefore(expander, next);
  const find = search(url, form);

  expander.addEventListener("text-expander-change", (event) => {
    const { provide, text } = event.detail;
    // After a bracket it is a citation that stands there already.
    if (text.length <= LONGEST && !text.includes("]")) provide(suggestions(find, text));
  });
  // The element would set the whole text anew, which ends what can be undone.
  expander.addEventListener("text-expander-value", (event) => {
    event.preventDefault();
    const end = field.selectionEnd;
    const at = field.value.lastIndexOf("@", end - 1);
    const key = event.detail.item.closest("[role=option]").dataset.value;
    expander.dismiss();
    insert(field, `[@${key}]`, { start: field.value[at - 1] === "[" ? at - 1 : at, end });
  });

  expander.addEventListener("text-expander-activate", () => requestAnimationFrame(() => keepInside(expander)));

  // The mark of a sentence stands right after its full stop, where the element, which
  // has names in mind, expects none: the bracket makes it a place to begin.
  field.addEventListener("beforeinput", (event) => {
    if (event.data !== "@" || event.inputType !== "insertText") return;
    if (!ENDINGS.test(field.value[field.selectionStart - 1] ?? "")) return;
    event.preventDefault();
    insert(field, "[@");
  });
}

// The list opens at the caret; near the right edge it moves back into the field.
function keepInside(expander) {
  const list = expander.querySelector(".suggester");
  if (!list) return;
  const [field, box] = [expander.getBoundingClientRect(), list.getBoundingClientRect()];
  const over = Math.min(box.right - field.right, box.left - field.left);
  if (over > 0) list.style.translate = `${-over}px 0`;
}

async function suggestions(find, text) {
  let found;
  try {
    found = await find(text);
  } catch (error) {
    return { matched: true, fragment: told(reason(error)) };
  }
  if (!found) return { matched: false };
  if (!found.length) return isQuestion(text) ? { matched: true, fragment: told("No fact has all of these words.") } : { matched: false };
  const list = document.createElement("ul");
  list.className = "found suggester";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Facts");
  list.append(...found.map(factOption));
  return { matched: true, fragment: list };
}

// Few words are still being looked for; more are prose, which goes on without a list.
const isQuestion = (text) => text.trim().split(/\s+/).length <= MOST_ASKED;

function told(words) {
  const line = document.createElement("p");
  line.className = "suggester told";
  line.setAttribute("role", "status");
  line.textContent = words;
  return line;
}
