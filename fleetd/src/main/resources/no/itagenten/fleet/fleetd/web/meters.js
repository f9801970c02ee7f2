/** A device's metrics as bars. */

import { fromTemplate, partsOf, setAttribute, setText } from "./dom.js";
import { number } from "./format.js";
import { METRICS, isOnline, metricLevel } from "./health.js";

export class Meters {
  #meters;

  constructor(parent) {
    this.#meters = METRICS.map((metric) => new Meter(metric));
    parent.append(...this.#meters.map((meter) => meter.root));
  }

  update(device) {
    this.#meters.forEach((meter) => meter.update(device));
  }
}

class Meter {
  root = fromTemplate("meter-template");
  #parts = partsOf(this.root);
  #metric;

  constructor(metric) {
    this.#metric = metric;
    setText(this.#parts.label, metric.label);
    setAttribute(this.root, "aria-label", metric.name);
  }

  update(device) {
    const { field, unit, name } = this.#metric;
    const value = device[field];
    const text = number(value, unit);
    const filled = Math.max(0, Math.min(100, Math.round(value ?? 0)));
    setAttribute(this.root, "data-level", isOnline(device) ? metricLevel(value) : "none");
    setAttribute(this.root, "aria-valuenow", String(filled));
    setAttribute(this.root, "aria-valuetext", value === null ? "not known" : text);
    setAttribute(this.root, "title", isOnline(device) ? `${name} ${text}` : `${name} ${text}, when last reported`);
    setText(this.#parts.value, text);
    this.#parts.bar.style.setProperty("--filled", `${filled}%`);
  }
}
