// Feature flags draw themselves from GraphQL; a switch shows its new state before the server has answered.
const graph = async (query, variables) => (await send("/graphql", { query, variables })).json();
const where = document.querySelector("#environment"), list = document.querySelector("#flags");
const state = document.querySelector("#flag-state");

customElements.define("mo-switch", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      button { width: 38px; height: 22px; border-radius: 99px; border: 0; background: #b9c2bf; position: relative; cursor: pointer }
      button::after { content: ""; position: absolute; left: 3px; top: 3px; width: 16px; height: 16px; border-radius: 50%; background: #fff; transition: left .12s }
      button[aria-checked=true] { background: #12766a } button[aria-checked=true]::after { left: 19px }
    </style><button role="switch"></button>`;
    this.button = root.querySelector("button");
    this.button.setAttribute("aria-label", texts.flagOn.replace("{name}", this.getAttribute("name")));
    this.set(this.hasAttribute("on"));
    this.button.addEventListener("click", () => {
      this.set(!this.on);
      this.dispatchEvent(new CustomEvent("turned", { bubbles: true }));
    });
  }
  get on() { return this.button.getAttribute("aria-checked") === "true"; }
  set(on) { this.button.setAttribute("aria-checked", String(on)); }
});

async function save(row) {
  const variables = {
    environment: where.value, key: row.dataset.key, on: row.querySelector("mo-switch").on,
    percent: +row.querySelector("input").value,
  };
  const answer = await graph("mutation Set($environment: String!, $key: String!, $on: Boolean!, $percent: Int!) { setFlag(environment: $environment, key: $key, on: $on, percent: $percent) { key on percent } }", variables);
  state.textContent = answer.data ? texts.saved : answer.errors[0].message;
  if (!answer.data) await show();
}

function flagRow(flag) {
  const row = document.createElement("div");
  row.className = "flag row";
  row.dataset.key = flag.key;
  row.innerHTML = `<div><b></b> <code></code><br><small></small></div>
    <label><input type="number" min="0" max="100"> %</label>
    <span><button class="mini apply"></button> <span class="mini archive" role="button" tabindex="0"></span></span>`;
  row.querySelector("b").textContent = flag.name;
  row.querySelector("code").textContent = flag.key;
  row.querySelector("small").textContent = `${flag.about} · ${flag.owner}`;
  const percent = row.querySelector("input"), apply = row.querySelector(".apply"), archive = row.querySelector(".archive");
  percent.value = flag.percent;
  percent.setAttribute("aria-label", texts.percent);
  apply.textContent = texts.apply;
  archive.textContent = texts.archive;
  const turn = document.createElement("mo-switch");
  turn.setAttribute("name", flag.name);
  turn.toggleAttribute("on", Boolean(flag.on));
  row.children[0].after(turn);
  turn.addEventListener("turned", () => save(row));
  apply.addEventListener("click", () => save(row));
  percent.addEventListener("input", () => { if (trap("tab_returns")) where.selectedIndex = 0; });
  archive.addEventListener("click", async () => {
    if (!(await ask(texts.archiveAsk.replace("{name}", flag.name)))) return;
    await graph("mutation Archive($key: String!) { archiveFlag(key: $key) { key } }", { key: flag.key });
    row.remove();
  });
  return row;
}

let asked = 0;
async function show() {
  const number = ++asked;
  const answer = await graph("query Flags($environment: String!) { flags(environment: $environment) { key name about owner on percent } }", { environment: where.value });
  if (number === asked) list.replaceChildren(...answer.data.flags.map(flagRow)); // a later choice has its own answer
}
where.addEventListener("change", () => { list.replaceChildren(); show(); });
show();
