/** All devices, by venue. A change touches the device's own card; groups are arranged anew only if their order changed. */

import { CardEditor } from "./card-editor.js";
import { DeviceCard } from "./device-card.js";
import { now } from "./clock.js";
import { arrange, fromTemplate, partsOf, setText, show } from "./dom.js";
import { plural } from "./format.js";
import { oncePerFrame } from "./frame.js";
import { isOnline, isPending } from "./health.js";

const TICK_MS = 1000;
const NO_VENUE = "";
/** A section of its own, whatever venue the token gave them. No venue is called so. */
const PENDING = "\u0000";
const ORDER = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export class DeviceList {
  #store;
  #admission;
  #editor;
  #filter;
  #cards = new Map(); // by device id
  #groups = new Map(); // by venue
  #changed = new Set();
  #rearrange = false;
  #main = document.getElementById("devices");
  #root = document.getElementById("groups");

  constructor(store, filter, admission) {
    this.#store = store;
    this.#admission = admission;
    this.#filter = filter;
    this.#editor = new CardEditor(store);
    const draw = oncePerFrame(() => this.#draw());
    store.addEventListener("device", (event) => {
      this.#changed.add(event.detail);
      draw();
    });
    store.addEventListener("reset", () => {
      this.#cards.forEach((card, id) => this.#changed.add(id));
      store.devices.forEach((device) => this.#changed.add(device.id));
      this.#rearrange = true;
      draw();
    });
    store.addEventListener("command", ({ detail }) => this.#cards.get(detail.device_id)?.showCommand(store.activeOf(detail.device_id)));
    filter.addEventListener("change", draw);
    setInterval(() => this.#tick(), TICK_MS);
  }

  #draw() {
    this.#changed.forEach((id) => this.#drawCard(id));
    this.#changed.clear();
    if (this.#rearrange) {
      this.#rearrange = false;
      this.#arrange();
    }
    this.#showMatching();
    this.#main.removeAttribute("aria-busy");
    show(document.getElementById("loading"), false);
  }

  #drawCard(id) {
    const device = this.#store.device(id);
    const card = this.#cards.get(id);
    if (device === undefined) {
      this.#rearrange ||= this.#cards.delete(id);
    } else if (card === undefined) {
      const fresh = new DeviceCard(device, (card) => this.#editor.open(card), this.#admission);
      fresh.showCommand(this.#store.activeOf(id));
      this.#cards.set(id, fresh);
      this.#rearrange = true;
    } else {
      this.#rearrange ||= card.device.name !== device.name || groupOf(card.device) !== groupOf(device);
      card.update(device);
    }
  }

  #arrange() {
    const venues = Map.groupBy(this.#cards.values(), (card) => groupOf(card.device));
    const names = [...venues.keys()].sort(byVenue);
    this.#groups = new Map(names.map((name) => [name, this.#groups.get(name) ?? newGroup(name)]));
    for (const [name, group] of this.#groups) {
      group.cards = venues.get(name).sort((a, b) => byName(a.device, b.device));
      arrange(group.parts.cards, group.cards.map((card) => card.root));
    }
    arrange(this.#root, [...this.#groups.values()].map((group) => group.root));
  }

  #showMatching() {
    const matches = this.#filter.test();
    let shown = 0;
    for (const [name, group] of this.#groups) {
      const matching = group.cards.filter((card) => card.showIf(matches(card.device)));
      const online = group.cards.filter((card) => isOnline(card.device)).length;
      const all = group.cards.length;
      setText(group.parts.count, name === PENDING ? plural(all, "device", "devices") : `${online} of ${all} online`);
      show(group.root, matching.length > 0);
      shown += matching.length;
    }
    show(document.getElementById("no-devices"), this.#cards.size === 0);
    show(document.getElementById("no-match"), this.#cards.size > 0 && shown === 0);
  }

  #tick() {
    if (!document.hidden) {
      const time = now();
      this.#cards.forEach((card) => card.tick(time));
    }
  }
}

function newGroup(name) {
  const root = fromTemplate("group-template");
  const parts = partsOf(root);
  setText(parts.name, name === NO_VENUE ? "No venue" : name === PENDING ? "Waiting for approval" : name);
  return { root, parts, cards: [] };
}

function groupOf(device) {
  return isPending(device) ? PENDING : (device.venue ?? NO_VENUE);
}

function byVenue(a, b) {
  return (b === PENDING) - (a === PENDING) || (a === NO_VENUE) - (b === NO_VENUE) || ORDER.compare(a, b);
}

function byName(a, b) {
  return ORDER.compare(a.name, b.name) || ORDER.compare(a.id, b.id);
}
