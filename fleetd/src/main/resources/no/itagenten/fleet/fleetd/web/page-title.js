/** The page's title: how many alerts are new, for a tab in the background, and what the page shows. */

const NAME = "R58 Fleet";

let count = 0;
let place = "";

function write() {
  const title = [place, NAME].filter((part) => part !== "").join(" · ");
  const whole = count === 0 ? title : `(${count}) ${title}`;
  if (document.title !== whole) {
    document.title = whole;
  }
}

export function showCount(newCount) {
  count = newCount;
  write();
}

/** @param {string} newPlace for example the name of a device; empty for the list */
export function showPlace(newPlace) {
  place = newPlace;
  write();
}
