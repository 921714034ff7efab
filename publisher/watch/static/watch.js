// Puts the newest picture and findings in place as soon as the author has saved. Every page works without it.
"use strict";

(() => {
  const spoken = document.getElementById("spoken");
  const away = document.getElementById("away");
  const trouble = document.getElementById("trouble");
  const follow = document.getElementById("follow");
  if (!spoken) {
    return;
  }

  follow.checked = localStorage.getItem("follow") !== "no";
  follow.addEventListener("change", () => localStorage.setItem("follow", follow.checked ? "yes" : "no"));
  document.querySelector(".follow").hidden = false;

  let asked = 0;

  // The next picture is loaded whole before it takes the place of the last one.
  async function loaded(part) {
    const image = part.querySelector("img.panel");
    if (image) {
      const next = new Image();
      next.src = image.src;
      await next.decode().catch(() => {});
    }
  }

  async function refresh(address) {
    const mine = ++asked;
    const answer = await fetch(address);
    trouble.hidden = answer.ok;
    if (!answer.ok) {
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.getElementById("slide");
    await loaded(part);
    if (mine !== asked) {
      return; // something newer is on its way
    }
    // Whoever uses the keyboard stays on the link that they are on.
    const focused = document.activeElement?.closest("#slide a")?.textContent;
    const before = document.getElementById("tally").textContent;
    document.getElementById("slide").replaceWith(document.importNode(part, true));
    document.title = page.title;
    history.replaceState(null, "", address);
    const after = document.getElementById("tally").textContent;
    if (after !== before) {
      spoken.textContent = after;
    }
    if (focused) {
      [...document.querySelectorAll("#slide a")].find((link) => link.textContent === focused)?.focus();
    }
  }

  function addressOf(slide) {
    const here = document.getElementById("slide").dataset.slide;
    const other = follow.checked && slide && slide !== here ? slide : here;
    return `/slides/${other.split("/").map(encodeURIComponent).join("/")}${location.search}`;
  }

  let heard = false;
  const news = new EventSource("/news");
  news.addEventListener("open", () => {
    away.hidden = true;
    if (heard) {
      refresh(addressOf("")).catch(() => {}); // something may have changed while nobody listened
    }
    heard = true;
  });
  news.addEventListener("error", () => {
    away.hidden = false;
  });
  news.addEventListener("message", (event) => {
    refresh(addressOf(JSON.parse(event.data).slide)).catch(() => {});
  });
})();
