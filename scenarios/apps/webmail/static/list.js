// The list of conversations: rows come from the server bit by bit; what is done shows at once.
const setup = JSON.parse(document.getElementById("setup").textContent);
const { texts, layout } = setup;
const rows = document.getElementById("rows");
const more = document.getElementById("more");
const chosen = new Set();
let loaded = 0, total = 0, every = false;

const ICONS = {
  star: "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
  archive: "M3 5h18v4H3zM5 9v10h14V9M10 13h4",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  restore: "M5 12a7 7 0 107-7H6M9 2L6 5l3 3",
  purge: "M6 6l12 12M18 6L6 18",
  clip: "M8 12.5l6-6a3 3 0 014.3 4.3l-8 8a5 5 0 01-7-7l7.5-7.5",
};
const make = (tag, values = {}, ...inside) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...inside);
  return element;
};
const icon = (name, title) => {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg class="i" viewBox="0 0 24 24">${title ? "<title></title>" : ""}<path d="${ICONS[name]}"/></svg>`;
  if (title) holder.content.querySelector("title").textContent = title;
  return holder.content.firstChild;
};

// A row's parts are filled anew when the list changes; the elements stay, as in every long list.
function fill(row, one) {
  row.thread = one;
  row.dataset.row = one.id;
  row.classList.toggle("unread", one.unread);
  const part = name => row.querySelector(`.${name}`);
  part("pick").checked = one.picked || chosen.has(one.id);
  part("star").classList.toggle("on", one.starred);
  part("star").setAttribute("aria-label", one.starred ? texts.unstar : texts.star);
  part("from").textContent = one.who + (one.messages > 1 ? ` (${one.messages})` : "");
  part("subject").textContent = one.subject;
  part("subject").href = `/thread/${one.id}`;
  part("snippet").textContent = one.snippet;
  part("when").textContent = one.when;
  part("chips").replaceChildren(...one.labels.map(label => make("span", { className: `chip ${label.colour}`, textContent: label.name })));
  if (one.files) part("chips").append(icon("clip", texts.attachment));
}

function control(action, row) {
  const press = event => { event.stopPropagation(); act(action, [row.thread.id]); };
  if (layout === 2) {
    const box = make("div", { className: "act", tabIndex: 0, onclick: press }, icon(action, texts[action]));
    box.dataset.action = action;
    return box;
  }
  if (layout === 1) return make("button", { className: "act", type: "button", onclick: press, textContent: texts[action] });
  return make("button", { className: "act", type: "button", onclick: press, title: texts[action] }, icon(action));
}

function row(one) {
  const pick = make("input", { type: "checkbox", className: "pick" });
  pick.setAttribute("aria-label", texts.select);
  const star = make("button", { type: "button", className: "star" }, icon("star"));
  const from = make("span", { className: "from" });
  const main = make("span", { className: "what" }, make("a", { className: "subject" }), make("span", { className: "chips" }), make("span", { className: "snippet" }));
  const when = make("time", { className: "when" });
  const names = setup.folder === "trash" ? ["restore", "purge"] : layout === 2 ? ["trash", "archive"] : ["archive", "trash"];
  const acts = make("span", { className: "acts" });
  let line;
  if (layout === 0) {
    line = make("tr", {}, make("td", { className: "lead" }, pick, star), make("td", {}, from), make("td", {}, main), make("td", {}, acts), make("td", {}, when));
  } else if (layout === 1) {
    line = make("article", { className: "card" }, make("div", { className: "lead" }, pick, star), make("div", { className: "body" }, make("div", { className: "line" }, from, when), main), acts);
  } else {
    line = make("div", { className: "row" }, acts, make("div", { className: "body" }, main, from), when, make("div", { className: "lead" }, star, pick));
    line.setAttribute("role", "listitem");
    line.onclick = event => { if (event.target === line || event.target.matches(".snippet, .from, .body, .when")) location.href = `/thread/${line.thread.id}`; };
  }
  acts.append(...names.map(name => control(name, line)));
  pick.onclick = event => event.stopPropagation();
  pick.onchange = () => choose(line.thread, pick.checked);
  star.onclick = event => { event.stopPropagation(); toggle(line); };
  fill(line, one);
  line.addEventListener("pointerdown", arrive, { capture: true });
  return line;
}

async function load() {
  const answer = await fetch(`/api/threads?${setup.ask}&from=${loaded}`);
  const page = await answer.json();
  total = page.total;
  loaded += page.rows.length;
  for (const one of page.rows) if (one.picked) chosen.add(one.id);
  rows.append(...page.rows.map(row));
  more.hidden = !page.more;
  told();
}

function told() {
  document.getElementById("count").textContent = `${total} ${texts.conversations}`;
  document.getElementById("chosen").textContent = chosen.size ? `${every ? total : chosen.size} ${texts.chosen}` : "";
  document.getElementById("none").hidden = !chosen.size;
  const whole = rows.children.length > 0 && [...rows.querySelectorAll(".pick")].every(box => box.checked);
  const banner = document.getElementById("banner");
  banner.hidden = !(whole && (every || total > rows.children.length));
  banner.firstElementChild.textContent = every ? texts.all : texts.page;
  const button = document.getElementById("every");
  button.textContent = `${texts.every} (${total})`;
  button.hidden = every;
  document.getElementById("all").checked = whole;
  if (!rows.children.length) rows.append(make(layout === 0 ? "tr" : "p", { className: "none" }, layout === 0 ? make("td", { textContent: texts.empty }) : texts.empty));
}

const send = (method, address, body) => fetch(address, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

function choose(thread, on) {
  if (on) chosen.add(thread.id); else { chosen.delete(thread.id); every = false; }
  thread.picked = on;
  send("PUT", "/api/picked", { ids: [...chosen] });
  told();
}

async function act(action, ids) {
  if (!ids.length && !every) return;
  if (action === "purge" && !confirm(texts.sure)) return;
  const gone = action === "read" ? [] : [...rows.children].filter(line => every || ids.includes(line.thread?.id));
  for (const line of gone) line.hidden = true;
  const answer = await send("POST", `/api/threads?${setup.ask}`, { action, ids, all: every });
  if (!answer.ok) {
    for (const line of gone) line.hidden = false;
    document.getElementById("chosen").textContent = texts.failed;
    return;
  }
  for (const id of every ? [...chosen] : ids) chosen.delete(id);
  every = false;
  if (action === "read") for (const line of rows.children) if (ids.includes(line.thread?.id)) line.classList.remove("unread");
  for (const line of gone) line.remove();
  loaded -= gone.length;
  total -= gone.length;
  told();
}

function toggle(line) {
  const on = !line.thread.starred;
  fill(line, { ...line.thread, starred: on });
  send("POST", "/graphql", { query: "mutation Star($id: ID!, $on: Boolean!) { star(id: $id, on: $on) { id on } }", variables: { id: line.thread.id, on } });
}

// New mail that has come goes on top: every row shows what the one above it showed.
function arrive() {
  if (!setup.coming) return;
  const lines = [...rows.children];
  const held = [setup.coming, ...lines.map(line => line.thread)];
  setup.coming = null;
  lines.forEach((line, at) => fill(line, held[at]));
}

document.getElementById("all").onchange = event => {
  const on = event.target.checked;
  for (const line of rows.children) {
    const box = line.querySelector(".pick");
    if (box && box.checked !== on) { box.checked = on; choose(line.thread, on); }
  }
};
document.getElementById("every").onclick = () => { every = true; told(); };
document.getElementById("none").onclick = () => {
  for (const box of rows.querySelectorAll(".pick")) box.checked = false;
  chosen.clear();
  every = false;
  send("PUT", "/api/picked", { ids: [] });
  told();
};
for (const tool of document.querySelectorAll("[data-bulk]")) {
  tool.onclick = () => act(tool.dataset.bulk, [...chosen]);
  tool.onkeydown = event => { if (event.key === "Enter") tool.onclick(); };
}
more.onclick = load;
new IntersectionObserver(seen => { if (seen[0].isIntersecting && loaded && !more.hidden) load(); }).observe(more);
load();
