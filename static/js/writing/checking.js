// The panel beside the text, brought up to date whenever typing pauses.

import { ask, fieldsOf, paused } from "./sending.js";
import { replaceAll, select } from "./text.js";

const PAUSE = 700;
const NAMES = ["headline", "dek", "key_points", "body"];

export function keepPanel(root, form, fields) {
  const panel = root.querySelector("[data-panel]");
  let asked;

  async function refresh() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await ask(root.dataset.check, { form, body: fieldsOf(form, NAMES), signal: asked.signal });
      const { panel: html, words, minutes } = await answer.json();
      show(panel, html);
      root.querySelector("[data-words]").textContent = words.toLocaleString("en");
      root.querySelector("[data-minutes]").textContent = minutes;
      root.querySelector("[data-reading]").hidden = !words;
    } catch {
      // The panel is of a moment ago; what has been lost says the line above it.
    }
  }

  const soon = paused(PAUSE, refresh);
  form.addEventListener("input", (event) => NAMES.includes(event.target.name) && soon());

  panel.addEventListener("click", (event) => {
    const { swap, for: fresh, find } = event.target.closest("button")?.dataset ?? {};
    if (swap) for (const field of fields) replaceAll(field, `[@${swap}]`, `[@${fresh}]`);
    if (find) fields.some((field) => select(field, find));
  });
}

// The same place of the list stays in sight, and the button that has the focus keeps it.
function show(panel, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  const held = document.activeElement;
  const buttons = [...panel.querySelectorAll("button, a")];
  const at = buttons.indexOf(held);
  const top = panel.scrollTop;
  const isClosed = panel.querySelector("[data-bare]")?.open === false;
  if (isClosed) fresh.querySelector("[data-bare]")?.removeAttribute("open");
  panel.replaceChildren(...fresh.childNodes);
  panel.scrollTop = top;
  if (at >= 0) [...panel.querySelectorAll("button, a")].at(at)?.focus();
}
