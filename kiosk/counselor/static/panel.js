// Keeps the panel open while she types, takes it off the screen when she has gone,
// lets a form go only once and shows that it went, and prints.
const { idle, awake, away } = document.body.dataset;
const patience = Number(idle) * 1000;
// The house's clock may be set while she writes or has gone; a phone sleeps, and only that clock goes on.
const isDevice = "device" in document.documentElement.dataset;
const now = () => (isDevice ? Date.now() : performance.now());
let stirred = now();
let told = stirred;

function stir() {
  stirred = now();
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
    if (now() - stirred > patience) location.replace(away);
  }, 1000);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  // What answers with a file leaves the page as it is: it may be asked for again.
  if ("again" in form.dataset) return;
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true"); // a month on paper takes some seconds
});
addEventListener("pageshow", (event) => {
  // A page that the browser had put aside is asked for again: it may have been locked since.
  if (event.persisted) location.reload();
  for (const form of document.forms) delete form.dataset.sent;
  for (const pressed of document.querySelectorAll("[aria-busy]")) pressed.removeAttribute("aria-busy");
});

// What she has written and not kept is not thrown away by a tap beside it, on a link or on a button of
// another form; to cancel is to mean it, and nothing stands between her and help or the lock.
const leaving = document.querySelector("dialog.leaving");
const written = new Set(); // the forms in which she has written
let goesOn = null; // what she wanted, where that was no link
for (const kind of ["input", "change"]) {
  addEventListener(kind, ({ target: { form } }) => {
    if (form?.method === "post" && !("again" in form.dataset)) written.add(form);
  });
}
// What came back because something does not fit is not kept either.
for (const refusal of document.querySelectorAll("form[method=post] [role=alert]")) written.add(refusal.closest("form"));
function isLostBy(tapped) {
  return leaving && [...written].some((form) => !form.contains(tapped));
}
function askFirst(event, address, then = null) {
  event.preventDefault();
  leaving.querySelector("a").href = address;
  goesOn = then;
  leaving.showModal();
}
addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if ("again" in form.dataset) return;
  if (submitter?.matches(".lock") || !isLostBy(form)) return written.clear();
  event.stopImmediatePropagation(); // it does not go yet
  askFirst(event, "#", () => form.requestSubmit(submitter));
}, true);
addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.matches(".to-harm") || leaving?.contains(link)) return;
  if (isLostBy(link)) askFirst(event, link.href);
});
leaving?.querySelector("button").addEventListener("click", () => leaving.close());
leaving?.querySelector("a").addEventListener("click", (event) => {
  if (!goesOn) return;
  event.preventDefault();
  leaving.close();
  written.clear();
  goesOn();
});

// What is asked, and what is wrong, is on the screen and not below it.
document.addEventListener("toggle", ({ target }) => {
  if (target.open) target.scrollIntoView({ block: "nearest" });
}, true);
document.querySelector("[aria-invalid], fieldset:has(.problem), .problem")?.scrollIntoView({ block: "center" });

// A date says which day of the week it is.
for (const lists of document.querySelectorAll(".lists")) {
  const parts = [...lists.querySelectorAll("select")];
  if (parts.length !== 3) continue;
  const said = lists.appendChild(document.createElement("small"));
  said.className = "weekday";
  const say = () => {
    const [year, month, day] = parts.map((part) => Number(part.value));
    const date = new Date(year, month - 1, day);
    const is = year && month && date.getDate() === day;
    said.textContent = is ? date.toLocaleDateString(document.documentElement.lang, { weekday: "long" }) : "";
  };
  lists.addEventListener("change", say);
  say();
}

// A number that stands there is replaced by what is typed.
addEventListener("focusin", ({ target }) => {
  if (target.matches("input[inputmode=numeric]")) target.select();
});

// Of a field of several lines a browser shows but the first, where Tab leads to it.
addEventListener("keyup", ({ key, target }) => {
  if (key === "Tab" && target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
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
