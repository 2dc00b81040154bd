import type { Protocol } from './flow.ts';

interface Service {
  readonly port: number;
  readonly protocol: Protocol;
}

const tcp = (port: number): Service => ({ port, protocol: 'tcp' });
const udp = (port: number): Service => ({ port, protocol: 'udp' });

/** Ports of well-known services ("Service Name and Transport Protocol Port Number Registry", IANA), with the names that people write. */
const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    http: tcp(80),
    https: tcp(443),
    tls: tcp(443),
    rest: tcp(443),
    s3: tcp(443),
    wss: tcp(443),
    // HTTP/3 goes over QUIC (RFC 9114).
    quic: udp(443),
    postgres: tcp(5432),
    postgresql: tcp(5432),
    mysql: tcp(3306),
    mariadb: tcp(3306),
    oracle: tcp(1521),
    sqlnet: tcp(1521),
    mssql: tcp(1433),
    sqlserver: tcp(1433),
    mongodb: tcp(27_017),
    mongo: tcp(27_017),
    redis: tcp(6379),
    rediss: tcp(6379),
    memcached: tcp(11_211),
    elasticsearch: tcp(9200),
    elastic: tcp(9200),
    opensearch: tcp(9200),
    kafka: tcp(9092),
    amqp: tcp(5672),
    rabbitmq: tcp(5672),
    amqps: tcp(5671),
    mqtt: tcp(1883),
    mqtts: tcp(8883),
    smtp: tcp(25),
    submission: tcp(587),
    smtps: tcp(465),
    imap: tcp(143),
    imaps: tcp(993),
    pop3: tcp(110),
    pop3s: tcp(995),
    ldap: tcp(389),
    ldaps: tcp(636),
    kerberos: tcp(88),
    ssh: tcp(22),
    sftp: tcp(22),
    scp: tcp(22),
    ftp: tcp(21),
    ftps: tcp(990),
    telnet: tcp(23),
    nfs: tcp(2049),
    smb: tcp(445),
    cifs: tcp(445),
    rdp: tcp(3389),
    etcd: tcp(2379),
    syslog: udp(514),
    ntp: udp(123),
    dns: udp(53),
    snmp: udp(161),
    radius: udp(1812),
  }),
);

/** The service of that name, null when it is not known. */
export function findService(name: string): Service | null {
  return services.get(name.toLowerCase()) ?? null;
}

/** True for a port that one of the services uses. */
export function isServicePort(port: number): boolean {
  return servicePorts.has(port);
}

const servicePorts: ReadonlySet<number> = new Set([...services.values()].map((service) => service.port));
