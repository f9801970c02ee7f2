/** The panel about one device. It is open when the page's address names one. */

import { now } from "./clock.js";
import { CommandDialogs } from "./command-dialogs.js";
import { CommandsPane } from "./commands-pane.js";
import { ConfigPane } from "./config-pane.js";
import { partsOf, setAttribute, setIcon, setText, show } from "./dom.js";
import { ago, dateTime } from "./format.js";
import { condition, isPending, presenceOf } from "./health.js";
import { LatestCommand } from "./latest-command.js";
import { LogView } from "./log-view.js";
import { OverviewPane } from "./overview-pane.js";
import { showPlace } from "./page-title.js";
import { currentRoute, deviceAddress } from "./route.js";
import { Tabs } from "./tabs.js";

const TICK_MS = 1000;

export class DevicePanel {
  #root;
  #store;
  #parts;
  #overview;
  #commands;
  #latest;
  #logs;
  #config;
  #tabs;
  #loaded = false;
  #deviceId = null;

  constructor(root, store, watch, removal, admission) {
    this.#root = root;
    this.#store = store;
    this.#parts = partsOf(root);
    this.#overview = new OverviewPane(this.#parts, store);
    this.#commands = new CommandsPane(this.#parts, store);
    this.#latest = new LatestCommand(this.#parts, store, (command) => this.#commands.cancel(command));
    this.#logs = new LogView(this.#parts);
    this.#config = new ConfigPane(this.#parts);
    this.#tabs = new Tabs(root, (tab) => this.#tabChosen(tab));
    const dialogs = new CommandDialogs(watch, store);
    this.#parts.restart.addEventListener("click", () => dialogs.askRestart(this.#device));
    this.#parts.update.addEventListener("click", () => dialogs.askUpdate(this.#device));
    this.#parts.reboot.addEventListener("click", () => dialogs.askReboot(this.#device));
    this.#parts.remove.addEventListener("click", () => removal.askRemove(this.#device));
    this.#parts.resetCredential.addEventListener("click", () => removal.askReset(this.#device));
    this.#parts.resetCopied.addEventListener("click", () => removal.askReset(this.#device));
    this.#parts.approve.addEventListener("click", () => admission.approve(this.#device));
    this.#parts.reject.addEventListener("click", () => admission.askReject(this.#device));
    this.#parts.close.addEventListener("click", () => root.close());
    root.addEventListener("close", () => this.#closed());
    root.addEventListener("pointerdown", (event) => event.target === root && this.#closeIfOutside(event));
    window.addEventListener("hashchange", () => this.#follow());
    store.addEventListener("reset", () => {
      this.#loaded = true;
      this.#follow();
    });
    store.addEventListener("device", ({ detail: id }) => id === this.#deviceId && this.#follow());
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** Whether the panel is open on this device. */
  shows(id) {
    return this.#deviceId === id;
  }

  get #device() {
    return this.#store.device(this.#deviceId);
  }

  /** Brings the panel in line with the address and the store. */
  #follow() {
    const route = currentRoute();
    const device = route === null ? undefined : this.#store.device(route.id);
    if (device === undefined) {
      if (this.#loaded || route === null) {
        this.#root.close();
      }
      return;
    }
    if (device.id !== this.#deviceId) {
      this.#open(device);
    }
    this.#tabs.select(route.tab);
    if (route.item !== "") {
      this.#commands.reveal(route.item);
    }
    this.#update(device);
  }

  #open(device) {
    this.#closePanes();
    this.#deviceId = device.id;
    this.#overview.open(device);
    this.#commands.open(device);
    this.#latest.open(device);
    if (!this.#root.open) {
      this.#root.showModal();
      this.#parts.name.focus();
    }
  }

  #update(device) {
    const parts = this.#parts;
    setAttribute(this.#root, "data-condition", condition(device));
    setIcon(parts.icon, condition(device));
    setText(parts.name, device.name);
    showPlace(device.name);
    setText(parts.id, device.id);
    setText(parts.status, presenceOf(device));
    show(parts.gate, isPending(device));
    show(parts.actions, !isPending(device));
    setAttribute(parts.seen, "title", dateTime(device.last_seen));
    this.#overview.update(device);
    this.#config.update(device);
    this.#tick();
  }

  #tick() {
    const device = this.#device;
    if (device !== undefined && !document.hidden) {
      setText(this.#parts.seen, `seen ${ago(device.last_seen, now())}`);
      this.#overview.tick(now());
      this.#commands.tick(now());
    }
  }

  /** Only what is looked at holds a connection or asks the server. */
  #tabChosen(tab) {
    const device = this.#device;
    this.#logs.close();
    this.#config.close();
    if (tab === "logs") {
      this.#logs.open(device);
    } else if (tab === "config") {
      this.#config.open(device);
    }
        const route = currentRoute();
    const item = route?.tab === tab ? route.item : "";
    history.replaceState(null, "", deviceAddress(device.id, tab, item));
  }

  #closeIfOutside({ clientX, clientY }) {
    const { left, top, bottom } = this.#root.getBoundingClientRect();
    if (clientX < left || clientY < top || clientY > bottom) {
      this.#root.close();
    }
  }

  #closePanes() {
    this.#tabs.reset();
    this.#overview.close();
    this.#logs.close();
    this.#config.close();
    this.#commands.close();
    this.#latest.close();
  }

  #closed() {
    this.#deviceId = null;
    this.#closePanes();
    showPlace("");
    if (currentRoute() !== null) {
      history.pushState(null, "", location.pathname);
    }
  }
}
