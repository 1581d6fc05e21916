// The page on which an article is written: facts at hand, a preview, nothing lost.
// Without these modules it is a form like any other.

import { keepPanel } from "./writing/checking.js";
import { keepTyping } from "./writing/keeping.js";
import { cleanPastes } from "./writing/pasting.js";
import { givePreview } from "./writing/previewing.js";
import { saveByKey } from "./writing/saving.js";
import { giveTools } from "./writing/tools.js";

const root = document.querySelector("[data-writing]");
if (root) {
  const form = root.closest("form");
  const body = form.querySelector("[name=body]");
  const points = form.querySelector("[name=key_points]");
  giveTools(root, form, [
    [points, "line-tools"],
    [body, "text-tools"],
  ]);
  for (const field of [points, body]) cleanPastes(field);
  keepPanel(root, form, [body, points]);
  givePreview(root, form);
  if (root.dataset.keep) keepTyping(root, form);
  saveByKey(form);
}
