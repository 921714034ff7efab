// Keeps pictures, times and counts fresh without a reload. Every page works without it.
"use strict";

(() => {
  const EVERY_MS = 2000;
  const main = document.getElementById("main");
  const address = main.dataset.live;

  // A second press on a button that is already at work does nothing.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
    }
  });

  if (!address) {
    return;
  }

  let paused = localStorage.getItem("paused") === "yes";
  let timer = 0;

  function setTexts(texts) {
    for (const place of document.querySelectorAll("[data-text]")) {
      const text = texts[place.dataset.text];
      if (text !== undefined && place.textContent !== text) {
        place.textContent = text;
      }
    }
  }

  function setStates(states) {
    for (const place of document.querySelectorAll("[data-state-of]")) {
      place.dataset.state = states[place.dataset.stateOf] ?? place.dataset.state;
    }
  }

  // The next picture is loaded whole before it takes the place of the last one.
  function setPicture(image, picture) {
    if (image.getAttribute("src") === picture.address) {
      return;
    }
    const next = new Image();
    next.addEventListener("load", () => {
      image.src = picture.address;
      image.alt = picture.alt;
      image.lang = picture.language;
    });
    next.src = picture.address;
  }

  function setPictures(pictures) {
    for (const image of document.querySelectorAll("[data-picture]")) {
      const picture = pictures[image.dataset.picture];
      if (picture?.address) {
        setPicture(image, picture);
      }
    }
    for (const gap of document.querySelectorAll("[data-picture-none]")) {
      if (pictures[gap.dataset.pictureNone]?.address) {
        location.reload(); // the first picture has come
      }
    }
    for (const strip of document.querySelectorAll("[data-strip]")) {
      const frame = pictures[strip.dataset.strip]?.frame;
      for (const item of strip.children) {
        if (item.dataset.frame === frame) {
          item.setAttribute("aria-current", "true");
        } else {
          item.removeAttribute("aria-current");
        }
      }
    }
  }

  async function refresh() {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const news = await answer.json();
        setTexts(news.texts);
        setStates(news.states);
        setPictures(news.pictures);
      }
    } catch {
      // The publisher does not answer just now; the page keeps what it has and asks again.
    }
    wait();
  }

  function wait() {
    clearTimeout(timer);
    if (!paused && !document.hidden) {
      timer = setTimeout(refresh, EVERY_MS);
    }
  }

  // Whoever is bothered by pictures that change can stop them (WCAG 2.2.2).
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";

  function name() {
    button.textContent = paused ? "Go on live" : "Pause live pictures";
  }

  button.addEventListener("click", () => {
    paused = !paused;
    localStorage.setItem("paused", paused ? "yes" : "no");
    name();
    if (!paused) {
      refresh();
    } else {
      clearTimeout(timer);
    }
  });

  name();
  document.querySelector("[data-pause]")?.append(button);
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
  wait();
})();
