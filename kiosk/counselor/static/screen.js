// Says how large the screen is, and speaks as loud as children hear it.
const size = document.querySelector("[data-size]");
const mm = (pixels) => Math.round(pixels / size.dataset.perMm);
size.querySelector("[data-pixels]").textContent = `${screen.width} × ${screen.height}`;
size.querySelector("[data-mm]").textContent = `${mm(screen.width)} × ${mm(screen.height)}`;

const button = document.querySelector("[data-sound]");
if (button) {
  const sound = new Audio(button.dataset.sound);
  sound.volume = button.dataset.volume / 100;
  button.addEventListener("click", () => { sound.currentTime = 0; sound.play().catch(() => {}); });
}
