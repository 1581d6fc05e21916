// Opens the evidence of a citation mark beside it. Without this module the mark
// is a link to the fact's page, and stays one for modified clicks.

const OPEN_DELAY = 150; // a pointer that only crosses a mark opens nothing
const CLOSE_DELAY = 300; // time to travel from the mark into the popover (WCAG 1.4.13)
const MARGIN = 12;

// Serves the marks of a page, and of what is put into it later where the function that
// comes back is called. The desk's preview is a page within a page, without scripts.
export function serveCitations(page) {
  const view = page.defaultView;
  const sheet = view.matchMedia("(max-width: 40rem)");
  const served = new WeakSet();
  let popover;
  let current;
  let pinned = false;
  let timer;
  let quiet = false;

  function evidenceOf(mark) {
    return page.getElementById(mark.dataset.evidence)?.querySelector(".evidence");
  }

  function place(mark) {
    const anchor = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const box = popover.getBoundingClientRect();
    const width = page.documentElement.clientWidth;
    const height = page.documentElement.clientHeight;
    const start = Math.max(MARGIN, Math.min(anchor.left - 24, width - box.width - MARGIN));
    const below = anchor.bottom + 10;
    const above = anchor.top - box.height - 10;
    const fits = below + box.height <= height - MARGIN || above < MARGIN;
    popover.style.setProperty("--start", `${start + view.scrollX}px`);
    popover.style.setProperty("--top", `${(fits ? below : above) + view.scrollY}px`);
    if (sheet.matches) {
      // The narrow form is a sheet at the foot of the screen: keep the mark above it.
      const hidden = anchor.bottom + MARGIN - popover.getBoundingClientRect().top;
      if (hidden > 0) view.scrollBy({ top: hidden, behavior: "instant" });
    }
  }

  function closeButton() {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "close";
    button.setAttribute("aria-label", "Close");
    button.textContent = "×";
    button.addEventListener("click", () => close({ refocus: true }));
    return button;
  }

  function open(mark, { pin = false } = {}) {
    clearTimeout(timer);
    if (current === mark) {
      pinned ||= pin;
      return;
    }
    close();
    const copy = evidenceOf(mark).cloneNode(true);
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const self of copy.querySelectorAll("a.cite")) self.remove();

    popover = page.createElement("div");
    popover.className = "evidence-popover";
    popover.popover = "manual";
    popover.tabIndex = -1;
    popover.setAttribute("role", "dialog");
    popover.setAttribute("aria-label", mark.getAttribute("aria-label"));
    popover.append(copy, closeButton());
    // Outside the text, whose styles must not reach it. Tab passes it by; Enter on
    // the mark goes in, and pass() leads out again.
    page.body.append(popover);
    popover.showPopover();
    place(mark);

    current = mark;
    pinned = pin;
    mark.setAttribute("aria-expanded", "true");
    popover.addEventListener("pointerenter", () => clearTimeout(timer));
    popover.addEventListener("pointerleave", leave);
    popover.addEventListener("focusout", blur);
    popover.addEventListener("keydown", pass);
  }

  function close({ refocus = false } = {}) {
    clearTimeout(timer);
    if (!current) return;
    const mark = current;
    const hadFocus = popover.contains(page.activeElement);
    current = undefined;
    pinned = false;
    mark.setAttribute("aria-expanded", "false");
    popover.remove();
    if (refocus && hadFocus) focusQuietly(mark);
  }

  function focusQuietly(mark) {
    quiet = true;
    mark.focus();
    quiet = false;
  }

  function pass(event) {
    if (event.key !== "Tab") return;
    const stops = [...popover.querySelectorAll("a, button")];
    const first = [stops[0], popover].includes(page.activeElement);
    if (event.shiftKey && first) {
      event.preventDefault();
      focusQuietly(current);
    } else if (!event.shiftKey && page.activeElement === stops.at(-1)) {
      // The browser goes on from the mark to whatever follows it in the text.
      focusQuietly(current);
    }
  }

  function leave(event) {
    if (event.pointerType === "touch" || pinned) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!popover?.contains(page.activeElement) && page.activeElement !== current) close();
    }, CLOSE_DELAY);
  }

  function blur(event) {
    const next = event.relatedTarget;
    if (!next || next === current || popover?.contains(next)) return;
    close();
  }

  function serve(mark) {
    served.add(mark);
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("aria-haspopup", "dialog");

    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (!pinned) open(mark);
      }, OPEN_DELAY);
    });
    mark.addEventListener("pointerleave", leave);
    mark.addEventListener("focus", () => {
      if (!quiet && mark.matches(":focus-visible")) open(mark);
    });
    mark.addEventListener("blur", blur);
    mark.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (current === mark && pinned) {
        close({ refocus: true });
        return;
      }
      open(mark, { pin: true });
      popover.focus();
    });
  }

  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current) {
      event.preventDefault();
      close({ refocus: true });
    }
  });

  page.addEventListener("pointerdown", (event) => {
    if (!current || popover.contains(event.target) || event.target.closest("a.cite") === current) return;
    close();
  });

  view.addEventListener("resize", () => current && place(current));

  function serveAll() {
    // What was open may have gone with its text.
    if (current && !current.isConnected) close();
    for (const mark of page.querySelectorAll("a.cite[data-evidence]")) if (!served.has(mark) && evidenceOf(mark)) serve(mark);
  }

  if (HTMLElement.prototype.showPopover) serveAll();
  return serveAll;
}

serveCitations(document);
