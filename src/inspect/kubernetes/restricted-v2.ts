/** Kinds of volumes that OpenShift's `restricted-v2` admits in a pod ("Managing security context constraints", its documentation). */
export const admittedVolumes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** True for a setting of the kernel that any pod may write ("Using sysctls in a Kubernetes Cluster", Kubernetes' documentation); `restricted-v2` admits no other. */
export function isSafeSysctl(name: string): boolean {
  return safe.has(name.replaceAll('/', '.'));
}

const safe: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
