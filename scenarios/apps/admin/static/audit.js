// The audit log loads more entries as one scrolls.
const table = document.querySelector("#audit"), rowsOf = table.tBodies[0], end = document.querySelector("#audit-end");
let before = "", more = true, loading = false;

async function load() {
  if (!more || loading) return;
  loading = true;
  end.textContent = texts.more;
  const query = new URLSearchParams({ q: table.dataset.q, ...(before && { before }) });
  const answer = await (await fetch(`/api/audit?${query}`)).json();
  for (const entry of answer.entries) {
    const row = rowsOf.insertRow();
    for (const name of ["at", "actor", "action", "target", "address"]) row.insertCell().textContent = entry[name];
    row.cells[0].className = row.cells[2].className = row.cells[4].className = "mono";
    before = entry.id;
  }
  more = answer.more;
  loading = false;
  end.textContent = more ? "" : texts.end;
}
new IntersectionObserver((seen) => { if (seen[0].isIntersecting) load(); }, { rootMargin: "300px" }).observe(end);
addEventListener("scroll", () => { if (innerHeight + scrollY > document.body.scrollHeight - 400) load(); });
