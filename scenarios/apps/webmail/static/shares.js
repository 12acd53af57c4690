// Who sees the calendars: a component of its own, with its own door to the server.
const { levels, texts } = JSON.parse(document.getElementById("setup").textContent);

class HeronShares extends HTMLElement {
  connectedCallback() {
    this.attachShadow({ mode: "open" });
    this.shadowRoot.innerHTML = `<link rel="stylesheet" href="/static/heron.css"><section class="card"><ul class="plain list"></ul></section>
      <form class="form card"><p class="problem" role="alert" hidden></p><div class="pair"><label><span></span><select name="calendar"></select></label>
      <label><span></span><input name="email"></label><label><span></span><select name="level"></select></label></div><div class="ends"><button class="main"></button></div></form>`;
    const [calendar, address, level] = this.shadowRoot.querySelectorAll("label span");
    calendar.textContent = texts.calendar;
    address.textContent = texts.address;
    level.textContent = texts.level;
    const form = this.shadowRoot.querySelector("form");
    form.querySelector("button").textContent = texts.share;
    form.elements.level.append(...Object.entries(levels).map(([key, text]) => new Option(text, key)));
    form.onsubmit = event => { event.preventDefault(); this.share(form); };
    this.show();
  }

  async show() {
    const { shares, calendars } = await (await fetch("/api/shares")).json();
    const form = this.shadowRoot.querySelector("form");
    if (!form.elements.calendar.options.length) form.elements.calendar.append(...calendars.map(one => new Option(one.name, one.id)));
    this.shadowRoot.querySelector("ul").replaceChildren(...shares.map(one => this.line(one)));
    if (!shares.length) this.shadowRoot.querySelector("ul").textContent = texts.nobody;
  }

  line(one) {
    const line = document.createElement("li");
    line.className = "item row";
    line.innerHTML = `<div class="body"><strong></strong><span class="snippet"></span></div><button type="button" class="link"></button>`;
    line.querySelector("strong").textContent = `${one.name} · ${one.calendar}`;
    line.querySelector("span").textContent = `${one.email} · ${levels[one.level]}`;
    const button = line.querySelector("button");
    button.textContent = texts.remove;
    button.onclick = async () => { await fetch(`/api/shares/${one.id}`, { method: "DELETE" }); this.show(); };
    return line;
  }

  async share(form) {
    const body = { calendar: Number(form.elements.calendar.value), email: form.elements.email.value, level: form.elements.level.value };
    const answer = await fetch("/api/shares", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const problem = form.querySelector(".problem");
    problem.hidden = answer.ok;
    problem.textContent = answer.ok ? "" : (await answer.json()).error;
    if (answer.ok) form.elements.email.value = "";
    this.show();
  }
}
customElements.define("heron-shares", HeronShares);
