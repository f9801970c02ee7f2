/** One device in the list. */

import { now } from "./clock.js";
import { element, fromTemplate, partsOf, setAttribute, setIcon, setText, show } from "./dom.js";
import { ago, dateTime, duration, orUnknown, shortVersion } from "./format.js";
import { condition, isOnline, problemsOf } from "./health.js";
import { Meters } from "./meters.js";
import { deviceAddress } from "./route.js";
import { visibleLine } from "./safe-text.js";

export class DeviceCard {
  root = fromTemplate("card-template");
  device;
  #parts = partsOf(this.root);
  #meters = new Meters(this.#parts.metrics);

  constructor(device) {
    setAttribute(this.#parts.name, "href", deviceAddress(device.id));
    setText(this.#parts.id, device.id);
    this.update(device);
  }

  update(device) {
    const parts = this.#parts;
    const state = condition(device);
    const sameTags = this.device?.tags.join() === device.tags.join();
    this.device = device;
    setAttribute(this.root, "data-condition", state);
    setIcon(parts.icon, state);
    setText(parts.name, device.name);
    setText(parts.status, isOnline(device) ? "Online" : "Offline");
    show(parts.queued, device.queued_commands > 0);
    setText(parts.queued, `${device.queued_commands} queued`);
    show(parts.problems, state === "problem");
    setText(parts.problems, problemsOf(device).join(" · "));
    this.#meters.update(device);
    setText(parts.address, orUnknown(device.ip_address));
    setText(parts.version, visibleLine(shortVersion(device.version)));
    setAttribute(parts.version, "title", visibleLine(device.version ?? ""));
    setText(parts.uptime, isOnline(device) ? duration(device.uptime) : orUnknown(null));
    setAttribute(parts.seen, "title", dateTime(device.last_seen));
    if (!sameTags) {
      parts.tags.replaceChildren(...device.tags.map((tag) => element("li", "tag", tag)));
    }
    this.tick(now());
  }

  /** @param {number} time now, in milliseconds since 1970 */
  tick(time) {
    setText(this.#parts.seen, ago(this.device.last_seen, time));
  }

  /** @returns {boolean} what it was given */
  showIf(shown) {
    show(this.root, shown);
    return shown;
  }
}
