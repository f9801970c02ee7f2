/** What the page shows when its address names a device that there is not. */

import { partsOf, setText, show } from "./dom.js";
import { showPlace } from "./page-title.js";
import { currentRoute } from "./route.js";
import { visibleLine } from "./safe-text.js";

export class MissingDevice {
  #store;
  #root = document.getElementById("no-device");
  #loaded = false;

  constructor(store) {
    this.#store = store;
    store.addEventListener("reset", () => {
      this.#loaded = true;
      this.#update();
    });
    store.addEventListener("device", () => this.#update());
    window.addEventListener("hashchange", () => this.#update());
    window.addEventListener("popstate", () => this.#update());
  }

  #update() {
    const route = currentRoute();
    const missing = this.#loaded && route !== null && this.#store.device(route.id) === undefined;
    if (missing) {
      const { title, id } = partsOf(this.#root);
      setText(id, visibleLine(route.id));
      if (this.#root.hidden) {
        show(this.#root, true);
        title.focus();
      }
      showPlace("No such device");
    } else if (!this.#root.hidden) {
      show(this.#root, false);
    }
    document.body.classList.toggle("missing", missing);
  }
}
