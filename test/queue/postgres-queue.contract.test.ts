import { describePostgresQueue } from './postgres-contract.ts';
import { postgresBench } from './postgres-bench.ts';

// In this process; on the PostgreSQL of the operator where `DATABASE_URL` names one, in a base of its own.
describePostgresQueue(() => postgresBench(process.env['DATABASE_URL']));
