"use strict";

const made = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const sendJson = (method, address, body) =>
  fetch(address, {method, headers: {"content-type": "application/json"}, body: JSON.stringify(body)});

/* what looks like a button but is none, and tiles that lead on */
const pressed = event => event.type === "click" || event.key === "Enter" || event.key === " ";
const onPress = event => {
  const target = event.target.closest?.("[data-submit], [data-href], [data-closes], [data-protect]");
  if (!target || !pressed(event)) return;
  if (target.dataset.submit !== undefined) {
    const form = target.closest("form");
    if (target.dataset.submit) form.action = target.dataset.submit;
    form.requestSubmit();
  } else if (target.dataset.href) location.assign(target.dataset.href);
  else if (target.dataset.closes !== undefined) target.closest("dialog").close();
  else protect(target);
};
document.addEventListener("click", onPress);
document.addEventListener("keydown", event => {
  if (event.target.tagName !== "BUTTON" && event.target.tagName !== "A") onPress(event);
});
document.addEventListener("submit", event => {
  const question = event.target.dataset.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

/* a switch shows its new state at once, and takes it back if the bank says no */
const flip = async (element, save) => {
  const value = element.getAttribute("aria-checked") !== "true";
  element.setAttribute("aria-checked", value);
  const answer = await save(value);
  if (!answer.ok) element.setAttribute("aria-checked", !value);
  return answer.ok;
};

const protect = async element => {
  const state = document.querySelector("#protected");
  state.textContent = "";
  const save = value => sendJson("PATCH", "/api/protections", {name: element.dataset.protect, value});
  if (await flip(element, save)) state.textContent = state.dataset.saved;
};

/* lists that load on as they are scrolled */
const endless = (host, address, more, draw) => {
  const foot = made("div", {class: "more"}), button = made("button", {class: "btn quiet", type: "button"}, more);
  let from = 0, busy = false;
  const load = async () => {
    if (busy || from === null) return;
    busy = true;
    const part = await (await fetch(`${address}?from=${from}`)).json();
    draw(part);
    from = part.next;
    if (from === null) foot.remove();
    busy = false;
  };
  foot.append(button);
  host.after(foot);
  button.addEventListener("click", load);
  load().then(() => new IntersectionObserver(seen => seen[0].isIntersecting && load()).observe(foot));
};

const feed = document.querySelector("[data-entries]");
if (feed) {
  let last = "";
  const list = made("ul", {class: "plain"});
  feed.append(list);
  endless(feed, feed.dataset.entries, feed.dataset.more, part => {
    for (const entry of part.entries) {
      if (entry.day !== last) list.append(made("li", {class: "day"}, last = entry.day));
      list.append(made("li", {}, made("span", {}, made("b", {}, entry.title), made("small", {}, entry.detail)),
        made("span", {class: entry.incoming ? "num in" : "num"}, entry.amount)));
    }
  });
}

const papers = document.querySelector("[data-documents]");
if (papers) {
  const texts = JSON.parse(papers.dataset.texts), list = made("ul", {class: "lines"});
  papers.append(list);
  endless(papers, "/api/documents", texts.more, part => {
    for (const one of part.documents) {
      list.append(made("li", {}, made("span", {class: "who"}, made("b", {}, one.name),
        made("small", {}, `${one.account} · ${one.day}`)), made("span", {class: "acts"},
          made("a", {class: "btn quiet", href: `/documents/${one.id}/download`, download: ""}, texts.download),
          made("a", {class: "btn quiet", href: `/documents/${one.id}/send`}, texts.email))));
    }
  });
}
const wall = document.querySelector("[data-wall]");
if (wall && !location.search.includes("seen")) wall.showModal();

/* cards */
const cards = document.querySelector("#cards");
const drawCards = async () => {
  const texts = JSON.parse(cards.dataset.texts), all = await (await fetch("/api/cards")).json();
  cards.replaceChildren(...all.map(card => {
    const change = (name, value) => sendJson("PATCH", `/api/cards/${card.id}`, {name, value});
    const switches = ["online", "abroad", "contactless", "gambling_block"].map(name => {
      const box = made("span", {class: "switch", role: "switch", tabindex: "0", "aria-checked": card[name] === 1,
        "aria-label": texts[name]});
      const turn = event => { if (pressed(event)) flip(box, value => change(name, value)); };
      box.addEventListener("click", turn);
      box.addEventListener("keydown", turn);
      return made("div", {class: "spread"}, texts[name], box);
    });
    const frozen = card.status === "frozen";
    const freeze = made("button", {class: "btn plain", type: "button"}, frozen ? texts.thaw : texts.freeze);
    freeze.addEventListener("click", async () => {
      freeze.disabled = true;
      await change(frozen ? "thaw" : "freeze", true);
      drawCards();
    });
    const lost = made("button", {class: "btn quiet", type: "button"}, texts.lost);
    lost.addEventListener("click", () => {
      const dialog = document.querySelector("#lost");
      dialog.querySelector("form").setAttribute("action", `/cards/${card.id}/lost`);
      dialog.showModal();
    });
    const ended = card.status === "cancelled";
    return made("article", {class: `${card.id === 2 ? "credit" : ""} ${card.status}`},
      made("div", {class: "plastic"}, made("span", {}, card.kind), made("b", {}, `${texts.card} ${card.last4}`),
        made("span", {}, card.holder)),
      made("div", {class: "spread"}, made("small", {}, card.account), made("span", {class: `tag ${card.status}`}, texts[card.status])),
      ...(ended ? [] : switches),
      made("div", {class: "spread"}, texts.cash, made("span", {}, card.cash)),
      ...(ended ? [] : [made("div", {class: "pair"}, freeze, lost)]));
  }));
};
if (cards) drawCards();

/* goals */
const goals = document.querySelector("#goals");
const ask = async (query, variables = {}) => (await sendJson("POST", "/graphql", {query, variables})).json();
const goalForm = (label, placeholder, button, done) => {
  const field = made("input", {"aria-label": label, placeholder});
  const form = made("form", {}, field, made("button", {class: "btn quiet"}, button));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    await done(field.value);
    drawGoals();
  });
  return form;
};
const drawGoals = async () => {
  const texts = JSON.parse(goals.dataset.texts), answer = await ask("query Goals { goals { id } }");
  goals.replaceChildren(...answer.data.goals.map(goal => {
    const remove = made("button", {class: "btn quiet", type: "button", "aria-label": texts.delete, title: texts.delete}, "✕");
    remove.addEventListener("click", async () => {
      if (!confirm(texts.sure)) return;
      await ask("mutation Delete { deleteGoal(id: $id) }", {id: goal.id});
      drawGoals();
    });
    const round = made("input", {type: "checkbox", checked: goal.round_up === 1 && ""});
    round.addEventListener("change", () =>
      ask("mutation Round { setRoundUp(id: $id, on: $on) }", {id: goal.id, on: round.checked}));
    const meter = made("i");
    meter.style.width = `${Math.min(100, goal.share)}%`;
    return made("article", {class: "goal"},
      made("header", {}, made("h2", {}, goal.name), remove),
      made("div", {}, `${goal.amounts} `, made("small", {}, `${texts.by} ${goal.by}`)), made("div", {class: "meter"}, meter),
      ...(goal.picture ? [made("img", {class: "shown", src: goal.picture, alt: goal.name})] : []),
      ...goal.notes.map(note => made("blockquote", {}, made("small", {}, note.author), made("br"), note.body)),
      made("label", {class: "box"}, round, made("span", {}, texts.round)),
      goalForm(texts.note, texts.note, texts.add, body => ask("mutation Note { addNote(id: $id) }", {id: goal.id, body})),
      goalForm(texts.address, texts.address, texts.set, address =>
        ask("mutation Picture { setPicture(id: $id) }", {id: goal.id, address})));
  }));
};
if (goals) {
  drawGoals();
  const form = document.querySelector("#new-goal");
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const given = form.elements;
    const answer = await ask("mutation New { createGoal(name: $name) }",
      {name: given.name.value, target: given.target.value, by: given.by.value, roundUp: given.roundUp.checked});
    form.querySelector("[role=status]").textContent = answer.errors ? answer.errors[0].message : "✓";
    if (!answer.errors) drawGoals();
  });
}

