// On the kiosk's own screen: tells the house, each few seconds, that this page is drawn and alive,
// and lets a finger that rests open no menu. A page that falls silent is opened anew. Says good night
// when the house does.
"use strict";
(() => {
  const EVERY_MS = 2000, SOON_MS = 1000;
  let wasAway = false; // the house, when it was told last
  async function beat() {
    let next = EVERY_MS;
    try {
      const answer = await fetch("/desk/beats", { method: "POST", signal: AbortSignal.timeout(4000) });
      // Where the house goes to sleep its night is the answer: this page would take nothing any more.
      const sleeps = answer.status === 200 && !answer.redirected;
      if (sleeps && !document.querySelector(".good-night")) { location.replace("/"); return; }
      if (wasAway) dispatchEvent(new Event("house-is-back"));
      wasAway = false;
    } catch { next = SOON_MS; wasAway = true; } // the house restarts: let it know soon
    // Only what is drawn is called back for the next frame.
    setTimeout(() => requestAnimationFrame(beat), next);
  }
  requestAnimationFrame(beat);
  addEventListener("contextmenu", (event) => event.preventDefault());
})();
