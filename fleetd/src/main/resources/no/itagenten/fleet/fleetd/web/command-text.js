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

/** For example "Update to tag v1.2". A newer server may know more types than this page. */
export function titleOf({ type, parameters }) {
  switch (type) {
    case "restart":
      return parameters.service === undefined ? "Restart" : `Restart ${visibleLine(parameters.service)}`;
    case "update":
      return `Update${targetOf(parameters)}`;
    case "reboot":
      return "Reboot";
    case "unblock":
      return "Unblock commits";
    case "service":
      return `${{ start: "Start", stop: "Stop", status: "Look at" }[parameters.action] ?? "Service"} ${visibleLine(parameters.service)}`;
    case "rotate_key":
      return "New key";
    case "bundle":
      return "Support bundle";
    case "agent_update":
      return `Update the agent to ${visibleLine(parameters.version)}`;
    default:
      return visibleLine(type);
  }
}

function targetOf({ branch, tag, commit }) {
  if (branch !== undefined) {
    return ` to branch ${branch}`;
  }
  if (tag !== undefined) {
    return ` to tag ${tag}`;
  }
  return commit === undefined ? "" : ` to commit ${shortVersion(commit)}`;
}

/** Where it is, or how it ended, without its title. */
export function standOf(command) {
  const { label } = stateOf(command.state);
  const detail = isActive(command) ? whatItDoes(command) : command.result?.message;
  return detail ? `${label}: ${visibleLine(detail)}` : label;
}

function whatItDoes({ reason, phase }) {
  return reason === null ? phaseOf(phase) : (REASONS[reason] ?? reason);
}

/** For example "post update". */
export function phaseOf(phase) {
  return phase === null ? null : visibleLine(phase).replaceAll("_", " ");
}

/** From which commit to which, as far as the device told; empty if it did not. */
export function changeOf({ result }) {
  const { from_commit: from, to_commit: to } = result?.details ?? {};
  return from === undefined || to === undefined ? "" : `${visibleLine(shortVersion(from))} → ${visibleLine(shortVersion(to))}`;
}
