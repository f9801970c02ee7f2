package no.itagenten.fleet.fleetd.testing;

import java.nio.file.Path;
import no.itagenten.fleet.fleetd.device.DeviceRegistry;
import no.itagenten.fleet.fleetd.enrollment.Enrollment;
import no.itagenten.fleet.fleetd.store.Database;
import no.itagenten.fleet.fleetd.store.SqlDeviceStore;
import no.itagenten.fleet.fleetd.store.SqlEnrollmentStore;
import no.itagenten.fleet.protocol.ProtocolException;
import no.itagenten.fleet.protocol.json.WireJson;
import no.itagenten.fleet.protocol.rest.EnrollRequest;
import no.itagenten.fleet.protocol.rest.EnrollmentTokenRequest;

/** Devices and their credentials in a database, without a daemon around them. */
public final class LocalEnrollment implements AutoCloseable {

    private final AdjustableClock clock = new AdjustableClock();
    private final Database database;
    private final DeviceRegistry devices;
    private final Enrollment enrollment;

    public LocalEnrollment(Path folder) {
        database = Database.open(folder);
        devices = new DeviceRegistry(new SqlDeviceStore(database), new RecordingGateway(), clock, 10);
        enrollment = new Enrollment(new SqlEnrollmentStore(database), devices, clock);
    }

    public DeviceRegistry devices() {
        return devices;
    }

    public Enrollment enrollment() {
        return enrollment;
    }

    /** What else works on the same database, with a memory of its own. */
    public Enrollment another() {
        return new Enrollment(
                new SqlEnrollmentStore(database),
                new DeviceRegistry(new SqlDeviceStore(database), new RecordingGateway(), clock, 10),
                clock);
    }

    /**
     * Enrols a device with a new key.
     *
     * @param approval {@code auto} or {@code manual}
     */
    public DeviceIdentity enroll(String id, String approval) {
        DeviceIdentity identity = DeviceIdentity.ed25519(id);
        String wanted = "{\"approval\":\"" + approval + "\"}";
        String token = enrollment
                .create(read(wanted, EnrollmentTokenRequest.class))
                .token()
                .orElseThrow();
        enrollment.enroll(read(identity.enrollRequest(token), EnrollRequest.class));
        return identity;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return WireJson.decode(json, type);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
