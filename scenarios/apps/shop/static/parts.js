// Web components with open shadow roots: the heart, the stepper, the answers to a question.
const graph = (query, variables) =>
  fetch("/graphql", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) })
    .then((answer) => answer.json());

const dressed = (host, css, html) => {
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<style>${css}</style>${html}`;
  return root;
};

customElements.define("lark-heart", class extends HTMLElement {
  connectedCallback() {
    const root = dressed(this, `button { font: 1.15rem/1 serif; width: 2.2rem; height: 2.2rem; border-radius: 50%; border: 1px solid #dfe4dc;
      background: #fffefbe8; color: #b04f26; cursor: pointer; padding: 0 } button:hover { background: #f6e9e1 }`, "<button type=button></button>");
    this.button = root.querySelector("button");
    this.button.addEventListener("click", () => this.toggle());
    this.draw();
  }
  draw() {
    const on = this.hasAttribute("on");
    this.button.textContent = on ? "♥" : "♡";
    this.button.setAttribute("aria-label", this.getAttribute(on ? "remove" : "add"));
    this.button.setAttribute("aria-pressed", on);
  }
  async toggle() {
    this.toggleAttribute("on"); // at once; taken back if the shop says no
    this.draw();
    const answer = await graph("mutation Wish($product: Int!) { toggleWish(product: $product) { wished } }", { product: +this.getAttribute("product") });
    if (answer.data) return;
    this.toggleAttribute("on");
    this.draw();
    if (answer.errors) location.href = "/login";
  }
});

customElements.define("lark-stepper", class extends HTMLElement {
  static formAssociated = true;
  connectedCallback() {
    this.inside = this.attachInternals();
    const root = dressed(this, `:host { display: inline-flex; border: 1px solid #c9d1ca; border-radius: 8px; background: #fff; overflow: hidden }
      button { font: 1.1rem/1 serif; width: 2.1rem; border: 0; background: none; cursor: pointer; color: #2c6549 } button:hover { background: #e8f0ea }
      input { font: inherit; width: 2.8rem; text-align: center; border: 0; padding: .5rem 0; -moz-appearance: textfield }
      input::-webkit-inner-spin-button { display: none }`,
    `<button type=button aria-label="−">−</button><input type=number min=1 value="${+this.getAttribute("value") || 1}" aria-label="${this.getAttribute("label")}"><button type=button aria-label="+">+</button>`);
    const [less, field, more] = root.querySelectorAll("button, input");
    const set = (value) => { field.value = Math.max(1, value || 1); this.inside.setFormValue(field.value); };
    less.addEventListener("click", () => set(+field.value - 1));
    more.addEventListener("click", () => set(+field.value + 1));
    field.addEventListener("input", () => this.inside.setFormValue(field.value));
    set(+field.value);
  }
});

customElements.define("lark-answers", class extends HTMLElement {
  async connectedCallback() {
    const root = dressed(this, "p { margin: .25rem 0 .25rem 1rem; padding-left: .8rem; border-left: 2px solid #dfe4dc; color: #42514b } b { font-weight: 600 }", "<div></div>");
    const { answers } = await fetch(`/api/answers?question=${this.getAttribute("question")}`).then((answer) => answer.json());
    root.querySelector("div").replaceChildren(...answers.map((one) => {
      const line = document.createElement("p");
      line.append(Object.assign(document.createElement("b"), { textContent: one.author }), ` ${one.body}`);
      return line;
    }));
  }
});
