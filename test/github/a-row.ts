import { z } from 'zod';
import { dossiersById, type DossierRow } from '../../src/github/queries/dossier.ts';

const emptyPage = { nodes: [], pageInfo: { hasNextPage: false } };

/** What a reading of many tells of the dossier 1. */
export function aRow(): DossierRow {
  const [row] = z.array(dossiersById.answer).parse([
    {
      nodes: [
        {
          id: 'I_1',
          fullDatabaseId: '1',
          number: 1,
          title: 'x',
          body: '',
          state: 'OPEN',
          url: 'https://github.test',
          createdAt: '2027-01-04T09:00:00Z',
          updatedAt: '2027-01-04T09:00:00Z',
          author: null,
          editor: null,
          lastEditedAt: null,
          repository: { databaseId: 1, nameWithOwner: 'dnum-mi/hub', isPrivate: false },
          assignees: { nodes: [] },
          labels: { nodes: [] },
          comments: emptyPage,
          timelineItems: emptyPage,
        },
      ],
    },
  ])[0] ?? [null];
  if (row === null || row === undefined) throw new Error('no row');
  return row;
}
