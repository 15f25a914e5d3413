// What every page of the console does by itself. No library, and no word stands here: they are the page's.
"use strict";

const words = document.body.dataset;
const find = (id) => document.getElementById(id);
const say = (text) => { find("spoken").textContent = text; };
const passive = { headers: { "X-Live": "1" }, credentials: "same-origin", cache: "no-store" };

// ------------------------------------------------------------ sound
const sound = (() => {
  const button = find("sound");
  let context = null;
  const wanted = () => localStorage.getItem("sound") !== "off";
  function draw() {
    button.setAttribute("aria-pressed", String(wanted()));
    const silent = wanted() && !awake();
    button.textContent = silent ? button.dataset.silent : wanted() ? button.dataset.on : button.dataset.off;
    button.classList.toggle("silent", silent);
  }
  const awake = () => context !== null && context.state === "running";
  function wake() {
    context = context || new AudioContext();
    context.resume().then(draw, draw);
  }
  function tone(frequency, start) {
    const from = context.currentTime + start;
    const [oscillator, gain] = [context.createOscillator(), context.createGain()];
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.25, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + 0.65);
  }
  if (!button) return { ring: () => true };
  button.addEventListener("click", () => {
    localStorage.setItem("sound", wanted() ? "off" : "on");
    wake();
    draw();
  });
  // A browser stays mute until it was touched once.
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wake, { once: true });
  wake();
  setTimeout(draw, 300);
  return {
    ring() {
      draw();
      if (wanted() && !awake()) return false;
      if (!wanted()) return true;
      tone(880, 0);
      tone(660, 0.25);
      return true;
    },
  };
})();

// One window of a browser rings for all, unless it is still mute: then each knows only what it has shown itself.
function rung() {
  const read = (storage) => new Set(JSON.parse(storage.getItem("rung") || "[]"));
  const keep = (storage, ids) => storage.setItem("rung", JSON.stringify([...read(storage), ...ids].slice(-500)));
  const known = new Set([...read(localStorage), ...read(sessionStorage)]);
  const ids = [...document.querySelectorAll("[data-ring]")].flatMap((each) => each.dataset.ring.split(/\s+/));
  const fresh = ids.filter((id) => id && !known.has(id));
  if (fresh.length === 0) return;
  keep(sessionStorage, fresh);
  if (sound.ring()) keep(localStorage, fresh);
  say("");
  say(words.newNeed);
}

// ------------------------------------------------------------ live parts
const live = (() => {
  const drawn = new Map();
  const underWay = new Map(); // id → whether it is to be fetched once more
  let postponed = false; // somebody types or presses in there
  let pressed = null; // a button that is replaced between pressing and letting go is never clicked
  const shield = (section) => {
    if (pressed && section.contains(pressed)) return true;
    const active = document.activeElement;
    const types = active && section.contains(active) && active.matches("input, select, textarea");
    return types || section.querySelector("form[data-touched], form[data-sent]") !== null;
  };
  function pathTo(root, node) {
    const path = [];
    for (; node !== root; node = node.parentElement) path.unshift([...node.parentElement.children].indexOf(node));
    return path;
  }
  const follow = (root, path) => path.reduce((node, n) => node && node.children[n], root);
  // Known by what it does: where it stood, another patient's button may stand by now.
  function does(node) {
    if (node.id) return node.id;
    if (node.hasAttribute("href")) return node.getAttribute("href");
    return node.form ? node.form.getAttribute("action") + "?" + new URLSearchParams(new FormData(node.form)) + node.value : null;
  }
  const alike = (root, active) => [...root.querySelectorAll(active.tagName)].filter((node) => does(node) === does(active));
  function found(next, active, focus) {
    if (does(active) === null) return follow(next, focus.path);
    const again = alike(next, active);
    return again[Math.min(focus.nth, again.length - 1)] || find("main");
  }
  function keep(section) {
    const active = section.contains(document.activeElement) && document.activeElement !== section ? document.activeElement : null;
    const open = [...section.querySelectorAll("details")].map((each) => each.open);
    const scrolls = [...section.querySelectorAll(".scroll")].map((each) => [each.scrollLeft, each.scrollTop]);
    const focus = active && { nth: alike(section, active).indexOf(active), path: pathTo(section, active) };
    return (next) => {
      [...next.querySelectorAll("details")].forEach((each, n) => { if (open[n] !== undefined) each.open = open[n]; });
      [...next.querySelectorAll(".scroll")].forEach((each, n) => { if (scrolls[n]) each.scrollTo(...scrolls[n]); });
      const again = focus && found(next, active, focus);
      if (again) again.focus({ preventScroll: true });
    };
  }
  function replace(section, text) {
    if (drawn.get(section.id) === text) return;
    const next = new DOMParser().parseFromString(text, "text/html").getElementById(section.id);
    if (!next) return;
    if (shield(section)) { postponed = true; return; }
    drawn.set(section.id, text);
    const restore = keep(section);
    const [x, y] = [scrollX, scrollY];
    section.replaceWith(document.adoptNode(next));
    restore(next);
    scrollTo(x, y);
  }
  async function refresh(id) {
    if (underWay.has(id)) { underWay.set(id, true); return; }
    underWay.set(id, false);
    try {
      const section = find(id);
      const answer = await fetch(section.dataset.live, passive);
      if (answer.status === 401) return void location.replace("/sign-in?ended");
      if (answer.ok) replace(find(id), await answer.text());
    } catch {
      connection.lost();
    } finally {
      const again = underWay.get(id);
      underWay.delete(id);
      if (again) refresh(id);
      else { rung(); count(); }
    }
  }
  function all() {
    for (const section of document.querySelectorAll("[data-live]")) refresh(section.id);
  }
  function catchUp() {
    if (!postponed) return;
    postponed = false;
    setTimeout(all, 0);
  }
  addEventListener("focusout", catchUp);
  addEventListener("pointerdown", (event) => { pressed = event.target; });
  for (const kind of ["pointerup", "pointercancel"]) {
    addEventListener(kind, () => setTimeout(() => { pressed = null; catchUp(); }, 0)); // the click comes first
  }
  return { all };
})();

