// A conversation: frames as high as their mail, pictures on demand, muting.
const fit = frame => { frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 4}px`; };
for (const frame of document.querySelectorAll("iframe.mail")) {
  frame.addEventListener("load", () => fit(frame));
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}
for (const button of document.querySelectorAll("[data-pictures]")) {
  button.onclick = () => {
    document.getElementById(`mail${button.dataset.pictures}`).src = `/mail/${button.dataset.pictures}/body?pictures=1`;
    button.parentElement.remove();
  };
}
const mute = document.getElementById("mute");
mute.onclick = async () => {
  const on = mute.getAttribute("aria-pressed") !== "true";
  mute.setAttribute("aria-pressed", on);
  await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: "mutation Mute($id: ID!, $on: Boolean!) { mute(id: $id, on: $on) { id on } }", variables: { id: Number(mute.dataset.id), on } }),
  });
};
