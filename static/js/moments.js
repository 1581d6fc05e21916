// The moment in a form, told in UTC while it is typed. Without this module the page
// that answers tells it.

const PAUSE = 250; // milliseconds without a change

for (const row of document.querySelectorAll("[data-when]")) {
  const moment = row.querySelector("[data-moment]");
  const zone = row.querySelector("[name=zone]");
  const told = row.querySelector("[data-moment-told]");
  let timer;
  let asked = 0;

  async function tell() {
    const mine = ++asked;
    if (!moment.value) {
      told.replaceChildren();
      return;
    }
    const which = row.querySelector("[name=which]:checked")?.value ?? "";
    const query = new URLSearchParams({ name: moment.name, [moment.name]: moment.value, zone: zone.value, which });
    try {
      const answer = await fetch(`${row.dataset.when}?${query}`, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const part = document.createElement("template");
      part.innerHTML = await answer.text();
      if (mine === asked) told.replaceChildren(part.content);
    } catch {
      // Without a connection nothing is told; the desk tells it when the form is sent.
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  };
  moment.addEventListener("input", soon);
  zone.addEventListener("input", soon);
  told.addEventListener("change", tell);
}
