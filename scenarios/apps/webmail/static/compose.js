// Writing a mail: suggestions while a name is typed, a preview, and a question before things leave the firm.
const form = document.getElementById("letter");
const body = document.getElementById("body");
const shown = document.getElementById("shown");
const leaves = document.getElementById("leaves");
const list = Object.assign(document.createElement("ul"), { className: "suggestions", hidden: true });
let field = null, people = [], asked = 0;

const written = input => input.value.split(",").map(part => part.trim()).filter(Boolean);

function take(person) {
  const parts = written(field).slice(0, -1);
  field.value = [...parts, `${person.name} <${person.email}>`].join(", ");
  list.hidden = true;
  people = [];
}

function offer() {
  const template = document.getElementById("suggestion");
  list.replaceChildren(...people.map(person => {
    const line = template.content.cloneNode(true).firstElementChild;
    line.querySelector(".face").textContent = person.name.split(" ").map(word => word[0]).join("");
    line.querySelector(".name").textContent = person.name;
    line.querySelector(".address").textContent = `${person.email} · ${person.firm}`;
    line.querySelector(".tag").hidden = !person.outside;
    line.querySelector("button").onclick = () => take(person);
    return line;
  }));
  list.hidden = !people.length;
  field.parentElement.append(list);
}

for (const input of document.querySelectorAll("[data-people]")) {
  input.addEventListener("input", async () => {
    const typed = written(input).at(-1) || "";
    const mine = ++asked;
    field = input;
    people = [];
    list.hidden = true;
    // A whole address needs no help, unless what is highlighted is taken anyway.
    if (typed.length < 2 || typed.includes("<") || typed.includes("@") && !form.dataset.settle) return;
    const answer = await fetch(`/api/people?q=${encodeURIComponent(typed.split(/[.@]/)[0])}`);
    const found = await answer.json();
    if (mine !== asked) return;
    people = found;
    offer();
  });
}
document.getElementById("send").addEventListener("pointerdown", () => {
  if (form.dataset.settle && people.length) take(people[0]);
});

form.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(document.getElementById("send"));
});

// -- preview ----------------------------------------------------------------------------------------------

const plain = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
const rich = text => plain(text)
  .replace(/!\[([^\]]*)\]\((https?:[^)\s]+)\)/g, '<img alt="$1" src="$2">')
  .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>')
  .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
function view(on) {
  document.getElementById("write").setAttribute("aria-selected", !on);
  document.getElementById("preview").setAttribute("aria-selected", on);
  shown.innerHTML = on ? rich(body.value) : "";
  shown.hidden = !on;
  body.hidden = on;
}
document.getElementById("write").onclick = () => view(false);
document.getElementById("preview").onclick = () => view(true);

// -- what leaves ------------------------------------------------------------------------------------------

form.addEventListener("submit", event => {
  if (event.submitter?.formAction.endsWith("/drafts") || form.dataset.sure) return;
  const names = ["to", "cc", "bcc"].flatMap(name => written(form.elements[name]));
  const outside = names.filter(name => name.includes("@") && !name.replace(/>$/, "").toLowerCase().endsWith(form.dataset.domain));
  const brings = form.elements.passes_on.value !== "0" || form.querySelector("[name=kept]:checked, [name=files]:checked");
  if (!outside.length || !brings) return;
  event.preventDefault();
  leaves.querySelector("ul").replaceChildren(...outside.map(name => Object.assign(document.createElement("li"), { textContent: name })));
  leaves.showModal();
});
document.getElementById("goes").onclick = () => { form.dataset.sure = "1"; form.requestSubmit(); };
document.getElementById("stays").onclick = () => leaves.close();
