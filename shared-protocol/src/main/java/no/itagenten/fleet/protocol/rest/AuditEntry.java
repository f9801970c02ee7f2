package no.itagenten.fleet.protocol.rest;

import java.util.Map;
import java.util.Optional;

/**
 * One entry of the audit log: who did what, from where, to what, and how it ended. Texts, for an entry is shown as it was written
 * even if somebody has changed it since.
 *
 * @param id counts from 1 without a gap
 * @param at in UTC, always with three digits of a second
 * @param actor the user, the token or the device; empty where nobody proved to be one
 * @param via how it proved that: {@code password}, {@code token}, {@code session}, {@code device key}
 * @param address the client's, behind trusted proxies
 * @param agent the program the client says it is
 * @param action a stable name, such as {@code device.lock}
 * @param device which one it is about
 * @param command which one it is about, or led to
 * @param parameters what was asked for; never a secret
 * @param result {@code ok}, {@code refused}, {@code throttled} or {@code failed}
 * @param code of the error that it was answered with
 * @param reason of that error, in words
 * @param previous the hash of the entry before
 * @param hash of this one, see {@link no.itagenten.fleet.protocol.audit.AuditChain}
 */
public record AuditEntry(
        long id,
        String at,
        Optional<String> actor,
        Optional<String> via,
        Optional<String> address,
        Optional<String> agent,
        String action,
        Optional<String> device,
        Optional<String> command,
        Map<String, String> parameters,
        String result,
        Optional<String> code,
        Optional<String> reason,
        String previous,
        String hash) {}
