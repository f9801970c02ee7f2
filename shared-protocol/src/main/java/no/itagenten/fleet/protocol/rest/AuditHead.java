package no.itagenten.fleet.protocol.rest;

/**
 * The last entry of the audit log. Who keeps one elsewhere can tell later whether the log was cut or written anew before it.
 *
 * @param id 0 when there is no entry
 * @param at when it was written; empty when there is none
 * @param hash its hash
 */
public record AuditHead(long id, String at, String hash) {}
