// Nothing that was typed is lost: what is in the form goes to the desk every few
// seconds, and stays in this browser for as long as the desk cannot be reached.

import { Refused, SignedOut, ask, fieldsOf } from "./sending.js";

const EVERY = 3_000;
const AT_LEAST_EVERY = 30_000; // so that others see who is here
const LONGEST_ASKED = 8_000; // before a save goes ahead without an answer: none comes
const MOST_ON_LEAVING = 60_000; // what a browser sends for a page that is closed
const NAMES = ["headline", "slug", "dek", "key_points", "body", "section", "topics", "about", "byline", "hero", "related"];

export function keepTyping(root, form) {
  const line = root.querySelector("[data-keeping]");
  const others = root.querySelector("[data-others]");
  const { article, keep, user } = root.dataset;
  const place = `writing:${user}:${article || "new"}`;
  // Restored once: loading the page again shows what is saved, and asks anew.
  if (new URLSearchParams(location.search).has("restore")) history.replaceState(null, "", location.pathname);
  // What was refused, or restored, is in the form and nowhere else.
  const isUnsaved = root.hasAttribute("data-unsaved");
  const isOffered = document.querySelector("[data-recovery]") !== null;
  const opened = snapshot(form);
  let kept = isUnsaved ? "" : opened;
  let keptAt = Date.now();
  let isLost = false;
  let isSending = false;
  let isLeaving = false;
  let isAnswered = false; // the desk is there: what is saved now reaches it
  let isAsking = false;

  let said = "";
  const say = (words, isBad = false, ...more) => {
    if (said !== words) line.replaceChildren(words, ...more);
    said = words;
    line.classList.toggle("lost", isBad);
  };

  // Why nothing reaches the desk, what mends it, and that nothing is lost by it.
  const sayLost = (error) => {
    const why = error instanceof Refused ? error.message : "The connection is lost.";
    const link = document.createElement("a");
    Object.assign(link, { href: root.dataset.signin, target: "_blank", textContent: "Sign in in a new tab" });
    say(`${why} Your text is kept in this browser. `, true, ...(error instanceof SignedOut ? [link] : []));
  };

  // What the form was made from goes along, so that a later one can be merged with it.
  function body(typed, origin = originOf(form)) {
    const data = new FormData();
    data.set("article", article);
    data.set("base", root.dataset.version);
    data.set("fields", typed);
    if (typed) for (const [name, value] of Object.entries(origin)) data.set(name, value);
    return data;
  }

  async function send({ keepalive = false } = {}) {
    const typed = snapshot(form);
    const isNew = typed !== kept;
    if (isNew && (isOffered || isLost)) hold(typed);
    if (isLeaving || isSending || (!isNew && Date.now() - keptAt < AT_LEAST_EVERY)) return;
    if (isNew && isOffered) {
      say("Restore or discard your earlier work first: meanwhile this text is kept in this browser only.", true);
      return;
    }
    if (keepalive && typed.length > MOST_ON_LEAVING) {
      if (isNew) hold(typed);
      return;
    }
    isSending = true;
    try {
      const answer = await ask(keep, { form, body: body(isNew ? typed : ""), keepalive });
      const told = await answer.json();
      keptAt = Date.now();
      if (isNew) {
        kept = typed;
        say(`Kept at ${told.at}`);
      } else if (isLost) say("Connected again.");
      if (isLost || isNew) release();
      isLost = false;
      others.hidden = told.others.length === 0;
      others.textContent = told.others.length ? `${told.others.join(" and ")} ${told.others.length > 1 ? "have" : "has"} it open too.` : "";
    } catch (error) {
      if (isNew || isLost) hold(typed);
      isLost = true;
      sayLost(error);
    } finally {
      isSending = false;
    }
  }

  function hold(typed) {
    try {
      localStorage.setItem(place, JSON.stringify({ typed, origin: originOf(form) }));
    } catch {
      say("This browser keeps nothing more: copy your text before you leave.", true);
    }
  }

  const release = () => localStorage.removeItem(place);

  // What this browser alone has, from a time without connection, goes to the desk and
  // is offered from there. What is in the form already is no news to anybody.
  async function handOver() {
    const held = JSON.parse(localStorage.getItem(place) ?? "null");
    if (!held) return;
    if (held.typed === opened) {
      release();
      return;
    }
    const answer = await ask(keep, { form, body: body(held.typed, held.origin) });
    const { recovery } = await answer.json();
    release();
    if (recovery && snapshot(form) === opened) location.reload();
  }

  setInterval(send, EVERY);
  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => document.hidden && send({ keepalive: true }));
  addEventListener("pagehide", () => send({ keepalive: true }));
  form.addEventListener("submit", (event) => {
    // A button may lead elsewhere, as the one of the preview does without scripts.
    if (event.submitter?.hasAttribute("formaction")) return;
    if (!isAnswered) {
      event.preventDefault();
      save(event.submitter);
      return;
    }
    isLeaving = true;
    isAnswered = false;
    // Still here after a while: it was not sent, or the way back was taken.
    setTimeout(() => { isLeaving = false; }, 10_000);
  });

  // A save that would end on the page of the sign-in, or of the browser's own regret,
  // is not sent: the text stays in sight until the desk can take it.
  async function save(button) {
    if (isAsking) return;
    isAsking = true;
    try {
      await ask(keep, { form, body: body(""), signal: AbortSignal.timeout(LONGEST_ASKED) });
      isAnswered = true;
    } catch (error) {
      // Any other refusal is the desk's own, which gives what was typed back.
      isAnswered = error instanceof Refused && !(error instanceof SignedOut);
      if (!isAnswered) {
        hold(snapshot(form));
        isLost = true;
        sayLost(error);
      }
    } finally {
      isAsking = false;
    }
    if (isAnswered) form.requestSubmit(button);
  }

  addEventListener("beforeunload", (event) => {
    if (!isLeaving && (isUnsaved || snapshot(form) !== opened)) event.preventDefault();
  });
  handOver().catch(() => {});
  send();
}

const originOf = ({ elements }) => ({ _version: elements._version?.value ?? "", _base: elements._base?.value ?? "" });

// Everything of the article in the form, as text that can be compared.
function snapshot(form) {
  const fields = {};
  const sent = fieldsOf(form, NAMES);
  for (const name of NAMES) {
    const values = sent.getAll(name);
    const field = form.elements[name];
    fields[name] = field?.multiple ? values : (values[0] ?? "").replaceAll("\r\n", "\n");
  }
  return JSON.stringify(fields);
}
