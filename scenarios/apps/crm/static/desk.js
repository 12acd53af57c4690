// What every page of the desk can do: buttons made of divs, dialogs, questions before an act.
const data = id => JSON.parse(document.getElementById(id).textContent);

function submit(button) {
  const form = button.closest("form");
  if (button.dataset.name) {
    const held = Object.assign(document.createElement("input"), {type: "hidden", name: button.dataset.name, value: button.dataset.value});
    form.append(held);
  }
  form.requestSubmit();
}

function open(button) {
  const veil = document.getElementById(button.dataset.open), form = veil.querySelector("form");
  const given = {};
  for (const [key, value] of Object.entries(button.dataset)) {
    if (!key.startsWith("set")) continue;
    const name = key.slice(3).toLowerCase();
    given[name] = value;
    if (name === "action" && form) form.action = value;
    const field = form && form.elements[name];
    if (field && name !== "action") field.value = value;
    for (const shown of veil.querySelectorAll(`[data-shows=${name}]`)) shown.textContent = value;
  }
  veil.hidden = false;
  document.dispatchEvent(new CustomEvent("opened", {detail: given}));
  const first = veil.querySelector("input:not([type=hidden]), select, textarea, .btn");
  if (first) first.focus();
}

document.addEventListener("click", event => {
  const at = event.target.closest("[data-action], [data-open], [data-close]");
  if (!at) {
    if (event.target.classList.contains("veil")) event.target.hidden = true;
    for (const menu of document.querySelectorAll("details.menu[open], details.more[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    return;
  }
  if ("open" in at.dataset) return open(at);
  if ("close" in at.dataset || at.dataset.action === "close") { at.closest(".veil").hidden = true; return; }
  if (at.dataset.action === "submit") submit(at);
});

document.addEventListener("keydown", event => {
  if (event.key === "Escape") for (const veil of document.querySelectorAll(".veil")) veil.hidden = true;
  const at = event.target;
  if ((event.key === "Enter" || event.key === " ") && at.matches && at.matches("div[tabindex], [role=switch]")) {
    event.preventDefault();
    at.click();
  }
});

document.addEventListener("submit", event => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

// Switches show the new state at once and go back if it could not be saved.
async function turn(control, address, body, attribute) {
  const before = control.getAttribute(attribute), now = before !== "true";
  control.setAttribute(attribute, String(now));
  const answer = await fetch(address, {
    method: "PATCH", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body(now)),
  });
  if (!answer.ok) return control.setAttribute(attribute, before);
  for (const place of document.querySelectorAll("[data-told]")) place.textContent = place.dataset.told;
}

for (const control of document.querySelectorAll("[data-rule]")) {
  control.addEventListener("click", () =>
    turn(control, `/api/rules/${control.dataset.rule}`, now => ({active: Number(now)}), "aria-checked"));
}
