navigator.sendBeacon("/api/seen", JSON.stringify({ path: location.pathname }));

const $ = (selector, from = document) => from.querySelector(selector);
const sent = (method, address, body) =>
  fetch(address, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).then((answer) => answer.json());
const made = (tag, values, ...children) => {
  const element = Object.assign(document.createElement(tag), values);
  element.append(...children);
  return element;
};

// Things made to look like buttons: the form they stand in, a dialog, a switch.
const acts = {
  submit: (element) => element.closest("form").requestSubmit(),
  show: (element) => $(`#${element.dataset.dialog}`).showModal(),
  hide: (element) => element.closest("dialog").close(),
  toggle: (element) => {
    const on = element.getAttribute("aria-checked") !== "true";
    element.setAttribute("aria-checked", on);
    sent("POST", element.dataset.to, { on }).catch(() => element.setAttribute("aria-checked", !on));
  },
};
document.addEventListener("click", (event) => {
  const element = event.target.closest("[data-action]");
  if (element && acts[element.dataset.action]) acts[element.dataset.action](element);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("[role=button][data-action]")) event.target.click();
});

// Search hints.
const find = $("#q");
find?.addEventListener("input", async () => {
  if (find.value.length < 2) return;
  const answer = await graph("query Find($text: String!) { products(text: $text) { slug name } }", { text: find.value });
  $("#hints").replaceChildren(...(answer.data?.products ?? []).map((p) => made("option", { value: p.name })));
});

// The shelf goes on as it is scrolled, or by a button.
const more = $("#more");
const load = async () => {
  if (more.dataset.busy) return;
  more.dataset.busy = "1";
  const address = new URL("/shelf", location);
  for (const [name, value] of new URLSearchParams(location.search)) address.searchParams.set(name, value);
  address.searchParams.set("from", $("#shelf").children.length);
  const part = (await fetch(address).then((answer) => answer.text())).trim();
  if (part) $("#shelf").insertAdjacentHTML("beforeend", part);
  else more.remove();
  delete more.dataset.busy;
};
if (more) {
  const follow = () => new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load(), { rootMargin: "240px" }).observe(more);
  if ($("button", more)) $("button", more).addEventListener("click", (event) => { event.target.remove(); follow(); });
  else follow();
}

// Reviews.
$("#write-review")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const variables = { product: +form.get("product"), stars: +form.get("stars"), body: form.get("body") };
  const answer = await graph("mutation Review($product: Int!, $stars: Int!, $body: String!) { addReview(product: $product, stars: $stars, body: $body) { id } }", variables);
  const state = $("#review-state");
  state.textContent = answer.data ? state.dataset.done : state.dataset.failed;
});
document.querySelectorAll("[data-vote]").forEach((button) => button.addEventListener("click", async () => {
  const count = $("span", button), on = button.getAttribute("aria-pressed") !== "true", was = +count.textContent;
  button.setAttribute("aria-pressed", on);
  count.textContent = was + (on ? 1 : -1);
  const answer = await graph("mutation Vote($review: Int!) { toggleVote(review: $review) { helpful } }", { review: +button.dataset.vote });
  if (!answer.data) count.textContent = was;
}));
document.querySelectorAll("[data-delete-review]").forEach((button) => button.addEventListener("click", async () => {
  if (!confirm(button.dataset.confirm)) return;
  await graph("mutation Remove($id: Int!) { deleteReview(id: $id) { id } }", { id: +button.dataset.deleteReview });
  button.closest(".review").remove();
}));
$("#alert")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  await sent("POST", "/api/alerts", { product: +button.dataset.product });
  button.replaceWith(made("span", { className: "badge", textContent: button.dataset.done }));
});

// Chats; a message that is the address of a picture is shown as one.
const bubble = ({ author, body }) => {
  const picture = /^https?:\S+\.(?:png|gif|jpe?g)(?:\?\S*)?$/.test(body);
  return made("div", { className: author === "You" ? "bubble me" : "bubble" }, picture ? made("img", { src: body, alt: "" }) : body);
};
$("#chat")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = event.target.elements.body, box = $("#messages"), body = field.value;
  if (!body.trim()) return;
  box.append(bubble({ author: "You", body })); // at once, before the shop has it
  field.value = "";
  const seller = event.target.dataset.seller;
  const answer = await sent("POST", "/api/chat", { body, seller: seller ? +seller : null });
  box.replaceChildren(...answer.messages.map(bubble));
});

