import { type ImageReference, officialName } from './reference.ts';
import { isWindowsImage } from './windows.ts';

/**
 * The user that an image runs as, for images whose documentation or Dockerfile says it: `root`, `rootless`, or unknown. Only what holds for every
 * version of an image is listed: a wrong "root" would accuse a project that did nothing wrong.
 */
export function knownUser(image: ImageReference): 'root' | 'rootless' | 'unknown' {
  const { registry, repository: path, tag } = image;
  // The users of Windows are others.
  if (isWindowsImage(`${path}:${tag ?? ''}`)) return 'unknown';
  if (/(^|\/)distroless\//.test(path)) return variantOf(tag, /(^|-)nonroot/);
  if (registry === 'mcr.microsoft.com' && path.startsWith('dotnet/')) return variantOf(tag, /chiseled|distroless/);
  if (/^(bitnami|bitnamilegacy|bitnamisecure)\//.test(path)) return bitnamiUser(path.slice(path.indexOf('/') + 1));
  if (/^(registry\.redhat\.io|registry\.access\.redhat\.com)$/.test(registry)) return redHatUser(path);
  if (registry === 'cgr.dev') return /\/(wolfi-base|chainguard-base|bash|busybox)$/.test(path) ? 'unknown' : 'rootless';
  if (rootless.test(path)) return 'rootless';
  return root.has(officialName(image) ?? '') ? 'root' : 'unknown';
}

/** Bitnami's servers run as 1001; its languages and tools (java, node, python, php-fpm, git…) have no USER ("Dockerfile" of each, repository bitnami/containers). */
function bitnamiUser(name: string): 'root' | 'rootless' | 'unknown' {
  if (name === 'minideb') return 'root';
  return bitnamiServers.has(name) ? 'rootless' : 'unknown';
}

const bitnamiServers = new Set(
  'apache,elasticsearch,kafka,keycloak,kubectl,mariadb,mongodb,mysql,nginx,postgresql,pytorch,rabbitmq,redis,tomcat,wordpress'.split(','),
);

/** Images whose tag tells the user; a digest alone does not. */
function variantOf(tag: string | null, rootlessTag: RegExp): 'root' | 'rootless' | 'unknown' {
  if (tag === null) return 'unknown';
  return rootlessTag.test(tag) ? 'rootless' : 'root';
}

/** Images made to run without root, on any registry. */
const rootless =
  /^(nginxinc\/nginx-unprivileged|nginx\/nginx-unprivileged|jenkins\/jenkins|grafana\/grafana|keycloak\/keycloak|sclorg\/[\w.-]+|curlimages\/curl|prom\/(prometheus|alertmanager|node-exporter|blackbox-exporter)|prometheus\/(prometheus|alertmanager|node-exporter|blackbox-exporter))$/;

/** Official images of Docker Hub that start as root, whatever they become later. */
const root = new Set(
  'alpine,debian,ubuntu,fedora,rockylinux,almalinux,centos,oraclelinux,amazonlinux,archlinux,opensuse,busybox,buildpack-deps,node,python,golang,rust,ruby,php,perl,haskell,erlang,elixir,swift,openjdk,eclipse-temurin,amazoncorretto,ibm-semeru-runtimes,sapmachine,maven,nginx,httpd,tomcat,caddy,wordpress,drupal,nextcloud,postgres,mysql,mariadb,mongo,redis,rabbitmq,pypy,gcc,bash,docker,composer,r-base,julia'.split(
    ',',
  ),
);

/** Red Hat's images of languages and servers run as 1001 or 185; the bare system ones as root. */
function redHatUser(path: string): 'root' | 'rootless' | 'unknown' {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(ubi\d*|ubi\d*-(minimal|micro|init))$/.test(name)) return 'root';
  return /^(nodejs|python|php|ruby|perl|nginx|httpd|openjdk|dotnet|go-toolset|s2i-\w+)-/.test(name) ? 'rootless' : 'unknown';
}
