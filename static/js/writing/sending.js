// Talking to the desk: what is in the form goes there, and never under a stale name.

export class Refused extends Error {}

// Nothing can be sent until somebody signs in again, which mends it.
export class SignedOut extends Refused {}

// The answer of the desk. Throws a TypeError where it cannot be reached, and Refused,
// with words for the person who writes, where it says no.
export async function ask(url, { form, ...options } = {}) {
  let answer = await send(url, form, options);
  // Whoever signed in again in another tab has another token by now.
  if (answer.status === 403 && form && options.body && (await renew(form))) answer = await send(url, form, options);
  if (!answer.ok && answer.status !== 422) throw new Refused(await reason(answer));
  return answer;
}

async function send(url, form, { body, ...options }) {
  Object.assign(options, { credentials: "same-origin" });
  if (body) {
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    Object.assign(options, { method: "POST", body });
  }
  const answer = await fetch(url, options);
  if (answer.redirected) throw new SignedOut("You are signed out.");
  if (answer.status >= 500) throw new TypeError(`The desk answered ${answer.status}.`);
  return answer;
}

// Takes the token of this page as it is now into every form; whether that is worth another try.
async function renew(form) {
  const answer = await fetch(location.pathname, { credentials: "same-origin" });
  if (answer.redirected) throw new SignedOut("You are signed out.");
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const user = page.querySelector("[data-writing]")?.dataset.user;
  if (user !== form.querySelector("[data-writing]").dataset.user) {
    if (user) throw new SignedOut("Somebody else is signed in now.");
    return false;
  }
  const { value } = page.querySelector("[name=csrfmiddlewaretoken]");
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
  return true;
}

async function reason(answer) {
  if (answer.headers.get("Content-Type")?.startsWith("application/json")) return (await answer.json()).refused;
  if (answer.status === 403) return "You may not write this any more.";
  if (answer.status === 404) return "The article is no longer there.";
  return `The desk answered ${answer.status}.`;
}

// The fields of the article in the form, as the desk reads them.
export function fieldsOf(form, names) {
  const body = new FormData();
  body.set("article", form.elements.article?.value ?? "");
  for (const name of names) for (const value of new FormData(form).getAll(name)) body.append(name, value);
  return body;
}

// Calls `act` once the calls have paused for so many milliseconds.
export function paused(milliseconds, act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}
