// Finds facts and pictures by a few words, and shows them as options of a list.

import { ask } from "./sending.js";

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// A search that only answers its last question; null to those that came too late.
export function search(url, form, pause = 120) {
  let last = 0;
  return async (words) => {
    const mine = ++last;
    await wait(pause);
    if (mine !== last) return null;
    const query = new URLSearchParams({ q: words });
    for (const entry of new FormData(form).getAll("about")) query.append("about", entry);
    const answer = await ask(`${url}?${query}`);
    const { found } = await answer.json();
    return mine === last ? found : null;
  };
}

// Why a search has no answer, for the person who asked.
export const reason = (error) => (error instanceof TypeError ? "The desk cannot be reached just now." : error.message);

function option(value) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = `option-${value}`;
  item.dataset.value = value;
  return item;
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

export function factOption(fact) {
  const item = option(fact.key);
  const standing = part("standing", fact.certainty_label);
  if (fact.status !== "accepted") standing.prepend(part(`status is-${fact.status}`, fact.status), " ");
  else if (!fact.is_supported) standing.prepend(part("status is-rejected", "unchecked"), " ");
  item.append(part("subject", `${fact.subject}: ${fact.label.toLowerCase()}`), " ", part("words", fact.words), " ", standing);
  return item;
}

export function pictureOption(shot) {
  const item = option(String(shot.number));
  const picture = document.createElement("img");
  picture.src = shot.src;
  picture.alt = "";
  picture.loading = "lazy";
  item.append(picture, part("words", shot.alt), " ", part("standing", `${shot.entry} · ${shot.credit}`));
  return item;
}
