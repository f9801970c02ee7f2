/** More than anybody looks at; the one heard of first is forgotten first. */
const MAX_COMMANDS = 1000;

/**
 * What this page knows of the fleet. Tells listeners with the events "reset" (everything may be different), "device" (its id is
 * the detail; added, changed or removed) and "command" (the command is the detail).
 */
export class FleetStore extends EventTarget {
  #devices = new Map();
  #commands = new Map();

  get devices() {
    return [...this.#devices.values()];
  }

  /** @returns the device, or undefined */
  device(id) {
    return this.#devices.get(id);
  }

  /** All venues in use, without doubles. */
  get venues() {
    return [...new Set(this.devices.map((device) => device.venue).filter((venue) => venue !== null))];
  }

  replaceAll(devices) {
    this.#devices = new Map(devices.map((device) => [device.id, device]));
    this.dispatchEvent(new CustomEvent("reset"));
  }

  put(device) {
    this.#devices.set(device.id, device);
    this.dispatchEvent(new CustomEvent("device", { detail: device.id }));
  }

  remove(id) {
    if (this.#devices.delete(id)) {
      this.dispatchEvent(new CustomEvent("device", { detail: id }));
    }
  }

  /** The commands of a device that this page has heard of, newest first. */
  commandsOf(deviceId) {
    return [...this.#commands.values()]
      .filter((command) => command.device_id === deviceId)
      .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  }

  /** The oldest of a device's commands that are under way, which is the one it is at; undefined if there is none. */
  activeOf(deviceId) {
    return this.commandsOf(deviceId).filter((command) => command.finished_at === null).at(-1);
  }

  /** The ids of commands that are under way as far as this page knows. */
  get unfinished() {
    return [...this.#commands.values()].filter((command) => command.finished_at === null).map((command) => command.id);
  }

  /** Branches, tags or commits that somebody has named before, or that devices run. */
  references(kind) {
    const named = [...this.#commands.values()].map((command) => command.parameters[kind]);
    const run = kind === "commit" ? this.devices.map((device) => device.version) : [];
    return [...new Set([...named, ...run])].filter((name) => name && (kind !== "commit" || /^[0-9a-f]{7,64}$/i.test(name))).sort();
  }

  /** Takes a command from an event or an answer; they may cross, and the later word stands. */
  putCommand(command) {
    const known = this.#commands.get(command.id);
    if (known !== undefined && isLater(known, command)) {
      return;
    }
    this.#commands.set(command.id, command);
    if (this.#commands.size > MAX_COMMANDS) {
      this.#commands.delete(this.#commands.keys().next().value);
    }
    this.dispatchEvent(new CustomEvent("command", { detail: command }));
  }
}

function isLater(known, command) {
  const ended = known.finished_at !== null && command.finished_at === null;
  return ended || Date.parse(known.updated_at) > Date.parse(command.updated_at);
}
