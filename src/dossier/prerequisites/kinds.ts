import type { PrerequisiteKindName } from '../../config/procedure.ts';
import type { PrerequisiteKind } from '../prerequisite.ts';
import { attestedBoxes } from './attested-boxes.ts';
import { choice } from './choice.ts';
import { describedText } from './described-text.ts';
import { environments } from './environments.ts';
import { flows } from '../../flows/flows-prerequisite.ts';
import { hostNames } from './host-names.ts';
import { platformName } from './platform-name.ts';
import { repositories } from './repositories.ts';
import { schedule } from './schedule.ts';
import { volume } from './volume.ts';

/** The kinds of prerequisites, by the name that the procedure gives them. */
export const kinds = {
  'described-text': describedText,
  'platform-name': platformName,
  'attested-boxes': attestedBoxes,
  repositories,
  'host-names': hostNames,
  volume,
  schedule,
  choice,
  environments,
  flows,
} satisfies Record<PrerequisiteKindName, PrerequisiteKind>;
