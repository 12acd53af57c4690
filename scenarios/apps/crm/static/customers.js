// Rows of customers, fetched as the list is scrolled; a bar for those that are chosen.
const rows = document.getElementById("rows"), sentinel = document.getElementById("sentinel");
const bar = document.getElementById("bulkbar"), count = document.getElementById("count");
const words = data("words"), asTable = rows.tagName === "TBODY";
const filter = new URLSearchParams(location.search);
let from = 0, total = 1, busy = false;

const escaped = text => String(text).replace(/[&<>"]/g, one => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[one]);
const icon = name => `<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="/static/icons.svg#${name}"/></svg>`;

function acts(row) {
  return `<a class="round" href="/customers/${row.id}/mail" aria-label="${words.mail}">${icon("mail")}</a>`
    + `<a class="round" href="/customers/${row.id}/edit" title="${words.edit}">${icon("pen")}</a>`;
}

function drawn(row) {
  const safe = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, escaped(value)]));
  const box = `<input type="checkbox" name="ids" value="${safe.id}" aria-label="${words.choose} ${safe.name}">`;
  const name = `<a href="/customers/${safe.id}"><b>${safe.name}</b></a><small>${safe.title}</small>`;
  const chip = `<span class="chip ${safe.status}">${safe.status_text}</span>`;
  if (asTable) {
    return `<tr><td>${box}</td><td>${name}</td><td>${safe.firm}</td><td>${safe.city}</td><td>${safe.segment}</td>`
      + `<td>${chip}</td><td>${safe.owner}</td><td class="date">${safe.touched}</td><td class="acts">${acts(safe)}</td></tr>`;
  }
  return `<article class="card customer"><div class="top">${box}${chip}</div><h2>${name}</h2><p>${safe.firm}, ${safe.city}</p>`
    + `<p class="small">${safe.phone}<br>${safe.segment} · ${safe.owner} · ${safe.touched}</p><div class="acts">${acts(safe)}</div></article>`;
}

async function more() {
  if (busy || from >= total) return;
  busy = true;
  filter.set("from", from);
  const answer = await (await fetch(`/api/customers?${filter}`)).json();
  total = answer.total;
  from += answer.rows.length;
  rows.insertAdjacentHTML("beforeend", answer.rows.map(drawn).join(""));
  document.getElementById("total").textContent = total;
  sentinel.hidden = from >= total;
  if (!total) rows.innerHTML = asTable ? `<tr><td colspan="9" class="none">${words.none}</td></tr>` : `<p class="none">${words.none}</p>`;
  busy = false;
  if (sentinel.getBoundingClientRect().top < innerHeight) more();
}

rows.addEventListener("change", () => {
  const chosen = rows.querySelectorAll("input:checked").length;
  count.textContent = chosen;
  bar.hidden = !chosen;
});

new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && more(), {rootMargin: "200px"}).observe(sentinel);
