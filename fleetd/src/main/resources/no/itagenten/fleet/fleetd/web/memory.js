/** What this browser keeps for this page. A browser that keeps nothing is no error: then it holds for this visit. */

const PREFIX = "r58-fleet.";

/** @returns what was kept under that name, or what is given instead */
export function recall(storage, name, otherwise) {
  try {
    return JSON.parse(storage().getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(storage, name, value) {
  try {
    storage().setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // full, or forbidden
  }
}

/** For good, in all tabs. Functions, because even to name a storage may be forbidden. */
export const lasting = () => localStorage;
/** For this tab, over reloads. */
export const ofThisTab = () => sessionStorage;
/** The name under which a storage event tells of it. */
export const storedName = (name) => PREFIX + name;