// Orders: rows kept by their place, as lists do that are drawn again and again.
const orders = $("#orders");
if (orders) {
  const rows = [];
  const row = (place) => {
    const link = made("a"), goods = made("td"), day = made("td"), status = made("span", { className: "badge" }), price = made("td", { className: "n" });
    const cancel = made("button", { className: "btn quiet", type: "button", textContent: orders.dataset.cancel });
    const line = made("tr", {}, made("td", {}, link), goods, day, made("td", {}, status), price, made("td", { className: "n" }, cancel));
    cancel.addEventListener("click", () => {
      const order = rows[place].order;
      const dialog = $("#cancel-order");
      $("b", dialog).textContent = order.name;
      dialog.showModal();
      $("[data-yes]", dialog).onclick = async () => {
        await fetch(`/account/orders/${order.id}/cancel`, { method: "POST" });
        dialog.close();
        draw(await ask());
      };
    });
    return { line, link, goods, day, status, price, cancel, order: null };
  };
  const draw = (list) => list.forEach((order, place) => {
    const at = (rows[place] ??= row(place));
    at.order = order;
    at.link.href = `/account/orders/${order.id}`;
    at.link.textContent = order.name;
    at.goods.textContent = order.goods;
    at.day.textContent = order.day;
    at.status.textContent = order.status;
    at.price.textContent = order.price;
    at.cancel.hidden = !order.open;
    if (!at.line.isConnected) orders.append(at.line);
  });
  const ask = () => fetch("/api/orders").then((answer) => answer.json()).then((answer) => answer.orders);
  ask().then(draw);
  if (orders.dataset.moving !== undefined) {
    orders.addEventListener("pointerover", (event) => {
      if (!event.target.matches("button")) return;
      const open = rows.map((one) => one.order).filter((order) => order.open);
      const rest = rows.map((one) => one.order).filter((order) => !order.open);
      draw([...open.slice(1), open[0], ...rest]);
    }, { once: true });
  }
}

// Saved cards.
const cards = $("#cards");
if (cards) {
  const draw = ({ cards: list }) => cards.replaceChildren(...list.map((card) => {
    const remove = made("button", { className: "btn bare", type: "button", title: cards.dataset.remove });
    remove.innerHTML = '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#trash"/></svg>';
    remove.addEventListener("click", async () => {
      const name = `${card.brand} ${cards.dataset.ending} ${card.last4}`;
      if (confirm(cards.dataset.confirm.replace("%s", name))) draw(await sent("DELETE", `/api/cards/${card.id}`));
    });
    const main = card.main ? made("span", { className: "badge", textContent: cards.dataset.main }) : made("button", { className: "btn quiet", type: "button", textContent: cards.dataset.make });
    if (!card.main) main.addEventListener("click", async () => draw(await sent("PUT", `/api/cards/${card.id}`)));
    return made("li", { className: "spread line" }, made("span", {}, `${card.brand} ${cards.dataset.ending} ${card.last4}`, made("span", { className: "note", textContent: ` · ${card.expires}` })), made("span", { className: "spread" }, main, remove));
  }));
  const load = () => fetch("/api/cards").then((answer) => answer.json()).then(draw);
  load();
  addEventListener("message", (event) => {
    if (event.origin !== location.origin || event.data !== "card-saved") return;
    $("#new-card").close();
    load();
  });
}
if (document.body.dataset.notice === "card-saved") parent.postMessage("card-saved", location.origin);

// The review step's insurance, which comes when the pointer nears the button.
const insured = $("[data-late]");
if (insured) {
  $(".btns").addEventListener("pointerover", () => {
    insured.hidden = false;
    $("input", insured).checked = true;
  }, { once: true });
}
