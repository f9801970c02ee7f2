/** Says whether what is on the page is live. */

import { partsOf, setAttribute, setText } from "./dom.js";

const TEXTS = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting …" };

export class ConnectionBadge {
  #root;

  constructor(root) {
    this.#root = root;
  }

  show(state) {
    setAttribute(this.#root, "data-state", state);
    setText(partsOf(this.#root).text, TEXTS[state]);
  }
}
