import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded before the App by the bench: tells, when asked, the bytes that the App still holds after a collection. Plain JavaScript, as what starts the App: it would
// weigh the reading of TypeScript otherwise.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('message', () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ held: heapUsed + external });
});
