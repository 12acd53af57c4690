"use strict";
const texts = JSON.parse(document.querySelector("#texts")?.textContent ?? "{}");
const send = (address, body) =>
  fetch(address, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const graph = async (query, variables) => (await (await send("/graphql", { query, variables })).json()).data;
const make = (tag, values = {}, ...children) => {
  const { data, ...rest } = values;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data ?? {});
  element.append(...children);
  return element;
};
const icon = (path) => `<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

/* Web components: votes, following, and the card and the line of a member. They show the new state before the server answers. */
const inner = `<link rel="stylesheet" href="/static/forum.css">`;

customElements.define("ff-votes", class extends HTMLElement {
  connectedCallback() {
    this.score = +this.dataset.score;
    this.mine = +this.dataset.mine;
    this.attachShadow({ mode: "open" });
    this.draw();
  }
  draw() {
    this.shadowRoot.innerHTML = `${inner}<span class="votes"><button class="icon${this.mine > 0 ? " on" : ""}" data-value="1" aria-label="${texts.up}" aria-pressed="${this.mine > 0}">${icon("M6 15l6-6 6 6")}</button><b>${this.score}</b><button class="icon${this.mine < 0 ? " on" : ""}" data-value="-1" aria-label="${texts.down}" aria-pressed="${this.mine < 0}">${icon("M6 9l6 6 6-6")}</button></span>`;
    for (const button of this.shadowRoot.querySelectorAll("button")) button.onclick = () => this.vote(+button.dataset.value);
  }
  async vote(value) {
    const before = [this.score, this.mine];
    const next = this.mine === value ? 0 : value;
    this.score += next - this.mine;
    this.mine = next;
    this.draw();
    const answer = await graph("mutation Vote($post: Int!, $value: Int!) { votePost(post: $post, value: $value) { score mine } }", { post: +this.dataset.post, value });
    [this.score, this.mine] = answer ? [answer.votePost.score, answer.votePost.mine] : before;
    this.draw();
  }
});

const follow = (kind, id, on) =>
  graph("mutation Follow($kind: Kind!, $id: Int!, $on: Boolean!) { follow(kind: $kind, id: $id, on: $on) { on } }", { kind, id: +id, on });

customElements.define("ff-follow", class extends HTMLElement {
  connectedCallback() {
    this.on = "on" in this.dataset;
    this.attachShadow({ mode: "open" });
    this.draw();
  }
  draw() {
    this.shadowRoot.innerHTML = `${inner}<button class="btn ${this.on ? "plain" : ""}" aria-pressed="${this.on}">${this.on ? texts.following : texts.follow}</button>`;
    this.shadowRoot.querySelector("button").onclick = async () => {
      this.on = !this.on;
      this.draw();
      const answer = await follow(this.dataset.kind, this.dataset.id, this.on);
      if (!answer) { this.on = !this.on; this.draw(); }
    };
  }
});

customElements.define("ff-person", class extends HTMLElement {
  connectedCallback() {
    const shadow = this.attachShadow({ mode: "open" });
    const { name, handle, bio, joined, id, kind = "user" } = this.dataset;
    shadow.innerHTML = `${inner}<details class="menu who"><summary title="${texts.about}"><slot></slot></summary><div class="sheet"><b></b><span class="note"></span><p></p><div class="row tools"></div></div></details>`;
    shadow.querySelector("b").textContent = name;
    shadow.querySelector(".note").textContent = `@${handle}, ${texts.member} ${joined}`;
    shadow.querySelector("p").textContent = bio;
    if ("self" in this.dataset) return;
    const button = make("ff-follow", { data: { kind, id } });
    if ("on" in this.dataset) button.dataset.on = "";
    shadow.querySelector(".row").append(button, make("a", { className: "small", href: `/messages/new?to=${handle}`, textContent: texts.message }));
  }
});

customElements.define("ff-sign", class extends HTMLElement {
  connectedCallback() {
    const shadow = this.attachShadow({ mode: "open" });
    shadow.innerHTML = `${inner}<p class="note sign"></p>`;
    shadow.querySelector("p").textContent = this.dataset.text;
  }
});

/* What elements with data-action do. */
const actions = {
  submit(element) {
    const form = element.closest("form");
    if (element.dataset.name) form.append(make("input", { type: "hidden", name: element.dataset.name, value: element.dataset.value }));
    form.requestSubmit();
  },
  open: (element) => document.querySelector(`#${element.dataset.dialog}`).showModal(),
  close: (element) => element.closest("dialog").close(),
  report(element) {
    const dialog = document.querySelector("#report");
    dialog.dataset.post = element.dataset.post;
    dialog.showModal();
  },
  async "send-report"(element) {
    const dialog = element.closest("dialog"), form = dialog.querySelector("form");
    const answer = await send("/api/report", { post: +dialog.dataset.post, reason: form.elements.reason.value, note: form.elements.note.value });
    const { said, error } = await answer.json();
    const line = dialog.querySelector(".error");
    line.hidden = !error;
    line.textContent = error ?? "";
    if (said) { dialog.close(); toast(said); }
  },
  async "remove-post"(element) {
    const post = element.closest(".post");
    post.classList.add("fading");
    const answer = await send("/api/mod/act", { post: +element.dataset.post, act: "remove" });
    if (answer.ok) { post.remove(); toast(texts.removed); } else post.classList.remove("fading");
  },
  async switch(element) {
    const on = element.getAttribute("aria-checked") !== "true";
    element.setAttribute("aria-checked", on);
    const answer = await send(element.dataset.address, { on });
    if (answer.ok) toast(texts.saved); else element.setAttribute("aria-checked", !on);
  },
  pick(element) {
    document.querySelector("#write").elements.to.value = element.dataset.id;
    document.querySelector("#who").value = element.dataset.name;
    document.querySelector("#found").replaceChildren();
  },
};
const toast = (text) => {
  document.querySelector(".toast")?.remove();
  const line = make("p", { className: "toast", role: "status", textContent: text });
  document.body.append(line);
};
document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-action]");
  if (element) actions[element.dataset.action]?.(element);
});
document.addEventListener("keydown", (event) => {
  const element = event.target.closest?.("[data-action]");
  if (element && !["BUTTON", "INPUT"].includes(element.tagName) && ["Enter", " "].includes(event.key)) {
    event.preventDefault();
    element.click();
  }
});
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(texts[question])) event.preventDefault();
});

