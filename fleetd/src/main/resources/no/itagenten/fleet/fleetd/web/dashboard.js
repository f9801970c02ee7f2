/** Puts the dashboard together. */

import { logOut, whoAmI } from "./api.js";
import { CommandWatch } from "./command-watch.js";
import { ConnectionBadge } from "./connection-badge.js";
import { DeviceList } from "./device-list.js";
import { DevicePanel } from "./device-panel.js";
import { show, setText } from "./dom.js";
import { FleetEvents } from "./events.js";
import { Filter } from "./filter.js";
import { setRole } from "./rights.js";
import { FleetStore } from "./store.js";
import { Summary } from "./summary.js";
import { Toasts } from "./toasts.js";

const store = new FleetStore();
const toasts = new Toasts(document.getElementById("toasts"));
const filter = new Filter();
const badge = new ConnectionBadge(document.getElementById("connection"));
const watch = new CommandWatch(store);
const panel = new DevicePanel(document.getElementById("device-panel"), store, watch);
const loadError = document.getElementById("load-error");

new DeviceList(store, filter);
new Summary(store);

watch.addEventListener("end", ({ detail: command }) => {
  if (!panel.shows(command.device_id)) {
    toasts.showEnd(command, store.device(command.device_id));
  }
});

document.getElementById("log-out").addEventListener("click", async () => {
  try {
    await logOut();
    location.reload();
  } catch (error) {
    toasts.showError(error.message);
  }
});

try {
  const me = await whoAmI();
  setText(document.getElementById("account"), me.name);
  setRole(me.role);
} catch (error) {
  toasts.showError(error.message);
}

new FleetEvents(
  store,
  (state) => badge.show(state),
  (error) => {
    setText(loadError, error === null ? "" : `The devices could not be read, and will be tried again. ${error}`);
    show(loadError, error !== null);
  },
).start();
