package no.itagenten.fleet.fleetd.http;

import no.itagenten.fleet.protocol.rest.ErrorCode;

/** A request that cannot be granted; becomes the answer of that code. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    ApiException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    static ApiException badRequest(String message) {
        return new ApiException(ErrorCode.BAD_REQUEST, message);
    }

    ErrorCode code() {
        return code;
    }
}
