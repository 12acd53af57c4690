// A customer's record: its switches, and the card about the firm.
const number = document.querySelector("[data-customer]").dataset.customer;

for (const control of document.querySelectorAll("[data-flag]")) {
  const attribute = control.hasAttribute("aria-checked") ? "aria-checked" : "aria-pressed";
  control.addEventListener("click", () =>
    turn(control, `/api/customers/${number}`, now => ({[control.dataset.flag]: Number(now)}), attribute));
}

for (const choice of document.querySelectorAll("[data-choice]")) {
  choice.addEventListener("change", () => fetch(`/api/customers/${number}`, {
    method: "PATCH", headers: {"Content-Type": "application/json"}, body: JSON.stringify({[choice.dataset.choice]: choice.value}),
  }));
}

customElements.define("gp-about", class extends HTMLElement {
  async connectedCallback() {
    const root = this.attachShadow({mode: "open"});
    const about = await (await fetch(`/api/customers/${number}/about`)).json();
    root.innerHTML = `<style>
      :host { display: block; } section { background: #fffdf6; border: 1px solid #e6dcc0; border-radius: 10px; padding: 14px 16px; margin-bottom: 16px; }
      h2 { font-size: 12px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: #7b6a35; margin: 0 0 6px; }
      p { margin: 0 0 8px; line-height: 1.5; overflow-wrap: anywhere; } button { font: inherit; background: none; border: 0; padding: 0; color: #2e5d55; text-decoration: underline; cursor: pointer; }
      .short { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }</style>
      <section><h2></h2><p class="firm"></p><p class="text short"></p><button type="button"></button></section>`;
    root.querySelector("h2").textContent = this.dataset.title;
    root.querySelector(".firm").textContent = about.firm;
    root.querySelector(".text").textContent = about.about;
    const button = root.querySelector("button");
    button.textContent = this.dataset.more;
    button.addEventListener("click", () => root.querySelector(".text").classList.toggle("short"));
    button.hidden = about.about.length < 120;
  }
});
