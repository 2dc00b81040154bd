import { enableCompileCache, flushCompileCache } from 'node:module';

// Plain JavaScript: for this file alone, Node would load what reads TypeScript, and hold it for ever (17 MB).
const kept = (process.env['NODE_COMPILE_CACHE'] ??= 'node_modules/.cache/accostage');

// The sources are TypeScript: what Node makes of them once is kept, so that the next start neither waits for it nor holds what does it. The environment tells it to
// the threads. Where nothing can be written, this does nothing.
enableCompileCache(kept);
await import('./serve.ts');
flushCompileCache();
