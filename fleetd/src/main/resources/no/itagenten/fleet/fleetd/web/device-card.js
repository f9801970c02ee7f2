/** One device in the list. */

import { now } from "./clock.js";
import { element, fromTemplate, partsOf, setAttribute, setIcon, setText, show } from "./dom.js";
import { standOf, stateOf, titleOf } from "./command-text.js";
import { ago, dateTime, duration, orUnknown, shortVersion } from "./format.js";
import { condition, heldOf, isOnline, isPending, presenceOf, problemsOf } from "./health.js";
import { Meters } from "./meters.js";
import { deviceAddress } from "./route.js";
import { visibleLine } from "./safe-text.js";

export class DeviceCard {
  root = fromTemplate("card-template");
  device;
  #command;
  #parts = partsOf(this.root);
  #meters = new Meters(this.#parts.metrics);

  /**
   * @param {function(DeviceCard)} onEdit somebody wants to edit its labels
   * @param {Admission} admission lets it in, or sends it away
   */
  constructor(device, onEdit, admission) {
    this.#parts.approve.addEventListener("click", () => admission.approve(this.device));
    this.#parts.reject.addEventListener("click", () => admission.askReject(this.device));
    this.#parts.edit.addEventListener("click", () => onEdit(this));
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
    setAttribute(parts.edit, "aria-label", `Edit labels of ${device.name}`);
    setText(parts.status, presenceOf(device));
    this.#showQueued();
    show(parts.gate, isPending(device));
    setAttribute(parts.approve, "aria-label", `Approve ${device.name}`);
    setAttribute(parts.reject, "aria-label", `Reject ${device.name}`);
    show(parts.problems, state === "problem" || (device.duplicate_key !== null && !isPending(device)));
    setText(parts.problems, problemsOf(device).join(" · "));
    const held = heldOf(device);
    show(parts.held, held.length > 0);
    setText(parts.held, held.join(" · "));
    this.#meters.update(device);
    setText(parts.address, visibleLine(orUnknown(device.ip_address)));
    setAttribute(parts.address, "title", visibleLine(device.ip_address ?? ""));
    setText(parts.version, visibleLine(shortVersion(device.version)));
    setAttribute(parts.version, "title", visibleLine(device.version ?? ""));
    setText(parts.uptime, isOnline(device) ? duration(device.uptime) : orUnknown(null));
    setAttribute(parts.seen, "title", dateTime(device.last_seen));
    if (!sameTags) {
      parts.tags.replaceChildren(...device.tags.map((tag) => element("li", "tag", tag)));
    }
    this.tick(now());
  }

  /** @param {object?} command the one the device is at; undefined if there is none */
  showCommand(command) {
    const { command: line, commandIcon, commandText } = this.#parts;
    this.#command = command;
    show(line, command !== undefined);
    if (command !== undefined) {
      const { icon } = stateOf(command.state);
      setIcon(commandIcon, icon);
      setAttribute(line, "data-moving", String(icon === "busy"));
      setText(commandText, `${titleOf(command)} · ${standOf(command)}`);
    }
    this.#showQueued();
  }

  #showQueued() {
    const more = this.device.queued_commands - (this.#command === undefined ? 0 : 1);
    show(this.#parts.queued, more > 0);
    setText(this.#parts.queued, this.#command === undefined ? `${more} queued` : `${more} more queued`);
  }

  /** @param {number} time now, in milliseconds since 1970 */
  tick(time) {
    setText(this.#parts.seen, ago(this.device.last_seen, time));
  }

  /** Whether its labels are being edited, in it. */
  edited(editing) {
    this.root.classList.toggle("card-edited", editing);
  }

  focusEdit() {
    this.#parts.edit.focus();
  }

  /** @returns {boolean} what it was given */
  showIf(shown) {
    show(this.root, shown);
    return shown;
  }
}
