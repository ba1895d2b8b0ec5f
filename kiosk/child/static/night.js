// Looks how far the house is; while nothing answers, the night stays on the screen.
setInterval(async () => {
  try {
    const { stage } = await (await fetch("/good-night")).json();
    if (stage !== document.body.dataset.stage) location.replace("/");
  } catch { /* it is going, or coming back */ }
}, 2000);

const again = document.querySelector("form");
if (again) again.addEventListener("submit", () => again.querySelector("button").setAttribute("disabled", ""));