/* The feed goes on as it is scrolled. */
const more = document.querySelector("#more");
if (more) {
  let busy = false;
  const load = async () => {
    if (busy) return;
    busy = true;
    const { board, after } = more.dataset;
    const html = await (await fetch(`/feed/more?board=${board}&after=${after}`)).text();
    const list = document.querySelector("#threads");
    list.insertAdjacentHTML("beforeend", html);
    const last = list.lastElementChild?.dataset.after ?? after;
    busy = false;
    if (html.trim() && last !== after) more.dataset.after = last;
    else { watch.disconnect(); more.textContent = texts.end; }
  };
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load(), { rootMargin: "200px" });
  watch.observe(more);
}

/* The moderators' queue: a list that is drawn anew with its places kept. */
const queue = document.querySelector("#queue");
if (queue) {
  let items = [];
  const marks = { approve: "M5 13l4 4L19 7", remove: "M6 6l12 12M18 6L6 18", ban: "M12 4a8 8 0 100 16 8 8 0 000-16zM7 7l10 10" };
  const row = (item, place) => {
    const head = `${item.author} (@${item.handle})`;
    const why = item.status === "held" ? texts.held : `${texts.reports}: ${item.reports} (${item.reasons})`;
    const act = (name, label, kind = "") => {
      const data = { act: name, place };
      if (queue.dataset.layout === "2") return make("div", { className: `link ${kind}`, tabIndex: 0, textContent: label, data });
      if (queue.dataset.layout === "0") return make("button", { className: `small ${kind}`, textContent: label, data });
      return make("button", { className: `icon ${kind}`, ariaLabel: label, innerHTML: icon(marks[name]), data });
    };
    return make("article", { className: "card queued" },
      make("div", { className: "row" }, make("b", { textContent: head }), make("span", { className: "note", textContent: why })),
      make("p", { textContent: item.body }),
      make("div", { className: "row tools" }, make("a", { className: "small", href: `/t/${item.thread}`, textContent: item.title }),
        act("approve", texts.approve), act("remove", texts.remove, "warn"), act("ban", texts.ban, "warn")));
  };
  const draw = () => {
    const rows = items.map(row);
    if (queue.querySelectorAll(".queued").length !== rows.length) queue.replaceChildren(...rows);
    else queue.querySelectorAll(".queued").forEach((old, place) => {
      for (const part of ["b", ".note", "p", "a"]) {
        old.querySelector(part).textContent = rows[place].querySelector(part).textContent;
        if (part === "a") old.querySelector(part).href = rows[place].querySelector(part).href;
      }
    });
    if (!rows.length) queue.replaceChildren(make("p", { className: "note", textContent: texts.empty }));
  };
  const refresh = async () => { items = (await (await fetch("/api/mod/queue")).json()).items; draw(); };
  const act = async (name, item) => {
    if (name === "ban") {
      const dialog = document.querySelector("#ban");
      dialog.querySelector("[name=user]").value = item.author_id;
      dialog.querySelector("#ban-name").textContent = `${item.author} (@${item.handle})`;
      dialog.showModal();
      return;
    }
    items = items.filter((one) => one.id !== item.id);
    draw();
    const answer = await send("/api/mod/act", { post: item.id, act: name });
    document.querySelector("#queue-said").textContent = answer.ok ? texts[`${name}d`] ?? "" : (await answer.json()).error;
    if (!answer.ok) refresh();
  };
  queue.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) act(button.dataset.act, items[+button.dataset.place]);
  });
  if ("moves" in queue.dataset) queue.addEventListener("pointerdown", () => {
    items = [...items.slice(1), items[0]];
    draw();
  }, { capture: true, once: true });
  refresh();
}

