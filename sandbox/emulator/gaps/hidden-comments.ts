/** Comments that somebody hid on GitHub's page ("Managing disruptive comments", GitHub documentation), by their node ids. No event tells, and REST shows nothing of it. */
export interface HiddenComments {
  hide(nodeId: string): void;
  show(nodeId: string): void;
  has(nodeId: string): boolean;
}

/** The emulator knows none. */
export function hiddenComments(): HiddenComments {
  const hidden = new Set<string>();
  return {
    hide: (nodeId) => void hidden.add(nodeId),
    show: (nodeId) => void hidden.delete(nodeId),
    has: (nodeId) => hidden.has(nodeId),
  };
}
