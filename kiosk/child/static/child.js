// Answers a press at once, speaks, helps whoever waits, and goes to sleep when left alone.
"use strict";

const LOCKOUT_MS = 400, LOCKOUT_PX = 60, SLOP_MM = 4, WRIST_MM = 10, REPEAT_S = 8, SHOW_S = 16, SOON_S = 2, POLL_MS = 1000, VISIT_MS = 1600, FAREWELL_MS = 5000, CALM_MS = 400, TAG_GAP_MS = 60, TAG_LEAST = 4, SLEEPS_ON_MS = 600000;
const TARGETS = "button, a, label";
const body = document.body;
const voice = document.querySelector("audio");
const hint = document.querySelector(".hint");
// Set by an adult, from 0 to 100; a silent page says nothing, and shows how so much the sooner.
const volume = Number(body.dataset.volume);
if (voice) voice.volume = volume / 100;
const idleSeconds = Number(body.dataset.idle);
const asleep = body.classList.contains("asleep");

// What cannot be said is shown instead.
let silent = !voice || !volume;
function speak() {
  if (silent) { showSoon(); return; }
  voice.currentTime = 0;
  voice.play().catch((error) => {
    if (error.name === "AbortError") return; // a touch interrupted it
    silent = error.name !== "NotAllowedError"; // a browser may want a touch first
    showSoon();
  });
}

// A second touch on the same spot, perhaps of the page before, is not meant.
let last = JSON.parse(sessionStorage.getItem("press") || "null");
function isEcho(event) {
  const now = Date.now();
  const near = last && Math.hypot(event.clientX - last.x, event.clientY - last.y) < LOCKOUT_PX;
  // A clock that was put back leaves a press in times to come.
  if (near && Math.abs(now - last.at) < LOCKOUT_MS) return true;
  last = { x: event.clientX, y: event.clientY, at: now };
  return false;
}

// Who meets the gap beside a target means the nearest one; further off, or with the wrist, none.
function targetOf(event) {
  const hit = event.target.closest(TARGETS);
  if (hit) return hit;
  const mm = parseFloat(getComputedStyle(body).getPropertyValue("--mm"));
  let nearest = null, least = SLOP_MM * mm;
  if (event.clientY > innerHeight - WRIST_MM * mm) return nearest;
  for (const one of document.querySelectorAll(TARGETS)) {
    const box = one.getBoundingClientRect();
    const aside = Math.max(box.left - event.clientX, event.clientX - box.right, 0);
    const above = Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
    const away = Math.hypot(aside, above);
    if (away < least && box.width) { nearest = one; least = away; }
  }
  return nearest;
}

// Faces wait for the child to look at them: a finger that taps its way through answers nothing.
const calm = document.querySelector("[data-calm]");
if (calm) {
  calm.classList.add("waits");
  setTimeout(() => calm.classList.remove("waits"), CALM_MS);
}

document.addEventListener("pointerdown", (event) => {
  if (event.button) return; // a mouse's other buttons
  wake();
  const target = targetOf(event);
  if (!target || target.closest(".waits")) return;
  if (isEcho(event)) return;
  target.classList.add("pressed");
  if (voice) voice.pause();
  // Act on the press: a small child holds on, or slides off. What it sees of it comes first.
  requestAnimationFrame(() => setTimeout(act, 0, target));
});

function act(target) {
  sessionStorage.setItem("press", JSON.stringify(last));
  (target.control || target).click();
}

let done = false;
document.addEventListener("click", (event) => {
  const target = event.target.closest(TARGETS);
  if (!target) return;
  const ours = !event.isTrusted || event.detail === 0; // our own click, or the keyboard's
  if (!ours || done) { event.preventDefault(); return; }
  if (target.matches("[data-repeat]")) { target.classList.remove("pressed"); speak(); return; }
  done = !target.matches("label"); // what is only marked sends nothing yet
  if (!done) target.classList.remove("pressed");
}, true);