/* Direct messages. */
const said = document.querySelector("#said");
if (said) {
  const draw = ({ messages }) => said.replaceChildren(...messages.map((one) => {
    const bubble = make("div", { className: `bubble${one.own ? " own" : ""}` });
    bubble.innerHTML = one.html;
    bubble.append(make("span", { className: "note", textContent: one.at }));
    return bubble;
  }));
  const address = `/api/messages/${said.dataset.talk}`, form = document.querySelector("#say");
  fetch(address).then((answer) => answer.json()).then(draw);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = form.elements.body.value;
    if (!body.trim()) return;
    form.elements.body.value = "";
    said.append(make("div", { className: "bubble own", textContent: body }));
    const answer = await send(address, { body });
    if (answer.ok) draw(await answer.json());
  });
  form.elements.body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
}
const who = document.querySelector("#who");
who?.addEventListener("input", async () => {
  document.querySelector("#write").elements.to.value = "";
  const { people } = await (await fetch(`/api/people?q=${encodeURIComponent(who.value.trim())}`)).json();
  document.querySelector("#found").replaceChildren(...people.map((one) =>
    make("li", { tabIndex: 0, data: { action: "pick", id: one.id, name: one.name } },
      make("b", { textContent: one.name }), make("span", { className: "note", textContent: ` @${one.handle}, ${one.town}` }))));
});

/* Polls in their frame. */
document.querySelector("#poll")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await send(`/api/polls/${event.target.dataset.poll}`, { option: +new FormData(event.target).get("option") });
  const { options = [], error } = await answer.json();
  for (const one of options) document.querySelector(`[data-option="${one.id}"]`).textContent = one.total;
  document.querySelector("#poll-said").textContent = error ?? texts.voted;
});

/* What the traps do to a form between the look and the act. */
const buy = document.querySelector("#buy[data-later]");
buy?.addEventListener("pointerdown", () => { buy.elements.cents.value = buy.dataset.later; }, { capture: true, once: true });
const compose = document.querySelector("#compose[data-flips]");
compose?.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".btn")) compose.elements.audience.value = "everyone";
}, { capture: true });
