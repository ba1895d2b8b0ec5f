// Shows who is found while she types: the same form, sent without leaving the page.
"use strict";

const SOON_MS = 150;
const form = document.querySelector(".find");
let asked = 0, soon = 0;

async function find(button) {
  const mine = ++asked;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return; // she has typed on
  const parts = page.querySelectorAll("[data-anew]");
  // None: the panel was locked meanwhile, or this page open for too long.
  if (!parts.length) location.reload();
  document.querySelectorAll("[data-anew]").forEach((old, place) => {
    if (parts[place]) old.replaceChildren(...parts[place].childNodes);
  });
}

form.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(find, SOON_MS, null);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(soon);
  if (event.submitter?.value) form.elements.name.value = ""; // a picture counts alone
  const pictures = form.querySelector("details");
  // Who came by keys goes on from where the pictures were.
  if (pictures.contains(document.activeElement)) pictures.querySelector("summary").focus();
  pictures.open = false;
  find(event.submitter);
});
