/** Short messages in the corner, for what ends or goes wrong elsewhere than where one looks. */

import { standOf, stateOf, titleOf } from "./command-text.js";
import { element } from "./dom.js";

const SHOWN_MS = 8000;
const MOST = 4;

export class Toasts {
  #root;

  constructor(root) {
    this.#root = root;
  }

  /** @param {object?} device undefined when it is gone */
  showEnd(command, device) {
    const name = device?.name ?? command.device_id;
    this.#show(`${name} · ${titleOf(command)}`, standOf(command), stateOf(command.state).tone);
  }

  showDone(title, text) {
    this.#show(title, text, "ok");
  }

  showError(message) {
    this.#show("That did not work", message, "bad");
  }

  #show(title, text, tone) {
    const toast = element("div", "toast");
    toast.dataset.tone = tone;
    toast.append(element("strong", "", title), element("span", "", text));
    this.#root.append(toast);
    if (this.#root.childElementCount > MOST) {
      this.#root.firstElementChild.remove();
    }
    this.#root.hidePopover();
    this.#root.showPopover(); // on top of a dialog that was opened since
    setTimeout(() => toast.remove(), SHOWN_MS);
  }
}
