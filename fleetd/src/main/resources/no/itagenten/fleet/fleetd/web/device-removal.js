/** Removing a device, and taking its credential away. For admins. */

import { removeDevice, resetCredential } from "./api.js";

export class DeviceRemoval {
  #confirm;
  #store;
  #toasts;

  constructor(confirm, store, toasts) {
    this.#toasts = toasts;
    this.#confirm = confirm;
    this.#store = store;
  }

  askRemove(device) {
    this.#confirm.ask({
      title: `Remove ${device.name}?`,
      effect: `${device.id} is forgotten with its logs, commands and credential, and its connection is closed. This cannot be undone; the device may enrol anew.`,
      button: "Remove",
      act: async () => {
        await removeDevice(device.id);
        this.#store.remove(device.id);
        this.#toasts.showDone(device.name, "Removed from the fleet");
      },
    });
  }

  askReset(device) {
    this.#confirm.ask({
      title: `Reset the credential of ${device.name}?`,
      effect: "Its connection is closed, and it stays away until it enrols anew with an enrolment token. Its name, logs and commands stay.",
      button: "Reset credential",
      act: async () => {
        await resetCredential(device.id);
        this.#toasts.showDone(device.name, "Credential reset: it has to enrol anew");
      },
    });
  }
}
