// Open the page that was asked for as soon as the database is back; without a script, by the link.
"use strict";

const again = document.getElementById("again");

function look() {
  fetch(again.dataset.health, { cache: "no-store" })
    .then((answer) => (answer.ok ? location.replace(again.href) : null))
    .catch(() => null);
}

setInterval(look, 5000);
