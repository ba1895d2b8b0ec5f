// Says good night once, as loud as the house speaks.
const sound = document.querySelector("audio");
if (sound && document.body.dataset.stage === "closing") {
  sound.volume = document.body.dataset.volume / 100;
  sound.play().catch(() => {});
}

// Looks how far the house is; while nothing answers, the night stays on the screen. One that woke in
// trouble tells no stage: then its first page tells what is wrong.
setInterval(async () => {
  try {
    const answer = await fetch("/good-night");
    const { stage } = answer.ok ? await answer.json() : {};
    if (stage !== document.body.dataset.stage) location.replace("/");
  } catch { /* it is going, or coming back */ }
}, 2000);

const again = document.querySelector("form");
if (again) again.addEventListener("submit", () => again.querySelector("button").setAttribute("disabled", ""));
