// The board of deals: stages are changed over GraphQL and shown at once.
const words = data("words");

async function ask(query, variables) {
  const answer = await fetch("/graphql", {
    method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({query, variables}),
  });
  const body = await answer.json();
  if (body.errors) throw new Error(body.errors[0].message);
  return body.data;
}

async function count() {
  const {pipeline} = await ask("query pipeline { pipeline { stage deals cents } }");
  const open = pipeline.filter(one => !["won", "lost"].includes(one.stage));
  const deals = open.reduce((sum, one) => sum + one.deals, 0), cents = open.reduce((sum, one) => sum + one.cents, 0);
  const money = new Intl.NumberFormat(words.lang, {style: "currency", currency: "EUR"}).format(cents / 100);
  document.getElementById("pipeline").textContent = `${deals} ${words.open} · ${money}`;
}

for (const choice of document.querySelectorAll("[data-deal]")) {
  let before = choice.value;
  choice.addEventListener("change", async () => {
    const card = choice.closest(".deal"), column = card && document.querySelector(`.column.${choice.value}`);
    if (column) column.querySelector("h2").after(card);
    try {
      await ask("mutation moveDeal($id: Int!, $stage: String!) { moveDeal(id: $id, stage: $stage) { id stage } }",
        {id: Number(choice.dataset.deal), stage: choice.value});
      before = choice.value;
      count();
    } catch {
      choice.value = before;
      alert(words.error);
    }
  });
}
count();
