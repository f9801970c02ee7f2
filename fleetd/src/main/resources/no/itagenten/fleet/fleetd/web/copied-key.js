/** What the panel says of a device whose key is used by several machines: which, since when, and what to do. */

import { element, setAttribute, setText, show } from "./dom.js";
import { ago, dateTime } from "./format.js";
import { visibleLine } from "./safe-text.js";

export class CopiedKey {
  #parts;
  #machines = [];
  #drawn = "";

  constructor(parts) {
    this.#parts = parts;
  }

  update({ duplicate_key: copies }) {
    show(this.#parts.copied, copies !== null);
    const machines = [...(copies?.machines ?? [])].sort(byName); // they take turns, and shall not jump about
    const drawn = JSON.stringify(machines);
    if (drawn === this.#drawn) {
      return;
    }
    this.#drawn = drawn;
    this.#machines = machines.map((machine) => ({ ...machine, seen: seenOf(machine) }));
    this.#parts.copiedMachines.replaceChildren(...this.#machines.map(item));
  }

  tick(time) {
    this.#machines.forEach(({ seen, last_seen: at }) => setText(seen, `seen ${ago(at, time)}`));
  }
}

function byName(a, b) {
  return `${a.hostname} ${a.address}`.localeCompare(`${b.hostname} ${b.address}`);
}

function seenOf({ last_seen: at }) {
  const seen = element("time", "muted");
  setAttribute(seen, "datetime", at);
  setAttribute(seen, "title", dateTime(at));
  return seen;
}

function item({ address, hostname, seen }) {
  const root = element("li", "");
  root.append(element("strong", "", visibleLine(hostname ?? "No host name")), element("span", "mono", visibleLine(address)), seen);
  return root;
}
