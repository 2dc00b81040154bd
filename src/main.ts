import { enableCompileCache, flushCompileCache } from 'node:module';

// The sources are TypeScript: what Node makes of them once is kept, so that the next start neither waits for it nor holds what does it (20 MB). Where nothing can
// be written, or NODE_COMPILE_CACHE names another folder, this does nothing.
enableCompileCache('node_modules/.cache/accostage');
await import('./serve.ts');
flushCompileCache();
