// The house has begun anew, and may be well by now: whoever passes is not sent for the counselor.
"use strict";
addEventListener("house-is-back", () => location.replace("/"));

// Left alone it sleeps again, where there is a page that does: one touch that was not kept is no
// house in trouble, and one that is says so once to an empty room.
const IDLE_MS = Number(document.body.dataset.idle) * 1000;
let idle;
function wait() {
  clearTimeout(idle);
  idle = setTimeout(sleep, IDLE_MS);
}
async function sleep() {
  try {
    if ((await fetch("/")).ok) { location.replace("/"); return; }
  } catch { /* it begins anew: ask again */ }
  wait();
}
addEventListener("pointerdown", wait);
wait();
