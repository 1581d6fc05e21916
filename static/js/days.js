// Makes a slider of the days to choose from. Without this module the form is a list
// of days and a button; the slider only moves the choice, and leads there when let go.

for (const form of document.querySelectorAll("form.days")) {
  const select = form.querySelector("select");
  const label = form.querySelector("label");
  const days = [...select.options].reverse(); // oldest first, as time runs
  if (days.length < 2) continue;

  const range = document.createElement("input");
  range.type = "range";
  range.min = "0";
  range.max = String(days.length - 1);
  range.value = String(days.indexOf(select.selectedOptions[0]));
  range.setAttribute("aria-label", label.textContent);

  const tell = () => range.setAttribute("aria-valuetext", days[range.value].label);
  range.addEventListener("input", () => {
    days[range.value].selected = true;
    tell();
  });
  select.addEventListener("change", () => {
    range.value = String(days.indexOf(select.selectedOptions[0]));
    tell();
  });
  tell();
  form.append(range);
}
