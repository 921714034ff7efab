// Keeps pictures, times and counts fresh without a reload. Every page works without it.
"use strict";

(() => {
  const EVERY_MS = 2000;
  const FAILURES_ALLOWED = 4;
  const GONE = [401, 404]; // signed out, or the screen was unpaired
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

  // Whoever says when a notice ends wants a notice.
  document.querySelector("[data-notice]")?.addEventListener("input", (event) => {
    event.target.form.querySelector("[name=how][value=notice]").checked = true;
  });

  // Monday's times on every weekday, as long as that is ticked and no weekday gets its own.
  const weekdays = document.querySelector("[data-weekdays]");

  function sameAsMonday() {
    for (const end of ["from", "until"]) {
      for (const day of [2, 3, 4, 5]) {
        document.getElementById(`${end}-${day}`).value = document.getElementById(`${end}-1`).value;
      }
    }
  }

  weekdays?.form.addEventListener("input", (event) => {
    const own = /-[2-5]$/.test(event.target.id);
    weekdays.checked &&= !own;
    if (weekdays.checked) {
      sameAsMonday();
    }
  });

  // What was done, or was wrong, is where a screen reader starts to read.
  document.querySelector(".notice.refused, .notice.done")?.focus();

  if (!address) {
    return;
  }

  let paused = localStorage.getItem("paused") === "yes";
  let timer = 0;
  let failures = 0;
  let heardAt = new Date();

  function setTexts(texts) {
    for (const place of document.querySelectorAll("[data-text]")) {
      const text = texts[place.dataset.text];
      if (text !== undefined && place.textContent !== text) {
        place.textContent = text;
        place.closest("[data-row]")?.toggleAttribute("hidden", !text);
      }
    }
  }

  function setStates(states) {
    for (const place of document.querySelectorAll("[data-state-of]")) {
      place.dataset.state = states[place.dataset.stateOf] ?? place.dataset.state;
    }
  }

  // A dark screen is drawn dark, and one of which nothing is known yet is drawn empty.
  function setEmpty(panel, picture) {
    const empty = panel.matches("p") ? panel : document.createElement("p");
    empty.className = `panel empty ${shape(picture)}`;
    empty.classList.toggle("dark", Boolean(picture.dark));
    empty.dataset.picture = panel.dataset.picture;
    const words = picture.dark || "No picture from it yet";
    if (empty.textContent !== words) {
      empty.textContent = words;
    }
    if (empty !== panel) {
      panel.replaceWith(empty);
    }
  }

  function shape(picture) {
    return picture.height > picture.width ? "tall" : "broad";
  }

  // The next picture is loaded whole before it takes the place of the last one, or of the empty panel.
  function setPicture(panel, picture) {
    if (picture && !picture.address && (picture.dark || panel.matches("p"))) {
      setEmpty(panel, picture);
    }
    if (!picture?.address || panel.getAttribute("src") === picture.address) {
      return;
    }
    const next = new Image(picture.width, picture.height);
    next.addEventListener("load", () => {
      const image = panel.matches("img") ? panel : next;
      image.className = `panel ${shape(picture)}`;
      image.dataset.picture = panel.dataset.picture;
      image.src = picture.address;
      image.alt = picture.alt;
      image.lang = picture.language;
      if (image !== panel) {
        panel.replaceWith(image);
      }
    });
    next.src = picture.address;
  }

  function setPictures(pictures) {
    for (const panel of document.querySelectorAll("[data-picture]")) {
      setPicture(panel, pictures[panel.dataset.picture]);
    }
    for (const title of document.querySelectorAll("[data-language-of]")) {
      title.lang = pictures[title.dataset.languageOf]?.language ?? "";
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

  // "On and showing, just now" must not stand there for hours while nobody answers.
  function sayWhetherThereIsNews() {
    const place = document.querySelector("[data-no-news]");
    const silent = failures > FAILURES_ALLOWED;
    if (silent === place.hasChildNodes()) {
      return;
    }
    place.replaceChildren();
    if (silent) {
      const [notice, sign, words] = ["p", "span", "span"].map((each) => document.createElement(each));
      notice.className = "notice";
      sign.className = "sign";
      words.textContent = `This page has had no news since ${clockTime(heardAt)}. It goes on asking.`;
      notice.append(sign, words);
      place.append(notice);
    }
  }

  function clockTime(moment) {
    return moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  }

  async function ask() {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (GONE.includes(answer.status)) {
      location.reload(); // the page itself says what happened
    }
    const news = await answer.json();
    setTexts(news.texts);
    setStates(news.states);
    setPictures(news.pictures);
  }

  async function refresh() {
    try {
      await ask();
      failures = 0;
      heardAt = new Date();
    } catch {
      failures += 1; // the publisher does not answer just now; the page keeps what it has and asks again
    }
    sayWhetherThereIsNews();
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
  const since = document.createElement("span");

  function name() {
    button.textContent = paused ? "Show live pictures" : "Pause live pictures";
    since.textContent = paused ? `Paused at ${clockTime(heardAt)}. ` : "";
  }

  button.addEventListener("click", () => {
    paused = !paused;
    localStorage.setItem("paused", paused ? "yes" : "no");
    name();
    if (!paused) {
      refresh();
    } else {
      clearTimeout(timer);
      failures = 0;
      sayWhetherThereIsNews();
    }
  });

  name();
  document.querySelector("[data-pause]")?.append(since, button);
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
  wait();
})();
