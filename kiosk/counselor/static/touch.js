// Five dots: shows with a cross where each tap was felt, and whether that was near enough.
const field = document.querySelector(".five");
const said = field.querySelector("[role=status]");
const dots = [...field.querySelectorAll(".dot")];
const FAR = 4;

function missed(dot, event) {
  const box = dot.getBoundingClientRect();
  const pixels = Math.hypot(event.clientX - box.x - box.width / 2, event.clientY - box.y - box.height / 2);
  return pixels / field.dataset.perMm;
}

function nearest(event) {
  return dots.reduce((best, dot) => (missed(dot, event) < missed(best, event) ? dot : best));
}

field.addEventListener("pointerdown", (event) => {
  const dot = nearest(event);
  const place = field.getBoundingClientRect();
  const cross = document.createElement("i");
  cross.className = "cross";
  cross.style.left = `${event.clientX - place.x}px`;
  cross.style.top = `${event.clientY - place.y}px`;
  field.append(cross);
  dot.dataset.missed = missed(dot, event).toFixed(1);
  const felt = dots.filter((one) => one.dataset.missed);
  if (felt.some((one) => one.dataset.missed > FAR)) said.textContent = said.dataset.ill;
  else if (felt.length === dots.length) said.textContent = said.dataset.well;
});
