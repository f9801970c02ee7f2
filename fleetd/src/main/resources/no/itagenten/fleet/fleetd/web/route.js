/** Which device and tab the page shows stands in the address after "#", so that it can be kept, shared and gone back from. */

const FORM = /^#\/devices\/([^/]+)(?:\/([a-z]+))?$/;

export function deviceAddress(id, tab = "") {
  return `#/devices/${encodeURIComponent(id)}${tab === "" ? "" : `/${tab}`}`;
}

/** @returns {{id: string, tab: string}?} null when the list alone is shown */
export function currentRoute() {
  const match = FORM.exec(location.hash);
  if (match === null) {
    return null;
  }
  try {
    return { id: decodeURIComponent(match[1]), tab: match[2] ?? "" };
  } catch {
    return null; // not an address we made
  }
}
