// Shows what goes on meanwhile, without a new page: who goes by keys keeps her place.
"use strict";

const watched = document.querySelector("[data-watch]");

async function look() {
  const answer = await fetch(location.href, { redirect: "manual" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-watch]");
  if (!now) location.reload(); // it is over, or the panel was locked
  else if (now.innerHTML !== watched.innerHTML) watched.replaceChildren(...now.childNodes);
}

setInterval(() => look().catch(() => {}), Number(watched.dataset.watch) * 1000);
