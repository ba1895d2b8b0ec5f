// Ask before what somebody has written goes with its page, in the browser's own words.
"use strict";

const written = new Set(); // the forms that hold it
// What came back because something does not fit is not kept either.
for (const refusal of document.querySelectorAll("form[method=post] [role=alert]")) written.add(refusal.closest("form"));
addEventListener("input", ({ target: { form } }) => form?.method === "post" && written.add(form));
addEventListener("submit", ({ target }) => written.delete(target));
addEventListener("beforeunload", (event) => {
  if (!written.size) return;
  event.preventDefault();
  [...document.forms].forEach(mayGo); // whoever stays may press it again
});
