/** Letting a device in that waits for approval, and sending it away. For admins. */

import { approveDevice, rejectDevice } from "./api.js";

export class Admission {
  #confirm;
  #store;
  #toasts;

  constructor(confirm, store, toasts) {
    this.#confirm = confirm;
    this.#store = store;
    this.#toasts = toasts;
  }

  async approve(device) {
    try {
      this.#store.put(await approveDevice(device.id));
      this.#toasts.showDone(device.name, "Approved: it connects within a minute");
    } catch (error) {
      this.#toasts.showError(error.message);
    }
  }

  askReject(device) {
    this.#confirm.ask({
      title: `Reject ${device.name}?`,
      effect: `${device.id} is forgotten with its key. As long as its enrolment token is good it may ask again: revoke the token if it should not.`,
      button: "Reject",
      act: async () => {
        await rejectDevice(device.id);
        this.#store.remove(device.id);
        this.#toasts.showDone(device.name, "Rejected");
      },
    });
  }
}
