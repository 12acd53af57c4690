// What every page of the console has: buttons that are not buttons, questions before acts, and live parts.
const texts = JSON.parse(document.querySelector("#texts").textContent);
const trap = (name) => document.body.dataset.trap.split(" ").includes(name);
const send = (path, body) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const money = (cents) => (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });

// -- questions before acts ------------------------------------------------------------------------------

const ask = (text) =>
  new Promise((answer) => {
    const dialog = document.querySelector("#ask").content.firstElementChild.cloneNode(true);
    dialog.querySelector("h3").textContent = texts.please;
    dialog.querySelector("p").textContent = text;
    dialog.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      dialog.remove();
      answer(pressed.value === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) event.preventDefault();
  if (form.dataset.modal) {
    event.preventDefault();
    if (await ask(form.dataset.modal)) form.submit();
  }
});

// -- things that act without being buttons --------------------------------------------------------------

const acts = {
  submit: (element) => element.closest("form").requestSubmit(),
  shut: (element) => element.closest("dialog").close(),
  "not-now": (element) => element.closest(".veil").remove(),
  more: (element) => scale(element.parentElement, 1),
  less: (element) => scale(element.parentElement, -1),
  async reveal(element) {
    const covered = document.querySelector(`[data-secret="${element.dataset.for}"]`);
    const shown = covered.textContent !== "••••••••";
    const answer = shown ? { value: "••••••••" } : await (await fetch(`/api/secrets/${element.dataset.for}`)).json();
    covered.textContent = answer.value;
    element.textContent = shown ? texts.show : texts.hide;
  },
  restore(element) {
    const dialog = document.querySelector("#restore");
    dialog.querySelector(".what").textContent = element.dataset.name;
    dialog.querySelector("[name=backup]").value = element.dataset.id;
    dialog.querySelector("select").value = element.dataset.slug;
    dialog.showModal();
  },
  async diagnostics(element) {
    await send("/security/diagnostics", { share: true });
    element.closest(".veil").remove();
  },
  async preview() {
    const body = document.querySelector("#update textarea").value;
    document.querySelector("#shown").innerHTML = await (await send("/api/preview", { body })).text();
  },
};
const act = (event) => {
  const element = event.target.closest?.("[data-action]");
  if (element) acts[element.dataset.action]?.(element);
};
document.addEventListener("click", act);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !["BUTTON", "INPUT", "TEXTAREA"].includes(event.target.tagName)) act(event);
});
document.querySelectorAll("[data-sends]").forEach((choice) =>
  choice.addEventListener("change", () => choice.form.requestSubmit()));

// -- the counter of machines: it shows the new number at once -------------------------------------------

async function scale(counter, step) {
  const output = counter.querySelector("output"), state = document.querySelector("#scale-state");
  const before = +output.value, cents = +counter.dataset.cents;
  const show = (count) => {
    output.value = count;
    counter.querySelector(".cost b").textContent = money(count * cents);
  };
  show(before + step);
  const answer = await send(`/api/environments/${counter.dataset.slug}/scale`, { instances: before + step });
  if (!answer.ok) show(before);
  state.textContent = answer.ok ? texts.saved : texts.failed;
}

// -- the operators' note --------------------------------------------------------------------------------

customElements.define("mo-note", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const title = Object.assign(document.createElement("b"), { textContent: texts.operators });
    const text = Object.assign(document.createElement("p"), { textContent: this.getAttribute("text") });
    const style = document.createElement("style");
    style.textContent = ":host { display: block; background: #fdf3d9; border-radius: 9px; padding: .6rem .9rem; margin-bottom: 1rem } p { margin: .2rem 0 0 }";
    root.append(style, title, text);
  }
});

// -- the list of tokens keeps itself up to date ---------------------------------------------------------

const parts = ["name", "hint", "owner", "scopes", "expires", "used"];
const liveRows = () => [...document.querySelectorAll("#tokens .live")];
const rowData = (row) => ({
  token: row.querySelector("[name=token]").value,
  ...Object.fromEntries(parts.map((part) => [part, row.querySelector(`[data-part=${part}]`).textContent])),
});
function draw(rows, data) {
  rows.forEach((row, at) => {
    row.querySelector("[name=token]").value = data[at].token;
    parts.forEach((part) => { row.querySelector(`[data-part=${part}]`).textContent = data[at][part]; });
  });
}
if (trap("rows_refresh")) {
  document.querySelector("#tokens")?.addEventListener("pointerdown", () => {
    const rows = liveRows(), data = rows.map(rowData);
    draw(rows, [data.at(-1), ...data.slice(0, -1)]);
  }, { once: true });
}

// -- the dialog that restores ---------------------------------------------------------------------------

document.querySelector("#restore form")?.addEventListener("submit", (event) => {
  if (trap("target_returns")) event.target.querySelector("select").value = "production";
});
