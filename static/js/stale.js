// The keys of the queue of stale articles. Without this module its buttons work alike.

const form = document.querySelector("[data-stale]");
const sentences = form ? [...form.querySelectorAll("[data-sentence]")] : [];

const accept = (sentence) => sentence.querySelector("[name=accept]");
const box = (sentence) => sentence.querySelector("textarea");
const choice = (sentence, key) => [...sentence.querySelectorAll("[data-choice]")].find((one) => one.dataset.choice === key);
const current = () => document.activeElement.closest("[data-sentence]");

function go(step) {
  const at = sentences.indexOf(current());
  const next = sentences[Math.min(Math.max(at + step, 0), sentences.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// What could not be worded is read and edited before it is accepted.
function press(sentence) {
  const text = box(sentence);
  if (!text) return;
  const isUnread = !("sure" in sentence.dataset) && text.value === text.defaultValue;
  if (isUnread) text.focus();
  else accept(sentence).click();
}

function onKey(event) {
  const sentence = current();
  const isTyping = event.target.closest("textarea, input, select");
  if (isTyping) {
    if (!sentence) return;
    if (event.key === "Escape") sentence.focus();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) accept(sentence).click();
    else return;
  } else if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (event.key === "j") {
    go(1);
  } else if (event.key === "k") {
    go(-1);
  } else if (sentence && event.key === "a" && !event.repeat) {
    press(sentence);
  } else if (sentence && choice(sentence, event.key) && !event.repeat) {
    choice(sentence, event.key).click();
  } else if (sentence && event.key === "e") {
    box(sentence)?.focus();
  } else {
    return;
  }
  event.preventDefault();
}

if (sentences.some(accept)) {
  document.querySelector("[data-keys]").hidden = false;
  document.addEventListener("keydown", onKey);
}
