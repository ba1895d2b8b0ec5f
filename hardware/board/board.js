"use strict";

const press = (part, isSo) => fetch("/pins", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ part, is_so: isSo }),
}).catch(() => undefined);

for (const button of document.querySelectorAll("[data-part]")) {
  const go = (isSo) => {
    if (button.classList.contains("pressed") === isSo) return;
    button.classList.toggle("pressed", isSo);
    press(button.dataset.part, isSo);
  };
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    go(true);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) {
    button.addEventListener(end, () => go(false));
  }
  button.addEventListener("keydown", (event) => {
    if ([" ", "Enter"].includes(event.key)) { event.preventDefault(); go(true); }
  });
  button.addEventListener("keyup", () => go(false));
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

for (const button of document.querySelectorAll("[data-switch]")) {
  press(button.dataset.switch, false); // what the page before left as it was
  button.addEventListener("click", () => {
    const isSo = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", isSo);
    press(button.dataset.switch, isSo);
  });
}

const lamp = document.getElementById("status");
const lights = new EventSource("/lights");
lights.onmessage = (event) => {
  const told = JSON.parse(event.data);
  const brightest = Math.max(...told.status);
  const [red, green, blue] = told.status.map((one) => Math.round(255 * one));
  lamp.style.background = brightest ? `rgb(${red} ${green} ${blue})` : "";
  document.querySelector(".help").classList.toggle("lit", told.help);
  document.getElementById("tone").classList.toggle("sounds", told.tone);
};
lights.onopen = () => { document.getElementById("silent").hidden = true; };
lights.onerror = () => { document.getElementById("silent").hidden = false; };
