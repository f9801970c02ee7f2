/** Which device, tab and command the page shows stands in the address after "#", so that it can be kept, shared and gone back from. */

const FORM = /^#\/devices\/([^/]+)(?:\/([a-z]+)(?:\/([^/]+))?)?$/;

/** @param {string} item the id of a command, on the tab of commands */
export function deviceAddress(id, tab = "", item = "") {
  return `#/${["devices", id, tab, item].filter((part) => part !== "").map(encodeURIComponent).join("/")}`;
}

/** @returns {{id: string, tab: string, item: string}?} null when the list alone is shown */
export function currentRoute() {
  const match = FORM.exec(location.hash);
  if (match === null) {
    return null;
  }
  try {
    return { id: decodeURIComponent(match[1]), tab: match[2] ?? "", item: decodeURIComponent(match[3] ?? "") };
  } catch {
    return null; // not an address we made
  }
}
