/** Tabs and their panes, by the ARIA pattern: one tab is in the tab order, the arrow keys go from one to the next. */

import { setAttribute, show } from "./dom.js";

export class Tabs {
  #tabs;
  #onChosen;
  #selected = null;

  /** @param {function(string)} onChosen takes the name of the tab, once for each change */
  constructor(root, onChosen) {
    this.#tabs = [...root.querySelectorAll("[role=tab]")];
    this.#onChosen = onChosen;
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.select(nameOf(tab)));
      tab.addEventListener("keydown", (event) => this.#move(event));
    }
  }

  /** Selects the tab of that name; the first one where there is none. */
  select(name) {
    const chosen = this.#tabs.find((tab) => nameOf(tab) === name) ?? this.#tabs[0];
    if (chosen === this.#selected) {
      return;
    }
    this.#selected = chosen;
    for (const tab of this.#tabs) {
      setAttribute(tab, "aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      show(document.getElementById(tab.getAttribute("aria-controls")), tab === chosen);
    }
    this.#onChosen(nameOf(chosen));
  }

  /** No tab is selected, so that the next selection is a change. */
  reset() {
    this.#selected = null;
  }

  #move(event) {
    const at = this.#tabs.indexOf(event.currentTarget);
    const targets = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const tab = this.#tabs.at(target % this.#tabs.length);
      this.select(nameOf(tab));
      tab.focus();
    }
  }
}

function nameOf(tab) {
  return tab.id.replace("tab-", "");
}
