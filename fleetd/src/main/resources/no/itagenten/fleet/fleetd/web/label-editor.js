/** One label of a device, shown, and edited in its place. */

import { fromTemplate, partsOf, setAttribute, setText, show } from "./dom.js";

export class LabelEditor {
  root = fromTemplate("label-template");
  #parts = partsOf(this.root);
  #label;
  #device;

  /**
   * @param {object} label title; hint? for the field; list? the id of a datalist; textOf(device) → text;
   *     save(id, text) → promise, rejected with an error for the person
   */
  constructor(label) {
    const parts = this.#parts;
    const inputId = `label-${label.title.toLowerCase()}`;
    this.#label = label;
    setText(parts.title, label.title);
    setText(parts.label, label.hint === undefined ? label.title : `${label.title}, ${label.hint}`);
    setAttribute(parts.label, "for", inputId);
    setAttribute(parts.input, "id", inputId);
    setAttribute(parts.edit, "aria-label", `Edit ${label.title.toLowerCase()}`);
    if (label.list !== undefined) {
      setAttribute(parts.input, "list", label.list);
    }
    parts.edit.addEventListener("click", () => this.#edit());
    parts.cancel.addEventListener("click", () => this.#leave());
    parts.form.addEventListener("keydown", (event) => this.#leaveOnEscape(event));
    parts.form.addEventListener("submit", (event) => this.#save(event));
  }

  open(device) {
    this.#device = device;
    show(this.#parts.form, false);
    show(this.#parts.shown, true);
  }

  update(device) {
    this.#device = device;
    setText(this.#parts.value, this.#label.textOf(device) || "–");
  }

  #edit() {
    this.#parts.input.value = this.#label.textOf(this.#device);
    show(this.#parts.error, false);
    show(this.#parts.shown, false);
    show(this.#parts.form, true);
    this.#parts.input.select();
    this.#parts.input.focus();
  }

  #leave() {
    show(this.#parts.form, false);
    show(this.#parts.shown, true);
    this.#parts.edit.focus();
  }

  /** Escape leaves the field, not the whole panel. */
  #leaveOnEscape(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    }
  }

  async #save(event) {
    event.preventDefault();
    const { id } = this.#device;
    this.#parts.save.disabled = true;
    try {
      await this.#label.save(id, this.#parts.input.value.trim());
      if (id === this.#device.id) {
        this.#leave();
      }
    } catch (error) {
      setText(this.#parts.error, error.message);
      show(this.#parts.error, true);
    } finally {
      this.#parts.save.disabled = false;
    }
  }
}