// A page that the browser kept shows nothing of who was here: it comes anew, or not at all.
addEventListener("pagehide", (event) => { body.hidden = event.persisted; });
addEventListener("pageshow", (event) => { done = false; if (event.persisted) location.reload(); });
addEventListener("contextmenu", (event) => event.preventDefault());

// Left alone: say it again, show how, then sleep and forget who was here.
let timers = [];
function wake() {
  timers.forEach(clearTimeout);
  if (hint) hint.hidden = true;
  if (asleep || body.dataset.state) return;
  timers = [
    setTimeout(speak, Math.min(REPEAT_S, idleSeconds / 4) * 1000),
    setTimeout(show, Math.min(SHOW_S, idleSeconds / 2) * 1000),
    setTimeout(() => location.replace("/"), idleSeconds * 1000),
  ];
}

function showSoon() {
  if (!asleep && !body.dataset.state) timers.push(setTimeout(show, SOON_S * 1000));
}

// The hand visits every target in turn: resting on one face would suggest an answer.
function show(step = 0) {
  const targets = document.querySelectorAll("main button, main a");
  if (!targets.length || !hint || (!step && !hint.hidden)) return;
  const box = targets[step % targets.length].getBoundingClientRect();
  hint.style.left = `${box.left + box.width / 2}px`;
  hint.style.top = `${box.top + box.height * 0.55}px`;
  hint.hidden = false;
  timers.push(setTimeout(show, VISIT_MS, step + 1));
}

// Never in the place of what a child has just asked for, and waits for; tells whether it goes.
function goOn(where) {
  if (!done) location.replace(where);
  return !done;
}

// The page that sleeps is the only one that stays: as the hour goes by, and when the house has begun
// anew and knows its forms no more, it comes anew.
if (asleep) {
  addEventListener("house-is-back", () => goOn("/"));
  setTimeout(goOn, SLEEPS_ON_MS, "/");
}

// A game covers this page; when it is gone, however it went, go on.
async function watchGame() {
  try {
    const answer = await fetch(body.dataset.state);
    // What tells nothing of a game is a page in its place: the house goes to sleep, or is in trouble.
    const told = answer.headers.get("Content-Type") === "application/json";
    const running = told && (await answer.json()).running;
    // Whoever goes asks no more: going once more would begin anew, on a slow machine for ever.
    if (!running && goOn(body.dataset.after)) return;
  } catch { /* the house restarts: ask again */ }
  setTimeout(watchGame, POLL_MS);
}

// A game is a process of its own: it hears from the page that motion is not wanted.
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
document.querySelectorAll("[name=still]").forEach((field) => { field.value = still ? "yes" : ""; });

// A tag's reader types like a keyboard, but faster than anybody, and ends with Enter.
const tagForm = document.querySelector("[data-tag]");
let typed = "", typedAt = 0;
addEventListener("keydown", (event) => {
  if (event.key === "Shift") return; // a reader's capitals
  const fast = event.timeStamp - typedAt < TAG_GAP_MS && !event.repeat;
  typedAt = event.timeStamp;
  const read = fast ? typed : "";
  typed = event.key.length === 1 ? read + event.key : "";
  if (event.key !== "Enter" || read.length < TAG_LEAST || !tagForm) return;
  event.preventDefault(); // nor does it press what a finger pressed last
  if (done) return;
  done = true;
  tagForm.elements.tag.value = read;
  tagForm.submit();
  tagForm.elements.tag.value = ""; // nothing of the number stays on the page
}, true);

addEventListener("keydown", (event) => {
  wake();
  // Enter in a box would press the first face.
  if (event.key === "Enter" && event.target.matches("[type=checkbox]")) event.preventDefault();
});
wake();
if (!asleep) speak();
if (body.dataset.state) watchGame();
if (body.dataset.then) setTimeout(goOn, FAREWELL_MS, body.dataset.then);
