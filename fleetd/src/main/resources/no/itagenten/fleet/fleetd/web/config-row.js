/** One setting of a device: desired, in a field, beside reported. What somebody is typing is not overwritten. */

import { fromTemplate, partsOf, setAttribute, setText, show } from "./dom.js";
import { orUnknown } from "./format.js";
import { mayChange } from "./rights.js";
import { visibleLine } from "./safe-text.js";
import { SETTINGS } from "./settings.js";

export class ConfigRow {
  root = fromTemplate("config-template");
  #parts = partsOf(this.root);
  #field;
  #desired = "";

  constructor(key) {
    const setting = SETTINGS[key] ?? { hint: "" };
    this.#field = field(setting);
    setText(this.#parts.key, visibleLine(key));
    setText(this.#parts.hint, setting.hint);
    setAttribute(this.#field, "aria-label", `${key}, desired`);
    this.#field.disabled = !mayChange() || !(key in SETTINGS);
    this.#parts.desired.append(this.#field);
  }

  /** Each may be null: not set, not reported, not refused. */
  update(desired, reported, rejected) {
    const dirty = this.isDirty;
    this.#desired = desired ?? "";
    if (!dirty) {
      this.discard();
    }
    const same = desired === null || desired === reported;
    setAttribute(this.root, "data-same", String(same));
    setText(this.#parts.mark, rejected === null ? "differs" : "refused");
    setAttribute(this.#parts.mark, "class", `badge ${rejected === null ? "badge-warn" : "badge-bad"}`);
    show(this.#parts.mark, !same || rejected !== null);
    setText(this.#parts.reported, visibleLine(orUnknown(reported)));
    setText(this.#parts.rejected, rejected === null ? "" : `Refused: ${visibleLine(rejected)}`);
    show(this.#parts.rejected, rejected !== null);
  }

  get isDirty() {
    return this.#field.value.trim() !== this.#desired;
  }

  /** What the person wants; null for the device's default. */
  get value() {
    const value = this.#field.value.trim();
    return value === "" ? null : value;
  }

  discard() {
    this.#field.value = this.#desired;
  }
}

function field({ choices, inputMode }) {
  if (choices !== undefined) {
    const select = document.createElement("select");
    select.className = "input";
    select.append(new Option("default", ""), ...choices.map((choice) => new Option(choice, choice)));
    return select;
  }
  const input = document.createElement("input");
  input.className = "input";
  input.placeholder = "default";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.maxLength = 500;
  input.inputMode = inputMode ?? "text";
  return input;
}
