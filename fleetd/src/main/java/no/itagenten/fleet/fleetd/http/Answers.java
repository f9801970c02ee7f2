package no.itagenten.fleet.fleetd.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.concurrent.CompletionException;
import no.itagenten.fleet.fleetd.access.AccessConflictException;
import no.itagenten.fleet.fleetd.access.NoSuchAccessException;
import no.itagenten.fleet.fleetd.access.OutOfReachException;
import no.itagenten.fleet.fleetd.access.TooManyLoginsException;
import no.itagenten.fleet.fleetd.bundle.BundleNotFoundException;
import no.itagenten.fleet.fleetd.command.CommandNotFoundException;
import no.itagenten.fleet.fleetd.command.KeyReusedException;
import no.itagenten.fleet.fleetd.command.TooManyCommandsException;
import no.itagenten.fleet.fleetd.device.DeviceConflictException;
import no.itagenten.fleet.fleetd.device.DeviceNotFoundException;
import no.itagenten.fleet.fleetd.device.FleetFullException;
import no.itagenten.fleet.fleetd.device.NameTakenException;
import no.itagenten.fleet.fleetd.enrollment.EnrollmentException;
import no.itagenten.fleet.fleetd.oidc.BusyIssuersException;
import no.itagenten.fleet.fleetd.oidc.IssuerAwayException;
import no.itagenten.fleet.fleetd.release.ReleaseConflictException;
import no.itagenten.fleet.fleetd.store.MaintenanceBusyException;
import no.itagenten.fleet.fleetd.store.StoreException;
import no.itagenten.fleet.protocol.Protocol;
import no.itagenten.fleet.protocol.rest.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends answers, and turns every failure into one: no stack trace reaches a caller. */
final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    /** By which a client of another version knows why it is not understood. */
    private static final HttpString VERSION = new HttpString("R58-Fleet-Version");

    private Answers() {}

    static void send(HttpServerExchange exchange, Answer answer) {
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(VERSION, Protocol.softwareVersion());
        if (answer.status() == 429) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "60");
        } else if (answer.status() == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "5");
        } else if (answer.status() == 401 && !exchange.getResponseHeaders().contains(Headers.WWW_AUTHENTICATE)) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
        }
        answer.setCookie().ifPresent(cookie -> exchange.getResponseHeaders().put(Headers.SET_COOKIE, cookie));
        exchange.getResponseSender().send(answer.json() + "\n");
    }

    static Answer forFailure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException api) {
            return Answer.error(api.code(), api.getMessage());
        } else if (cause instanceof OutOfReachException) {
            return Answer.error(ErrorCode.FORBIDDEN, cause.getMessage());
        } else if (cause instanceof NoSuchAccessException) {
            return Answer.error(ErrorCode.NOT_FOUND, cause.getMessage());
        } else if (cause instanceof AccessConflictException) {
            return Answer.error(ErrorCode.CONFLICT, cause.getMessage());
        } else if (cause instanceof DeviceNotFoundException) {
            return Answer.error(ErrorCode.DEVICE_NOT_FOUND, cause.getMessage());
        } else if (cause instanceof CommandNotFoundException) {
            return Answer.error(ErrorCode.COMMAND_NOT_FOUND, cause.getMessage());
        } else if (cause instanceof BundleNotFoundException) {
            return Answer.error(ErrorCode.NOT_FOUND, cause.getMessage());
        } else if (cause instanceof ReleaseConflictException) {
            return Answer.error(ErrorCode.CONFLICT, cause.getMessage());
        } else if (cause instanceof KeyReusedException) {
            return Answer.error(ErrorCode.IDEMPOTENCY_KEY_REUSED, cause.getMessage());
        } else if (cause instanceof TooManyCommandsException
                || cause instanceof TooManyLoginsException
                || cause instanceof BusyIssuersException
                || cause instanceof MaintenanceBusyException) {
            return Answer.error(ErrorCode.TOO_MANY_REQUESTS, cause.getMessage());
        } else if (cause instanceof IssuerAwayException
                || cause instanceof FleetFullException
                || cause instanceof StoreException) {
            return Answer.error(ErrorCode.UNAVAILABLE, cause.getMessage());
        } else if (cause instanceof EnrollmentException enrollment) {
            return Answer.error(code(enrollment.reason()), cause.getMessage());
        } else if (cause instanceof DeviceConflictException || cause instanceof NameTakenException) {
            return Answer.error(ErrorCode.CONFLICT, cause.getMessage());
        } else if (cause instanceof IllegalArgumentException) {
            return Answer.error(ErrorCode.BAD_REQUEST, String.valueOf(cause.getMessage()));
        }
        log.error("A request failed", cause);
        return Answer.error(ErrorCode.INTERNAL, "the server failed at this; its log says why");
    }

    private static ErrorCode code(EnrollmentException.Reason reason) {
        return switch (reason) {
            case BAD_TOKEN -> ErrorCode.UNAUTHORIZED;
            case BAD_KEY -> ErrorCode.BAD_REQUEST;
            case DEVICE_EXISTS -> ErrorCode.DEVICE_EXISTS;
            case SENT_AWAY -> ErrorCode.FORBIDDEN;
            case REVOKED -> ErrorCode.CONFLICT;
        };
    }
}
