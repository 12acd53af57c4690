// The card of a contact: a component that asks the GraphQL door for what it shows.
const texts = JSON.parse(document.getElementById("setup").textContent);

class HeronCard extends HTMLElement {
  async connectedCallback() {
    this.attachShadow({ mode: "open" });
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: "query Card($id: ID!) { contact(id: $id) { name email phone firm note used } }", variables: { id: Number(this.getAttribute("number")) } }),
    });
    const { contact } = (await answer.json()).data;
    this.shadowRoot.innerHTML = `<link rel="stylesheet" href="/static/heron.css"><article class="card contact"><h1></h1><dl></dl></article>`;
    this.shadowRoot.querySelector("h1").textContent = contact.name;
    for (const [key, text] of Object.entries(texts)) {
      const term = Object.assign(document.createElement("dt"), { textContent: text });
      const value = Object.assign(document.createElement("dd"), { textContent: contact[key] || "–" });
      this.shadowRoot.querySelector("dl").append(term, value);
    }
  }
}
customElements.define("heron-card", HeronCard);
