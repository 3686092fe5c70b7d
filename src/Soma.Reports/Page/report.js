// Two comforts: a switch between light and dark, and numbers beside the pointer. The page says everything without them.
(() => {
  const root = document.documentElement, button = document.getElementById("theme"), tip = document.getElementById("tip");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  system.addEventListener("change", name);
  button.hidden = false;
  button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  name();

  const words = new WeakMap();
  const wordsOf = (element) => {
    if (!words.has(element)) {
      const title = element.querySelector(":scope > title");
      words.set(element, title ? title.textContent : "");
      if (title) { element.setAttribute("aria-label", title.textContent); title.remove(); }
    }
    return words.get(element);
  };
  addEventListener("pointermove", (event) => {
    const hit = event.target.closest ? event.target.closest(".hit") : null;
    if (!hit) { tip.hidden = true; return; }
    tip.textContent = wordsOf(hit);
    tip.hidden = false;
    const right = event.clientX + 16 + tip.offsetWidth > innerWidth, low = event.clientY + 16 + tip.offsetHeight > innerHeight;
    tip.style.left = Math.max(4, right ? event.clientX - 12 - tip.offsetWidth : event.clientX + 16) + "px";
    tip.style.top = Math.max(4, low ? event.clientY - 12 - tip.offsetHeight : event.clientY + 16) + "px";
  });
  addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
})();
