/** What the person who is logged in may do. The server decides; this only keeps from offering what it would refuse. */

let role = "viewer";

/** @param {"viewer"|"operator"|"admin"} newRole */
export function setRole(newRole) {
  role = newRole;
  document.body.classList.toggle("read-only", !mayChange());
  document.body.classList.toggle("no-admin", !mayAdminister());
}

/** Give commands, name devices, configure them. */
export function mayChange() {
  return role !== "viewer";
}

/** Let devices in and remove them. */
export function mayAdminister() {
  return role === "admin";
}
