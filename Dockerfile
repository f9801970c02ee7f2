# The R58 Fleet server. `docker build -t r58-fleet-api .` needs nothing but this folder; deploy/docker-compose.yml puts it
# behind Traefik with TLS. Java is Debian's, the one that the devices run.

FROM debian:12-slim AS build
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    binutils openjdk-17-jdk-headless maven \
  && rm -rf /var/lib/apt/lists/*
# What the server and fleetctl use of Java, and no more: a fifth of the whole.
RUN jlink --output /opt/java --strip-debug --no-header-files --no-man-pages --compress=0 \
    --add-modules java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.unsupported
WORKDIR /src
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true package

FROM debian:12-slim
LABEL org.opencontainers.image.title="R58 Fleet server" \
  org.opencontainers.image.description="Fleet manager for R58 video devices: REST API, dashboard and device connections" \
  org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 r58-fleetd \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/r58-fleet --shell /usr/sbin/nologin r58-fleetd \
  && install -d -m 0700 -o 10001 -g 10001 /var/lib/r58-fleet
COPY --from=build /opt/java /opt/java
COPY --from=build /src/dist/bin/fleetd /src/dist/bin/fleetctl /src/deploy/docker/healthcheck /opt/r58-fleet/bin/
COPY --from=build /src/dist/lib/fleetd /opt/r58-fleet/lib/fleetd
COPY --from=build /src/dist/lib/fleetctl /opt/r58-fleet/lib/fleetctl
ENV JAVA_HOME=/opt/java
# The start-up archives, which fit the Java and the folder that they are made for, after a rehearsal.
RUN --mount=type=bind,from=build,source=/src,target=/src \
  /src/deploy/install/start-up-archives.sh /src/dist /opt/r58-fleet fleetd fleetctl
ENV PATH=/opt/r58-fleet/bin:/usr/local/bin:/usr/bin:/bin \
  FLEETD_LISTEN=0.0.0.0:3001 \
  FLEETD_DATA=/var/lib/r58-fleet \
  FLEETD_JAVA_OPTS="-XX:-UsePerfData" \
  FLEETCTL_JAVA_OPTS="-XX:-UsePerfData" \
  XDG_CONFIG_HOME=/tmp/config
# By number, so that Kubernetes and others see that it is not root.
USER 10001:10001
# The database, the admin token and the native library: the one folder that is written to, besides /tmp.
VOLUME /var/lib/r58-fleet
EXPOSE 3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/opt/r58-fleet/bin/healthcheck"]
ENTRYPOINT ["/opt/r58-fleet/bin/fleetd"]
