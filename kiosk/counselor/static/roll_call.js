// Counts who is marked, and marks all who are shown; without it the boxes and the button do.
"use strict";

const roll = document.querySelector(".roll");
const send = roll.querySelector("button.main");
const all = roll.querySelector(".all");
const boxes = [...roll.querySelectorAll("[name=child]")];
const toMark = all.textContent;

const shown = () => boxes.filter((box) => box.checkVisibility());
const areMarked = () => shown().every((box) => box.checked);

function tell() {
  const marked = boxes.filter((box) => box.checked).length;
  send.textContent = send.dataset.marked.replace("#", marked);
  send.disabled = !marked;
  all.textContent = areMarked() ? all.dataset.none : toMark;
}

roll.addEventListener("change", tell);
all.addEventListener("click", () => {
  const marked = !areMarked();
  for (const box of shown()) box.checked = marked;
  tell();
});
// A page to which she comes back has its boxes as they were.
addEventListener("pageshow", tell);
all.hidden = false;
