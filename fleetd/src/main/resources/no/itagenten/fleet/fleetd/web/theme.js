/* Light or dark, where the person chose one; else as the system says. No module, so that it is known before the page is drawn. */

(() => {
  const KEY = "r58-fleet.theme";
  const NEXT = { auto: "light", light: "dark", dark: "auto" };
  const NAMES = { auto: "as the system", light: "light", dark: "dark" };
  const root = document.documentElement;

  const stored = () => {
    try {
      const theme = localStorage.getItem(KEY);
      return theme in NEXT ? theme : "auto";
    } catch {
      return "auto"; // the browser keeps nothing for this page
    }
  };

  const apply = (theme) => {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button !== null) {
      button.setAttribute("aria-label", `Colours: ${NAMES[theme]}`);
      button.title = `Colours: ${NAMES[theme]}. Click for: ${NAMES[NEXT[theme]]}`;
      button.querySelector("use").setAttribute("href", `/assets/icons.svg#theme-${theme}`);
    }
  };

  apply(stored());
  window.addEventListener("storage", (event) => event.key === KEY && apply(stored()));
  document.addEventListener("DOMContentLoaded", () => {
    apply(stored());
    document.getElementById("theme")?.addEventListener("click", () => {
      const theme = NEXT[root.dataset.theme];
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // then it holds for this visit only
      }
      apply(theme);
    });
  });
})();
