// Names the search boxes for who does not see them: the script that makes them gives
// them none. Without this module a box is a select with its label.

export function nameBoxes($) {
  const all = (root) => root.querySelectorAll("select.admin-autocomplete").forEach(nameBox);
  // The boxes are made when the page is ready, by a script that came before.
  $(() => all(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => all(event.target)));
  $(document).on("select2:open", (event) => {
    const search = document.querySelector(".select2-container--open .select2-search--dropdown input");
    search?.setAttribute("aria-label", `Search: ${nameOf(event.target)}`);
  });
}

const nameOf = (select) => select.getAttribute("aria-label") ?? select.labels[0]?.textContent.trim() ?? "";

function nameBox(select) {
  const box = select.parentElement.querySelector(".select2-container");
  if (!box || box.dataset.named) return;
  box.dataset.named = "true";
  const single = box.querySelector(".select2-selection--single");
  if (single) nameSingle(single, select);
  const chosen = box.querySelector("ul.select2-selection__rendered");
  if (!chosen) return;
  nameMany(box, chosen, select);
  // What is chosen is drawn anew whenever it changes.
  new MutationObserver(() => nameMany(box, chosen, select)).observe(chosen, { childList: true });
}

// Its name is the label, then what is chosen.
function nameSingle(selection, select) {
  const label = select.labels[0];
  if (!label) return;
  label.id ||= `${select.id}_label`;
  // What is chosen is told by the box; as a text box of its own it would have no name.
  const chosen = selection.querySelector(".select2-selection__rendered");
  chosen.removeAttribute("role");
  chosen.removeAttribute("aria-readonly");
  selection.setAttribute("aria-labelledby", `${label.id} ${selection.getAttribute("aria-labelledby") ?? ""}`.trim());
}

function nameMany(box, chosen, select) {
  box.querySelector("input.select2-search__field")?.setAttribute("aria-label", nameOf(select));
  // A cross for the mouse alone, which is no item of the list; Backspace does the same.
  chosen.querySelector(":scope > .select2-selection__clear")?.setAttribute("aria-hidden", "true");
}
