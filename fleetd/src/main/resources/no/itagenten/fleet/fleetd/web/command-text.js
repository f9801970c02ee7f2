/** Commands in words. Pure. */

import { shortVersion } from "./format.js";
import { visibleLine } from "./safe-text.js";

/** State → what people call it, the colour and the symbol. */
const STATES = {
  queued: { label: "Queued", tone: "info", icon: "queued" },
  delivered: { label: "Delivered", tone: "info", icon: "busy" },
  running: { label: "Running", tone: "info", icon: "busy" },
  waiting: { label: "Waiting", tone: "info", icon: "queued" },
  succeeded: { label: "Succeeded", tone: "ok", icon: "online" },
  failed: { label: "Failed", tone: "bad", icon: "failed" },
  rolled_back: { label: "Rolled back", tone: "bad", icon: "failed" },
  timed_out: { label: "Outcome unknown", tone: "warn", icon: "problem" },
  rejected: { label: "Refused", tone: "bad", icon: "failed" },
  canceled: { label: "Canceled", tone: "off", icon: "offline" },
  expired: { label: "Expired", tone: "warn", icon: "problem" },
};

const REASONS = {
  offline: "waits until the device is online",
  order: "waits for an earlier command",
};

/** A newer server may know more states than this page. */
export function stateOf(state) {
  return STATES[state] ?? { label: visibleLine(state), tone: "off", icon: "queued" };
}

export function isActive(command) {
  return command.finished_at === null;
}

/** For example "Update to tag v1.2". */
export function titleOf(command) {
  const { service, branch, tag, commit } = command.parameters;
  if (command.type === "restart") {
    return service === undefined ? "Restart" : `Restart ${visibleLine(service)}`;
  }
  if (command.type === "reboot") {
    return "Reboot";
  }
  if (branch !== undefined) {
    return `Update to branch ${branch}`;
  }
  if (tag !== undefined) {
    return `Update to tag ${tag}`;
  }
  return commit === undefined ? "Update" : `Update to commit ${shortVersion(commit)}`;
}

/** Where it is, or how it ended, without its title. */
export function standOf(command) {
  const { label } = stateOf(command.state);
  const detail = isActive(command) ? whatItDoes(command) : command.result?.message;
  return detail ? `${label}: ${visibleLine(detail)}` : label;
}

function whatItDoes({ reason, phase }) {
  return reason === null ? phase : (REASONS[reason] ?? reason);
}