/* a field with its own button, and the help that sits in the corner */
const LOOKS = `:host { font: 15px/1.5 "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: #1c2b26; }
  label { display: block; font-size: .86rem; color: #6a756f; margin-bottom: .2rem; }
  input { font: inherit; padding: .5rem .65rem; border: 1px solid #c9c1ab; border-radius: 5px; width: 12rem; }
  button { font: inherit; border: 0; border-radius: 5px; background: #16443a; color: #fff; padding: .5rem 1.1rem; cursor: pointer; }`;
customElements.define("limit-field", class extends HTMLElement {
  connectedCallback() {
    const {label, value, save, saved, card} = this.dataset, root = this.attachShadow({mode: "open"});
    const field = made("input", {id: "amount", value, inputmode: "decimal"}), state = made("span", {role: "status"});
    const button = made("button", {type: "button"}, save);
    button.addEventListener("click", async () => {
      const answer = await (await sendJson("PATCH", "/api/limits", {amount: field.value, card: card ? Number(card) : null})).json();
      state.textContent = answer.problem || ` ${saved} ${answer.shown}`;
    });
    root.append(made("style", {}, LOOKS), made("label", {for: "amount"}, label), field, " ", button, " ", made("slot"));
    this.append(state);
  }
});
customElements.define("help-bubble", class extends HTMLElement {
  async connectedCallback() {
    const root = this.attachShadow({mode: "open"}), told = await (await fetch("/api/help")).json();
    const style = `${LOOKS} :host { position: fixed; right: 84px; bottom: 16px; max-width: 21rem; z-index: 4; }
      summary { list-style: none; background: #b07a22; color: #fff; border-radius: 22px; padding: .45rem 1.1rem; cursor: pointer; width: fit-content; margin-left: auto; }
      div { background: #fffdf8; border: 1px solid #ddd6c4; border-radius: 8px; padding: .8rem 1rem; margin-bottom: .5rem; box-shadow: 0 8px 30px #0002; overflow-wrap: anywhere; }
      p { margin: 0 0 .5rem; } a { color: #2f6f5e; }`;
    const bubble = made("details", told.lines.length > 1 ? {open: ""} : {}, made("summary", {}, told.title),
      made("div", {}, ...told.lines.map(line => made("p", {}, line)), made("a", {href: "/messages/new"}, told.write)));
    root.append(made("style", {}, style), bubble);
  }
});
