/**
 * What somebody should know of who was not looking: devices that are away or wait to be let in, keys that were copied, commands
 * that failed, configuration that was refused.
 * Which of it the person has seen, or does not want to see again, this browser keeps. Tells listeners with "change".
 */

import { readFailedCommands } from "./api.js";
import { now } from "./clock.js";
import { standOf, stateOf, titleOf } from "./command-text.js";
import { AWAITS_APPROVAL, copiesOf, isOnline, isPending } from "./health.js";
import { keep, lasting, recall, storedName } from "./memory.js";
import { deviceAddress } from "./route.js";
import { visibleLine } from "./safe-text.js";

const AWAY_MS = 5 * 60_000;
const COMMANDS_MS = 7 * 24 * 3_600_000;
const CHECK_MS = 5000;
const FAILED = new Set(["failed", "rolled_back", "timed_out", "rejected"]);
const KEPT = "alerts";
/** More keys than alerts there can be at a time for a person to deal with; the oldest are forgotten first. */
const MOST_KEYS = 2000;

/** It told what would happen: nothing is wrong with the device. */
const isDryRun = (command) => command.parameters?.dry_run === "true";

export class Alerts extends EventTarget {
  #store;
  #failed = new Map(); // commands, by id
  #list = [];
  #shown = "";
  #seen;
  #dismissed;
  #waiting = false;

  constructor(store) {
    super();
    this.#store = store;
    this.#recall();
    store.addEventListener("reset", () => this.#read());
    store.addEventListener("device", () => this.#later());
    store.addEventListener("command", ({ detail: command }) => this.#heard(command));
    window.addEventListener("storage", (event) => {
      if (event.key === storedName(KEPT)) {
        this.#recall();
        this.#check();
      }
    });
    setInterval(() => this.#check(), CHECK_MS);
  }

  /** @returns {{key: string, title: string, text: string, at: string, icon: string, tone: string, href: string, isNew: boolean}[]} newest first */
  get list() {
    return this.#list;
  }

  /** How many the person has not seen. */
  get count() {
    return this.#list.filter((alert) => alert.isNew).length;
  }

  see(keys) {
    keys.forEach((key) => this.#seen.add(key));
    this.#keep();
  }

  dismiss(keys) {
    keys.forEach((key) => this.#dismissed.add(key));
    this.#keep();
  }

  #recall() {
    const { seen = [], dismissed = [] } = recall(lasting, KEPT, {});
    this.#seen = new Set(seen);
    this.#dismissed = new Set(dismissed);
  }

  #keep() {
    const newest = (keys) => [...keys].slice(-MOST_KEYS);
    keep(lasting, KEPT, { seen: newest(this.#seen), dismissed: newest(this.#dismissed) });
    this.#check();
  }

  async #read() {
    try {
      const commands = (await readFailedCommands()).filter((command) => !isDryRun(command));
      this.#failed = new Map(commands.map((command) => [command.id, command]));
    } catch {
      // the next reset reads them; what comes until then is heard
    }
    this.#check();
  }

  #heard(command) {
    if (FAILED.has(command.state) && !isDryRun(command)) {
      this.#failed.set(command.id, command);
      this.#later();
    }
  }

  /** Many devices may change at once. */
  #later() {
    if (!this.#waiting) {
      this.#waiting = true;
      setTimeout(() => {
        this.#waiting = false;
        this.#check();
      }, 200);
    }
  }

  #check() {
    const time = now();
    this.#list = [...this.#awaiting(), ...this.#copied(), ...this.#away(time), ...this.#refused(), ...this.#failures(time)]
      .filter((alert) => !this.#dismissed.has(alert.key))
      .map((alert) => ({ ...alert, isNew: !this.#seen.has(alert.key) }))
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const shown = JSON.stringify(this.#list);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.dispatchEvent(new Event("change"));
    }
  }

  *#awaiting() {
    for (const device of this.#store.devices.filter(isPending)) {
      yield {
        key: `pending ${device.id} ${device.created_at}`,
        title: device.name,
        text: AWAITS_APPROVAL,
        at: device.created_at,
        icon: "pending",
        tone: "warn",
        href: deviceAddress(device.id),
      };
    }
  }

  *#copied() {
    for (const device of this.#store.devices.filter(({ duplicate_key: copies }) => copies !== null)) {
      yield {
        key: `copied ${device.id} ${device.duplicate_key.since}`,
        title: device.name,
        text: `${copiesOf(device)}. Open it to see what to do`,
        at: device.duplicate_key.since,
        icon: "copied",
        tone: "bad",
        href: deviceAddress(device.id),
      };
    }
  }

  *#away(time) {
    for (const device of this.#store.devices) {
      const since = device.last_seen ?? device.created_at;
      if (!isOnline(device) && !isPending(device) && time - Date.parse(since) > AWAY_MS) {
        yield {
          key: `away ${device.id} ${since}`,
          title: device.name,
          text: device.last_seen === null ? "Has never connected" : "Offline",
          at: since,
          icon: "offline",
          tone: "off",
          href: deviceAddress(device.id),
        };
      }
    }
  }

  *#refused() {
    for (const device of this.#store.devices) {
      const refused = Object.entries(device.config_rejected ?? {});
      if (refused.length > 0) {
        yield {
          key: `config ${device.id} ${JSON.stringify(refused)}`,
          title: device.name,
          text: `Refused configuration: ${refused.map(([key, reason]) => visibleLine(`${key}, ${reason}`)).join("; ")}`,
          at: device.last_seen ?? device.created_at,
          icon: "problem",
          tone: "warn",
          href: deviceAddress(device.id, "config"),
          undated: true, // when it refused is not told
        };
      }
    }
  }

  *#failures(time) {
    for (const command of this.#failed.values()) {
      const device = this.#store.device(command.device_id);
      if (device !== undefined && time - Date.parse(command.finished_at) < COMMANDS_MS) {
        const { tone, icon } = stateOf(command.state);
        yield {
          key: `command ${command.id}`,
          title: device.name,
          text: `${titleOf(command)}. ${standOf(command)}`,
          at: command.finished_at,
          icon,
          tone,
          href: deviceAddress(device.id, "commands", command.id),
        };
      }
    }
  }
}
