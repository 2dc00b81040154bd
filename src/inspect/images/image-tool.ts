import { baseName } from '../files/paths.ts';
import { toolFiles } from '../files/tool-files.ts';

/**
 * The file by which a tool of development is told which images it builds: it writes their whole names, with a version, into the objects that it deploys
 * ("Image repository handling", Skaffold documentation; "docker_build", Tilt API reference; "Images", DevSpace documentation). Null where the tree has none.
 */
export function imageTool(paths: readonly string[]): string | null {
  return paths.find((path) => toolFiles.skaffold.test(path) || toolFiles.devspace.test(path) || baseName(path) === 'Tiltfile') ?? null;
}

/**
 * True for the image that Kubebuilder writes in `config/manager`, which its Makefile replaces by `kustomize edit set image` ("Quick Start", The Kubebuilder Book).
 */
export function isKubebuilderImage(written: string, paths: readonly string[]): boolean {
  return written === 'controller:latest' && paths.includes('PROJECT');
}
