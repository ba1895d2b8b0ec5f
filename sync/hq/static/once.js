// Let a form go once, and show that it went: on a slow line what was pressed again came twice.
"use strict";

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  // Whoever goes back to it may send it again.
  for (const form of document.forms) delete form.dataset.sent;
  for (const pressed of document.querySelectorAll("[aria-busy]")) pressed.removeAttribute("aria-busy");
});
