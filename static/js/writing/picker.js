// A dialog in which a fact or a picture is found by words and chosen, by keyboard or not.

import Combobox from "../../vendor/combobox-nav.js";
import { reason, search } from "./finding.js";

let count = 0;

// `choose` gets the value of the option; the field that asked has the focus again.
export function picker({ url, form, label, nothing, option, choose }) {
  const dialog = document.getElementById("picker").content.firstElementChild.cloneNode(true);
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  const told = dialog.querySelector("[data-told]");
  const find = search(url, form);
  count += 1;
  input.id = `picker-${count}`;
  list.id = `picker-list-${count}`;
  dialog.querySelector("[data-label]").htmlFor = input.id;
  dialog.querySelector("[data-label]").textContent = label;
  list.setAttribute("aria-label", label);
  document.body.append(dialog);
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: "selected" });
  let field;

  async function refresh() {
    let found;
    try {
      found = await find(input.value.trim());
    } catch (error) {
      found = [];
      told.textContent = reason(error);
      list.replaceChildren();
      return;
    }
    if (!found || !dialog.open) return;
    list.replaceChildren(...found.map(option));
    told.textContent = found.length ? "" : nothing;
    combobox.resetSelection();
  }

  input.addEventListener("input", refresh);
  list.addEventListener("combobox-commit", (event) => {
    const { value } = event.target.closest("[role=option]").dataset;
    dialog.close();
    choose(field, value);
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    combobox.stop();
    list.replaceChildren();
    field.focus();
  });
  // A form may stand around the button that opens this, and Enter must not send it.
  dialog.addEventListener("keydown", (event) => event.key === "Enter" && event.target === input && event.preventDefault());

  return (target) => {
    field = target;
    input.value = "";
    told.textContent = "";
    dialog.showModal();
    combobox.start();
    refresh();
  };
}
