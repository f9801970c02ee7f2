/**
 * Follows the commands that were given from this page to their end, then tells listeners with "end" (detail: the command). Over
 * reloads of the page, too.
 */

import { readCommand } from "./api.js";
import { isActive } from "./command-text.js";
import { keep, ofThisTab, recall } from "./memory.js";

const GIVEN = "given-commands";

export class CommandWatch extends EventTarget {
  #store;
  #given = new Set(recall(ofThisTab, GIVEN, []));

  constructor(store) {
    super();
    this.#store = store;
    store.addEventListener("command", (event) => this.#heard(event.detail));
    store.addEventListener("reset", () => this.#given.forEach((id) => this.#read(id)));
  }

  /** The command of this id was given from here. Reads it, since its first events may have come before its id was known. */
  follow(id) {
    this.#given.add(id);
    this.#keep();
    this.#read(id);
  }

  #heard(command) {
    if (!isActive(command) && this.#given.delete(command.id)) {
      this.#keep();
      this.dispatchEvent(new CustomEvent("end", { detail: command }));
    }
  }

  #keep() {
    keep(ofThisTab, GIVEN, [...this.#given]);
  }

  async #read(id) {
    try {
      this.#store.putCommand(await readCommand(id));
    } catch (error) {
      if (error.code === "command_not_found") {
        this.#given.delete(id); // gone together with its device
        this.#keep();
      }
    }
  }
}
