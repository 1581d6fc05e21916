// Comforts of the desk. Without this module every form works by typing.

import { nameBoxes } from "./desk/boxes.js";

const SURROUNDINGS = 32; // characters that tell one place from another

// Words selected in an archived text go into the form that quotes them.
function fillFromSelection(text, form) {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const whole = text.textContent;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const words = range.toString();
  if (!words.trim()) return;
  const end = start + words.length;
  const occursAgain = whole.indexOf(words) !== whole.lastIndexOf(words);
  form.querySelector("[name$=words]").value = words;
  form.querySelector("[name$=prefix]").value = occursAgain ? whole.slice(Math.max(0, start - SURROUNDINGS), start) : "";
  form.querySelector("[name$=suffix]").value = occursAgain ? whole.slice(end, end + SURROUNDINGS) : "";
}

const text = document.querySelector("[data-quotable]");
const form = document.querySelector("[data-quote-form]");
if (text && form) {
  document.addEventListener("mouseup", () => fillFromSelection(text, form));
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey || event.key === "Shift") fillFromSelection(text, form);
  });
}

// The first step of a fact: what can be said depends on the subject just chosen.
const subject = document.querySelector("form[method=get] select[name=subject]");
if (subject && window.django?.jQuery) {
  window.django.jQuery(subject).on("select2:select", () => {
    const predicate = document.querySelector("select[name=predicate]");
    const query = new URLSearchParams(new FormData(subject.form));
    if (!predicate.value) query.delete("predicate");
    window.location.search = query;
  });
}

if (window.django?.jQuery) nameBoxes(window.django.jQuery);
