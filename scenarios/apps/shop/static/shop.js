const graph = (query, variables) =>
  fetch("/graphql", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) }).then((r) => r.json());

navigator.sendBeacon("/api/seen", JSON.stringify({ path: location.pathname }));

document.querySelector("#wish")?.addEventListener("click", async (event) => {
  const answer = await graph("mutation Wish($product: Int!) { toggleWish(product: $product) { wished } }", { product: +event.currentTarget.dataset.product });
  document.querySelector("#wish").textContent = answer.data?.toggleWish.wished ? "♥" : "♡";
});

document.querySelector("#write-review")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const variables = { product: +form.get("product"), stars: +form.get("stars"), body: form.get("body") };
  const answer = await graph("mutation Review($product: Int!, $stars: Int!, $body: String!) { addReview(product: $product, stars: $stars, body: $body) { id } }", variables);
  document.querySelector("#review-state").textContent = answer.data ? "Thank you. Your review is online." : "That did not work.";
});

document.querySelector("#chat")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = event.target.elements.body;
  const answer = await fetch("/api/chat", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ body: field.value }) }).then((r) => r.json());
  const box = document.querySelector("#messages");
  box.replaceChildren(...answer.messages.map((m) => Object.assign(document.createElement("div"), { className: "bubble" + (m.author === "You" ? " me" : ""), textContent: m.body })));
  field.value = "";
});

document.querySelector("#two-step")?.addEventListener("change", (event) =>
  fetch("/account/two-step", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ on: event.target.checked }) }));

const find = document.querySelector("#q");
find?.addEventListener("input", async () => {
  if (find.value.length < 2) return;
  const answer = await graph("query Find($text: String!) { products(text: $text) { slug name } }", { text: find.value });
  document.querySelector("#hints").replaceChildren(...(answer.data?.products ?? []).map((p) => Object.assign(document.createElement("option"), { value: p.name })));
});
