/** Puts the dashboard together. */

import { Admission } from "./admission.js";
import { Alerts } from "./alerts.js";
import { logOut, whoAmI } from "./api.js";
import { Bell } from "./bell.js";
import { CommandWatch } from "./command-watch.js";
import { ConfirmDialog } from "./confirm-dialog.js";
import { ConnectionBadge } from "./connection-badge.js";
import { DeviceList } from "./device-list.js";
import { DevicePanel } from "./device-panel.js";
import { DeviceRemoval } from "./device-removal.js";
import { show, setText } from "./dom.js";
import { EnrollDialog } from "./enroll-dialog.js";
import { FleetEvents } from "./events.js";
import { Filter } from "./filter.js";
import { MissingDevice } from "./missing-device.js";
import { showCount } from "./page-title.js";
import { setRole } from "./rights.js";
import { FleetStore } from "./store.js";
import { Summary } from "./summary.js";
import { Toasts } from "./toasts.js";

const store = new FleetStore();
const toasts = new Toasts(document.getElementById("toasts"));
const filter = new Filter();
const badge = new ConnectionBadge(document.getElementById("connection"));
const watch = new CommandWatch(store);
const confirm = new ConfirmDialog();
const admission = new Admission(confirm, store, toasts);
const panel = new DevicePanel(document.getElementById("device-panel"), store, watch, new DeviceRemoval(confirm, store, toasts), admission);
const enroll = new EnrollDialog(confirm);
const loadError = document.getElementById("load-error");

new DeviceList(store, filter, admission);
new Summary(store);
new MissingDevice(store);
new Bell(new Alerts(store), showCount);

document.getElementById("enroll-device").addEventListener("click", () => enroll.open());

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
