/** Asks whether somebody really wants what is hard to undo, then does it. The dialog stays until it is done, or says why it is not. */

import { partsOf, setText, show } from "./dom.js";

export class ConfirmDialog {
  #root = document.getElementById("ask-confirm");
  #parts = partsOf(this.#root);
  #question = null;

  constructor() {
    this.#parts.decline.addEventListener("click", () => this.#root.close());
    this.#root.querySelector("form").addEventListener("submit", (event) => this.#confirmed(event));
  }

  /** @param {{title: string, effect: string, button: string, act: function(): Promise}} question */
  ask(question) {
    this.#question = question;
    setText(this.#parts.title, question.title);
    setText(this.#parts.effect, question.effect);
    setText(this.#parts.confirm, question.button);
    show(this.#parts.error, false);
    this.#root.showModal();
    this.#parts.decline.focus();
  }

  async #confirmed(event) {
    event.preventDefault();
    const { confirm, error } = this.#parts;
    confirm.disabled = true;
    show(error, false);
    try {
      await this.#question.act();
      this.#root.close();
    } catch (failure) {
      setText(error, failure.message);
      show(error, true);
    } finally {
      confirm.disabled = false;
    }
  }
}
