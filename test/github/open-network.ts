import nock from 'nock';
import { beforeAll } from 'vitest';

/** Files share a worker, and what nock was told there: one that left the network closed must not close it for those after it, which talk to the embedded GitHub. */
beforeAll(() => nock.enableNetConnect());