// A browser opens six connections to a server at most: of all its windows one listens and tells the others.
const connection = (() => {
  const BEAT = 12000; // the server says something every 5 s
  const windows = new BroadcastChannel("events");
  let [source, timer, watchdog, failures, listening] = [null, 0, 0, 0, false];
  function heard(kind) {
    if (kind === "ended") return void location.replace("/sign-in?ended");
    if (kind === "lost") return lost();
    clearTimeout(watchdog);
    watchdog = setTimeout(lost, BEAT);
    failures = 0;
    find("lost").hidden = true;
    live.all(); // also with a beat: a kiosk that has died changes nothing, and is missed by the time alone
  }
  function tell(kind) {
    if (listening) windows.postMessage(kind);
    heard(kind);
  }
  function connect() {
    source = new EventSource(words.events);
    for (const kind of ["open", "beat", "changed", "ended"]) source.addEventListener(kind, () => tell(kind));
    source.addEventListener("error", lost);
  }
  function lost() {
    clearTimeout(watchdog);
    find("lost").hidden = false;
    if (timer || !listening) return;
    windows.postMessage("lost");
    source.close();
    const wait = Math.min(1000 * 2 ** failures, 15000) * (0.8 + 0.4 * Math.random());
    failures += 1;
    timer = setTimeout(again, wait);
  }
  async function again() {
    timer = 0;
    try {
      const answer = await fetch("/session", passive);
      if (answer.status === 401) return tell("ended");
      connect();
    } catch {
      lost();
    }
  }
  if (words.events) {
    windows.addEventListener("message", (event) => heard(event.data));
    navigator.locks.request("events", () => {
      listening = true;
      connect();
      return new Promise(() => {}); // until this window is closed
    });
    watchdog = setTimeout(lost, BEAT);
    live.all();
  }
  addEventListener("pagehide", () => { clearTimeout(watchdog); if (source) source.close(); });
  addEventListener("online", () => { if (timer) { clearTimeout(timer); again(); } });
  return { lost };
})();

// ------------------------------------------------------------ how long it still goes
function count() {
  for (const each of document.querySelectorAll("[data-until]")) {
    const minutes = Math.floor((new Date(each.dataset.until) - Date.now()) / 60000);
    const hours = Math.floor(minutes / 60);
    const time = (hours ? words.hours.replace("{n}", hours) + " " : "") + words.minutes.replace("{n}", minutes % 60);
    each.textContent = minutes < 0 ? words.over : minutes === 0 ? words.leftShort : words.left.replace("{time}", time);
  }
}

// ------------------------------------------------------------ buttons and forms
async function copy(button) {
  const source = find(button.dataset.copy);
  const text = "value" in source ? source.value : source.innerText;
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
    const before = button.textContent;
    button.textContent = "✓ " + words.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  } catch {
    getSelection().selectAllChildren(source);
    say(words.notCopied);
  }
}
addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if ("copy" in button.dataset) copy(button);
  else print();
});
addEventListener("input", (event) => { if (event.target.form) event.target.form.dataset.touched = ""; });
addEventListener("submit", (event) => {
  if ("sent" in event.target.dataset) event.preventDefault(); // twice pressed is sent once
  else if (!event.defaultPrevented) event.target.dataset.sent = "";
});
addEventListener("pageshow", (event) => {
  if (event.persisted) return void location.reload(); // kept as it was before somebody signed out
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

count();
setInterval(count, 10000);
rung();
