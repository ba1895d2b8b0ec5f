// Let a form go once, and show that it went: on a slow line what was pressed again came twice.
"use strict";

// Nothing tells that somebody stopped it on its way: after so long it may go again.
const PATIENCE_MS = 20_000;

function mayGo(form) {
  delete form.dataset.sent;
  for (const pressed of form.querySelectorAll("[aria-busy]")) pressed.removeAttribute("aria-busy");
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(mayGo, PATIENCE_MS, form);
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) [...document.forms].forEach(mayGo);
});
