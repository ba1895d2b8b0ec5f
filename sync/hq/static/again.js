// Open the page that was asked for as soon as the database is back; without a script, by the link.
"use strict";

const again = document.getElementById("again");

// What a phone read off a house's screen stands behind the #: no link of a server's has it.
function goOn() {
  if (location.hash && again.pathname === location.pathname) location.reload();
  else location.replace(again.href);
}

function look() {
  fetch(again.dataset.health, { cache: "no-store" })
    .then((answer) => (answer.ok ? goOn() : null))
    .catch(() => null);
}

again.addEventListener("click", (event) => {
  event.preventDefault();
  goOn();
});
for (const link of document.querySelectorAll("a[lang]")) link.hash = location.hash;
setInterval(look, 5000);
