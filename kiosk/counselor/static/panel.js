// Keeps the panel open while she types, takes it off the screen when she has gone,
// lets a form go only once, and prints.
const { idle, awake, away } = document.body.dataset;
const patience = Number(idle) * 1000;
let stirred = Date.now();
let told = stirred;

function stir() {
  stirred = Date.now();
  if (awake && stirred - told > patience / 6) {
    told = stirred;
    fetch(awake);
  }
}

if (idle) {
  for (const kind of ["pointerdown", "keydown", "wheel", "input"]) {
    addEventListener(kind, stir, { passive: true });
  }
  setInterval(() => {
    if (Date.now() - stirred > patience) location.replace(away);
  }, 1000);
}

addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  // What answers with a file leaves the page as it is: it may be asked for again.
  if (!("again" in event.target.dataset)) event.target.dataset.sent = "yes";
});
addEventListener("pageshow", (event) => {
  // A page that the browser had put aside is asked for again: it may have been locked since.
  if (event.persisted) location.reload();
  for (const form of document.forms) delete form.dataset.sent;
});

// Pictures that nobody has scrolled to yet are on paper too.
async function printAll() {
  for (const picture of document.images) picture.loading = "eager";
  await Promise.allSettled([...document.images].map((picture) => picture.decode()));
  print();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", printAll);
}
