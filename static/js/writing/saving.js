// Saving as word processors do: Ctrl+S, and the caret stays where it was.

const PLACE = "writing-place";

export function saveByKey(form) {
  const stay = form.elements._continue;
  addEventListener("keydown", (event) => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s";
    if (!isSave || !stay) return;
    event.preventDefault();
    form.requestSubmit(stay);
  });
  // A headline is one line; Enter goes on to what follows it and saves nothing half-done.
  form.elements.headline.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    form.elements.dek.focus();
  });
  form.addEventListener("submit", (event) => event.submitter === stay && remember());
  goBack(form);
}

function remember() {
  const field = document.activeElement;
  const [start, end] = field.matches("textarea, [type=text]") ? [field.selectionStart, field.selectionEnd] : [0, 0];
  sessionStorage.setItem(PLACE, JSON.stringify({ name: field.name ?? "", start, end, top: scrollY, at: Date.now() }));
}

// Where the form came back with something to mend, that is what has to be seen first.
function goBack(form) {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (document.querySelector(".errornote, .conflict, .refusal")) {
    // Once all has loaded: on a new article the admin would begin at the first field.
    addEventListener("load", () => document.querySelector(".errornote ~ * .errors :is(input, textarea, select), .writing .errors :is(input, textarea, select)")?.focus());
    return;
  }
  if (!place || Date.now() - place.at > 60_000) return;
  // The message of the save stands on top of the page, out of sight.
  document.querySelector("[data-keeping]").textContent = "Saved.";
  const field = form.elements[place.name];
  if (field?.matches?.("textarea, [type=text]")) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(place.start, place.end);
  }
  scrollTo({ top: place.top, behavior: "instant" });
}
