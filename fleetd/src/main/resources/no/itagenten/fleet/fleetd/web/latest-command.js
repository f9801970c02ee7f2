/** The strip under the panel's head: the newest command that is under way, or that ended a moment ago. */

import { isActive, standOf, stateOf, titleOf } from "./command-text.js";
import { now } from "./clock.js";
import { setAttribute, setIcon, setText, show } from "./dom.js";
import { mayChange } from "./rights.js";

/** How long an end is news. */
const RECENT_MS = 10 * 60_000;

export class LatestCommand {
  #parts;
  #store;
  #followed = new Set();
  #deviceId = null;
  #command = null;

  /** @param {function(object)} onCancel takes the command */
  constructor(parts, store, onCancel) {
    this.#parts = parts;
    this.#store = store;
    store.addEventListener("command", ({ detail: command }) => command.device_id === this.#deviceId && this.#draw());
    parts.latestCancel.addEventListener("click", () => onCancel(this.#command));
  }

  open(device) {
    this.#deviceId = device.id;
    this.#followed.clear();
    this.#draw();
  }

  close() {
    this.#deviceId = null;
  }

  #draw() {
    const parts = this.#parts;
    const commands = this.#store.commandsOf(this.#deviceId);
    commands.filter(isActive).forEach((command) => this.#followed.add(command.id));
    const command = commands.find(isActive) ?? commands.find((ended) => this.#followed.has(ended.id) || now() - Date.parse(ended.finished_at) < RECENT_MS);
    show(parts.latest, command !== undefined);
    if (command === undefined) {
      return;
    }
    this.#command = command;
    const { tone, icon } = stateOf(command.state);
    setAttribute(parts.latest, "data-tone", tone);
    setAttribute(parts.latest, "data-moving", String(icon === "busy"));
    setIcon(parts.latestIcon, icon);
    setText(parts.latestTitle, titleOf(command));
    setText(parts.latestText, standOf(command));
    show(parts.latestCancel, isActive(command) && mayChange());
  }
}
