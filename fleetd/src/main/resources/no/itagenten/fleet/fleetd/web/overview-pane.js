/** The panel's first tab: how the device is, what people call it, and what it is. */

import { changeDevice } from "./api.js";
import { CopiedKey } from "./copied-key.js";
import { listOf, suggestVenues } from "./card-editor.js";
import { element, setText, show } from "./dom.js";
import { bytes, dateTime, decimal, duration, orUnknown } from "./format.js";
import { heldOf, isOnline, isPending, maintenanceOf, problemsOf, serviceLevel } from "./health.js";
import { HistoryCharts } from "./history-charts.js";
import { LabelEditor } from "./label-editor.js";
import { Meters } from "./meters.js";
import { visibleLine } from "./safe-text.js";

const FACTS = [
  ["Address", (device) => orUnknown(device.ip_address)],
  ["Interfaces", (device) => (device.addresses ?? []).map((one) => `${one.interface} ${one.addresses.join(", ")}`).join(" · ") || orUnknown(null)],
  ["Disks", (device) => (device.disks ?? []).map(diskText).join(" · ") || orUnknown(null)],
  ["Version", (device) => orUnknown(device.version)],
  ["Uptime", (device) => duration(device.uptime)],
  ["Maintenance", maintenanceOf],
  ["Load, 1 min", (device) => decimal(device.load_1m)],
  ["Last seen", (device) => dateTime(device.last_seen)],
  ["First seen", (device) => dateTime(device.created_at)],
  ["Hostname", (device) => orUnknown(device.hostname)],
  ["Model", (device) => orUnknown(device.model)],
  ["Operating system", (device) => orUnknown(device.os)],
  ["Kernel", (device) => orUnknown(device.kernel)],
  ["Architecture", (device) => orUnknown(device.arch)],
  ["Agent", (device) => orUnknown(device.agent_version)],
  ["Credential of its own", (device) => (device.enrolled ? "Yes" : "No, it registered itself")],
];

export class OverviewPane {
  #parts;
  #store;
  #meters;
  #labels;
  #facts;
  #history;
  #copied;

  constructor(parts, store) {
    this.#parts = parts;
    this.#store = store;
    this.#meters = new Meters(parts.metrics);
    this.#history = new HistoryCharts(parts, store);
    this.#copied = new CopiedKey(parts);
    this.#labels = this.#editors();
    parts.labels.append(...this.#labels.map((label) => label.root));
    this.#facts = FACTS.map(([title, value]) => {
      const row = element("div", "");
      const shown = element("dd", "");
      row.append(element("dt", "", title), shown);
      parts.facts.append(row);
      return (device) => setText(shown, visibleLine(value(device)));
    });
  }

  open(device) {
    this.#history.open(device);
    this.#labels.forEach((label) => label.open(device));
    suggestVenues(this.#store.venues);
  }

  close() {
    this.#history.close();
  }

  tick(time) {
    this.#history.tick(time);
    this.#copied.tick(time);
  }

  update(device) {
    this.#history.update(device);
    const online = isOnline(device);
    this.#copied.update(device);
    show(this.#parts.gateNote, isPending(device));
    const notes = notesOf(device);
    replaceIfChanged(this.#parts.problems, notes, (note) => element("li", "", note));
    show(this.#parts.problems, notes.length > 0);
    const held = heldOf(device);
    replaceIfChanged(this.#parts.held, held, (note) => element("li", "", note));
    show(this.#parts.held, held.length > 0);
    this.#meters.update(device);
    this.#labels.forEach((label) => label.update(device));
    const services = device.services.map(({ name, state }) => ({ name, state, level: online ? serviceLevel(state) : "none" }));
    replaceIfChanged(this.#parts.services, services, serviceItem);
    show(this.#parts.noServices, device.services.length === 0);
    this.#facts.forEach((fact) => fact(device));
  }

  #editors() {
    const save = async (id, changes) => this.#store.put(await changeDevice(id, changes));
    return [
      new LabelEditor({
        title: "Name",
        textOf: (device) => device.name,
        save: (id, text) => save(id, { name: text === "" ? id : text }),
      }),
      new LabelEditor({
        title: "Venue",
        list: "venues",
        textOf: (device) => device.venue ?? "",
        save: (id, text) => save(id, { venue: text }),
      }),
      new LabelEditor({
        title: "Tags",
        hint: "separated by commas",
        textOf: (device) => device.tags.join(", "),
        save: (id, text) => save(id, { tags: listOf(text) }),
      }),
    ];
  }
}

/** What is wrong, but for what has its own place. */
function notesOf(device) {
  if (isPending(device)) {
    return [];
  }
  if (!isOnline(device)) {
    return ["Offline. What follows is what the device reported last."];
  }
  return problemsOf({ ...device, duplicate_key: null });
}

function diskText({ mount, used_bytes: used, total_bytes: total }) {
  return `${mount} ${bytes(used)} of ${bytes(total)}`;
}

function serviceItem({ name, state, level }) {
  const item = element("li", "");
  item.dataset.level = level;
  item.append(element("span", "mono", visibleLine(name)), element("span", "service-state", visibleLine(state)));
  return item;
}

/** What was drawn stands with the list, so that nothing moves under somebody who selects text. */
function replaceIfChanged(list, values, draw) {
  const drawn = JSON.stringify(values);
  if (list.dataset.drawn !== drawn) {
    list.dataset.drawn = drawn;
    list.replaceChildren(...values.map(draw));
  }
}
