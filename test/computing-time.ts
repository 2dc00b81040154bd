/**
 * What a computation takes of this thread, in milliseconds: not what the machine gives meanwhile to others. A test holds with it that
 * a text made to be long is not read in a time that grows faster than it; what is fast enough is said by `npm run bench`.
 */
export function computingMs(run: () => void): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
