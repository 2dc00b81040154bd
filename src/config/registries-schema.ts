import { z } from 'zod';
import { prose } from './texts.ts';

/** The registries that the platform's policy documents, and the platform's own Harbor, whose hosts are all under one domain. */
const documented = [
  { prefix: 'docker.io/' },
  { prefix: 'harbor.io/' },
  { prefix: 'registry.redhat.io/' },
  { prefix: 'quay.io/' },
  { prefix: 'bitnami/', remark: 'Bitnami retire ses images publiques : prévoyez-en une autre' },
  { prefix: 'ghcr.io/' },
  { prefix: '*.numerique-interieur.com/' },
] as const;

/** `docker.io/`, `bitnami/`, `*.example.com/`: what the name of an image starts with, as it is written. */
const prefix = z
  .string()
  .max(200, 'au plus 200 signes')
  .regex(/^(\*\.)?[a-z0-9][a-z0-9._:-]*(\/[a-z0-9][a-z0-9._-]*)*\/$/, 'début de nom attendu, comme docker.io/ ou *.exemple.fr/');

export const registriesSchema = z
  .array(
    z.strictObject({
      prefix: prefix.describe(
        'Ce par quoi le nom d’une image commence, tel qu’il est écrit ; `*.exemple.fr/` vaut pour toute machine de ce domaine.',
      ),
      remark: prose.optional().describe('Conseil donné à qui emploie ce registre ; l’image reste admise.'),
    }),
  )
  .min(1)
  .max(100, 'au plus 100 registres')
  .default([...documented]);

/** The registries from which the platform deploys images. */
export type Registries = readonly { readonly prefix: string; readonly remark?: string | undefined }[];

/** Those of a process that names none. */
export const defaultRegistries: Registries = registriesSchema.parse(undefined);
