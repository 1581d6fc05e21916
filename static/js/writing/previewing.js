// The article in the readers' own template, beside its text, a moment after each pause.

import { serveCitations } from "../citations.js";
import { ask, fieldsOf, paused } from "./sending.js";

const PAUSE = 350;
const NAMES = ["headline", "dek", "key_points", "body", "byline", "section", "topics", "about", "hero", "related"];

export function givePreview(root, form) {
  const pane = root.querySelector("[data-preview-pane]");
  const button = root.querySelector("[data-preview-button]");
  const told = document.createElement("p");
  told.className = "quiet";
  told.setAttribute("role", "status");
  const frame = document.createElement("iframe");
  frame.title = "Preview";
  // No script of the page runs in it; what it needs is done from here.
  frame.setAttribute("sandbox", "allow-same-origin allow-popups");
  pane.append(told, frame);
  let asked;
  let loaded = false;
  let serveAgain = () => {};

  frame.addEventListener("load", () => {
    loaded = frame.contentDocument?.querySelector("main") != null;
    if (!loaded) return;
    serveAgain = serveCitations(frame.contentDocument);
    frame.contentDocument.addEventListener("click", follow);
  });

  async function refresh() {
    if (pane.hidden) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await ask(root.dataset.preview, { form, body: fieldsOf(form, NAMES), signal: asked.signal });
      show(await answer.text());
      told.textContent = "";
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = "The preview is of a moment ago: the desk cannot be reached.";
    }
  }

  // Only what the article is made of is put in again, so that the page stays where it was read.
  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const script of page.querySelectorAll("script")) script.remove();
    for (const preload of page.querySelectorAll("link[rel=preload]")) preload.remove();
    for (const link of page.querySelectorAll("a[href]:not(.cite)")) link.target = "_blank";
    const main = loaded && frame.contentDocument.querySelector("main");
    if (main) {
      main.replaceChildren(...page.querySelector("main").childNodes);
      serveAgain();
    } else frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  }

  // A mark opens its citation, as it does for readers; nothing leads the preview away.
  function follow(event) {
    const link = event.target.closest("a[href]");
    const [mark, inner] = [link?.matches(".cite"), link?.getAttribute("href").startsWith("#")];
    if (!mark && !inner) return;
    event.preventDefault();
    if (inner) frame.contentDocument.getElementById(link.hash.slice(1))?.scrollIntoView({ block: "center" });
  }

  // Enter in the headline sends the form by its first button: that is no preview here.
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    pane.hidden = !pane.hidden;
    root.classList.toggle("has-preview", !pane.hidden);
    button.setAttribute("aria-pressed", String(!pane.hidden));
    refresh();
  });
  const soon = paused(PAUSE, refresh);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // Search boxes announce what was chosen through jQuery alone.
  window.django?.jQuery(form).on("change", "select", soon);
}
